package mailer

import (
	"strings"
	"testing"

	"followup/mailer/letters"
	"followup/rules"
)

func TestWebsite(t *testing.T) {
	for address, want := range map[string]string{
		"jo@acme.test": "acme.test", "jo@Mail.Acme.TEST": "mail.acme.test", "jo@gmail.com": "", "jo@GMX.de": "", "": "",
		"jo@localhost": "", "jo@[127.0.0.1]": "", "x y": "", "jo@bücher.test": "",
	} {
		if got := website(address); got != want {
			t.Errorf("website(%q) = %q, want %q", address, got, want)
		}
	}
}

func TestAPersonIsLookedUpByTheBareName(t *testing.T) {
	a := askForHook(rules.Step{}, letters.Facts{Name: "Frau Dr. Lena Weiß", Company: "Acme"})
	if last := a.Places[len(a.Places)-1]; !strings.HasSuffix(last.URL, "?keywords=Lena%20Wei%C3%9F%20Acme") {
		t.Errorf("the link is %s", last.URL)
	}
}
