package rules

import (
	"strings"
	"testing"
	"time"
)

func TestValidate(t *testing.T) {
	berlin := zone(t, "Europe/Berlin")
	good := Interview{
		Start: clock(t, berlin, "2026-12-01 14:00"), Duration: time.Hour,
		Interviewers: []Person{jo, {Name: "Li Wei"}, {Email: "pat@acme.test"}}, Zone: "America/New_York",
		DecisionBy: date(t, "2026-12-01"),
	}
	if err := good.Validate(berlin); err != nil {
		t.Fatalf("a valid interview is refused: %v", err)
	}
	tests := []struct {
		name  string
		spoil func(*Interview)
		says  string
	}{
		{"a megabyte of notes", func(iv *Interview) { iv.Said = strings.Repeat("x", 1<<20) },
			"said has 1048576 characters"},
		{"a line break", func(iv *Interview) { iv.Topic = "a\r\nBcc: all@acme.test" },
			"topic contains the control character U+000D"},
		{"a NUL", func(iv *Interview) { iv.Said = "a\x00b" }, "said contains the control character U+0000"},
		{"a line separator, which some programs break at", func(iv *Interview) { iv.Topic = "a\u2028b" },
			"topic contains the control character U+2028"},
		{"invalid UTF-8", func(iv *Interview) { iv.Said = "a\xffb" }, "said is not valid UTF-8"},
		{"a start in antiquity", func(iv *Interview) { iv.Start = time.Time{} }, "start is in the year 1"},
		{"a start in the far future",
			func(iv *Interview) { iv.Start = iv.Start.AddDate(500, 0, 0); iv.DecisionBy = Date{} },
			"start is in the year 2526"},
		{"no duration", func(iv *Interview) { iv.Duration = 0 }, "duration is 0s"},
		{"a day and a half", func(iv *Interview) { iv.Duration = 36 * time.Hour }, "duration is 36h0m0s"},
		{"a decision before the interview", func(iv *Interview) { iv.DecisionBy = date(t, "2026-11-30") },
			"decision date Mon 30 Nov 2026 is before the interview on Tue 1 Dec 2026"},
		{"an unknown zone", func(iv *Interview) { iv.Zone = "Mars/Olympus" },
			`zone "Mars/Olympus" is not a known time zone`},
		{"the zone \"Local\"", func(iv *Interview) { iv.Zone = "Local" }, `zone "Local" is not a time zone`},
		{"the same person twice",
			func(iv *Interview) { iv.Interviewers = append(iv.Interviewers, Person{Email: "JO@acme.test"}) },
			"name JO@acme.test twice"},
		{"a person without a name or an address", func(iv *Interview) { iv.Interviewers = []Person{{}} },
			"neither a name nor an address"},
		{"an invalid address",
			func(iv *Interview) { iv.Interviewers = []Person{{Name: "Jo", Email: "jo at acme"}} },
			"is not an address"},
		{"a header in a name", func(iv *Interview) { iv.Interviewers = []Person{{Name: "Jo\nBcc: x@y.test"}} },
			"control character U+000A"},
		{"a crowd", func(iv *Interview) { iv.Interviewers = make([]Person, 51) },
			"interviewers are 51; expected at most 50"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			iv := good
			iv.Interviewers = append([]Person{}, good.Interviewers...)
			tt.spoil(&iv)
			if err := iv.Validate(berlin); err == nil || !strings.Contains(err.Error(), tt.says) {
				t.Errorf("Validate = %v, want an error that says %q", err, tt.says)
			}
		})
	}
}

func TestValidateApplication(t *testing.T) {
	good := Application{Company: "Acme", Role: "engineer", Fit: "ten years of it", Hook: "a prize", Contact: pat}
	if err := good.Validate(); err != nil {
		t.Fatalf("a valid application is refused: %v", err)
	}
	nobody := good
	nobody.Contact, nobody.Fit, nobody.Hook = Person{}, "", ""
	if err := nobody.Validate(); err != nil {
		t.Fatalf("an application with only company and role is refused: %v", err)
	}
	tests := []struct {
		name  string
		spoil func(*Application)
		says  string
	}{
		{"no company", func(a *Application) { a.Company = "" }, "company is empty"},
		{"a blank role", func(a *Application) { a.Role = " \t" }, "role is empty"},
		{"a very long company name", func(a *Application) { a.Company = strings.Repeat("x", 201) },
			"company has 201 characters; expected at most 200"},
		{"a megabyte of reasons", func(a *Application) { a.Fit = strings.Repeat("x", 1<<20) },
			"fit has 1048576 characters"},
		{"a line break in the hook", func(a *Application) { a.Hook = "a\r\nBcc: all@acme.test" },
			"hook contains the control character U+000D"},
		{"a line separator, which some programs break at", func(a *Application) { a.Role = "a\u2028b" },
			"role contains the control character U+2028"},
		{"invalid UTF-8", func(a *Application) { a.Company = "a\xffb" }, "company is not valid UTF-8"},
		{"an invalid address of the contact", func(a *Application) { a.Contact.Email = "pat at acme" },
			`contact "pat at acme", which is not an address`},
		{"a header in the contact's name", func(a *Application) { a.Contact.Name = "Pat\nBcc: x@y.test" },
			"control character U+000A"},
		{"two faults are both reported", func(a *Application) { a.Company, a.Role = "", "" },
			"company is empty\nrole is empty"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := good
			tt.spoil(&a)
			if err := a.Validate(); err == nil || !strings.Contains(err.Error(), tt.says) {
				t.Errorf("Validate = %v, want an error that says %q", err, tt.says)
			}
		})
	}
}

// Late in the evening in Berlin it is already tomorrow in Tokyo.
func TestDecisionDateIsComparedInTheUsersZone(t *testing.T) {
	iv := Interview{Start: clock(t, zone(t, "Asia/Tokyo"), "2026-12-02 06:00"), Duration: time.Hour,
		DecisionBy: date(t, "2026-12-01")}
	if err := iv.Validate(zone(t, "Europe/Berlin")); err != nil {
		t.Errorf("it is still 1 December in Berlin: %v", err)
	}
	if err := iv.Validate(zone(t, "Asia/Tokyo")); err == nil {
		t.Error("it is 2 December in Tokyo, so the decision date is past")
	}
}
