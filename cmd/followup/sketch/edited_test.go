package sketch

import (
	"strings"
	"testing"
	"time"

	"followup/mailer"
	"followup/mailer/letters"
	"followup/rules"
)

func TestFromText(t *testing.T) {
	for _, tt := range []struct{ name, text, subject, body, fault string }{
		{"as it was written", "To: Jo <jo@acme.test>\nSubject: Thanks\n\nDear Jo,\n\nbye\n",
			"Thanks", "Dear Jo,\n\nbye", ""},
		{"with the line ends of another system", "Subject: Thanks\r\n\r\nDear Jo,\r\nbye\r\n",
			"Thanks", "Dear Jo,\nbye", ""},
		{"with blanks that nobody sees", "subject:  Thanks \u200b\n\n\n\nDear Jo,  \n\n", "Thanks", "Dear Jo,", ""},
		{"without a blank line", "Subject: Thanks\nDear Jo,\nbye", "Thanks", "Dear Jo,\nbye", ""},
		{"a colon in the text is no field", "Subject: Thanks\n\nTwo things: one", "Thanks", "Two things: one", ""},
		{"what is below the cut is not kept", "Subject: Thanks\n\nDear Jo,\n\n" + cutHere + " x\nSubject: old\n\nold",
			"Thanks", "Dear Jo,", ""},
		{"a bell is not kept", "Subject: Th\aanks\n\nDear\a Jo,", "Th anks", "Dear Jo,", ""},
		{"only the cut is left", cutHere + "\nSubject: old\n\nold", "", "", "it is empty"},
		{"empty", " \n\n", "", "", "it is empty"},
		{"no subject", "Subject: \n\nDear Jo,", "", "", `it has no subject; begin it with "Subject: …"`},
		{"no field at all", "Dear Jo,", "", "", `it has no subject; begin it with "Subject: …"`},
		{"no text", "To: Jo\nSubject: Thanks\n\n", "", "", "it has no text below the subject"},
		{"another encoding", "Subject: Gr\xfc\xdfe\n\nHallo", "", "", "it is not UTF-8"},
		{"a book", "Subject: x\n\n" + strings.Repeat("word ", 12_000), "", "", "it is longer than 50000 bytes"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			subject, body, err := fromText(tt.text)
			fault := ""
			if err != nil {
				fault = err.Error()
			}
			if subject != tt.subject || body != tt.body || fault != tt.fault {
				t.Errorf("%q, %q, %q; want %q, %q, %q", subject, body, fault, tt.subject, tt.body, tt.fault)
			}
		})
	}
}

// TestTheFileOfADraftIsReadAsTheDraft, also if its text begins like a field, and with words that were set aside.
func TestTheFileOfADraftIsReadAsTheDraft(t *testing.T) {
	d := mailer.Draft{
		To:     rules.Person{Name: "Jo\nSubject: no", Email: "jo@acme.test"},
		Letter: letters.Letter{Subject: "Thanks", Body: "Note: I liked it.\n\nBye"},
		Edit:   &mailer.Edit{At: time.Unix(1790000000, 0), Subject: "old", Body: "old words", Changed: "the role"},
	}
	subject, body, err := fromText(toText(d, time.UTC))
	if err != nil || subject != d.Subject || body != d.Body {
		t.Errorf("%q, %q, %v", subject, body, err)
	}
}
