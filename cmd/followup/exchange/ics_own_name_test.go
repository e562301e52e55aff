package exchange

import (
	"strings"
	"testing"
)

func TestTheUsersOwnNameIsNoPartOfTheCompany(t *testing.T) {
	for _, row := range []struct{ why, summary, company, role string }{
		{"a sign between the two sides", "Interview Trudy Trial <> Blauwerk GmbH (Backend Developer)", "Blauwerk GmbH", "Backend Developer"},
		{"the user on the other side", "Blauwerk GmbH <> Trudy Trial: Backend Developer", "Blauwerk GmbH", "Backend Developer"},
		{"an x", "Backend Developer | Trudy Trial x Blauwerk", "Blauwerk", "Backend Developer"},
		{"an x beside the first name", "Blauwerk x Trudy - Backend Developer interview", "Blauwerk", "Backend Developer"},
		{"a sign beside the first name", "Trudy <> Blauwerk, Backend Developer", "Blauwerk", "Backend Developer"},
		{"an ampersand beside the name, and one in the company's", "Trudy Trial & Müller & Söhne – Backend Developer", "Müller & Söhne", "Backend Developer"},
		{"a slash without blanks", "Blauwerk/Trudy Trial (Backend Developer)", "Blauwerk", "Backend Developer"},
		{"a bar", "Trudy Trial | Blauwerk | Backend Developer", "Blauwerk", "Backend Developer"},
		{"a word", "Blauwerk and Trudy Trial - Backend Developer", "Blauwerk", "Backend Developer"},
		{"with the user", "Blauwerk interview with Trudy Trial (Backend Developer)", "Blauwerk", "Backend Developer"},
		{"the user with the company", "Trudy Trial with Blauwerk: Backend Developer", "Blauwerk", "Backend Developer"},
		{"for the user, at the company", "Interview for Trudy Trial at Blauwerk – Backend Developer", "Blauwerk", "Backend Developer"},
		{"the last name first", "Interview: Trial, Trudy - Blauwerk - Backend Developer", "Blauwerk", "Backend Developer"},
		{"no sign at all", "Blauwerk Interview Trudy Trial (Backend Developer)", "Blauwerk", "Backend Developer"},
		{"the user's, in other letters", "TRUDY TRIAL's interview at Blauwerk, Backend Developer", "Blauwerk", "Backend Developer"},
		{"somebody of a longer name is somebody else", "Backend Developer at Trudy Trial-Meier", "Trudy Trial-Meier", "Backend Developer"},
		{"an ampersand beside the first name is the company's", "Interview: Backend Developer at Trudy & Söhne", "Trudy & Söhne", "Backend Developer"},
		{"where nothing is certain nothing is guessed", "Trudy Trial <> Blauwerk", "", ""},
		{"the user alone", "Interview with Trudy Trial", "", ""},
	} {
		t.Run(row.why, func(t *testing.T) {
			o := berlin(t)
			o.Name = "Trudy Trial"
			entries, err := ReadICS(t.Context(), strings.NewReader(event("DTSTART:20261201T140000", "SUMMARY:"+strings.ReplaceAll(row.summary, ",", `\,`))), o)
			if err != nil || len(entries) != 1 {
				t.Fatalf("%d entries, %v", len(entries), err)
			}
			if app := entries[0].Application; app.Company != row.company || app.Role != row.role {
				t.Errorf("%q: company %q, role %q; want %q, %q", row.summary, app.Company, app.Role, row.company, row.role)
			}
		})
	}
}

func TestANameOfOneWordIsLeftInATitle(t *testing.T) {
	if got := newOwnName("Sam").cutOut("Clerk at Sam's Bakery"); got != "Clerk at Sam's Bakery" {
		t.Errorf("got %q", got)
	}
}
