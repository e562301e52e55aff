package view

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"followup/cmd/followup/term"
	"followup/rules"
)

// A reminder that the mail server refused is not shown as coming; instead, show says what to do.
func TestShowOfARefusedReminder(t *testing.T) {
	now := time.Date(2026, 12, 1, 18, 0, 0, 0, time.UTC)
	jo := rules.Person{Name: "Jo Smith", Email: "jo@acme.test"}
	c := rules.Case{
		Application: rules.Application{ID: 7, Company: "Acme", Role: "x"},
		Interviews: []rules.Interview{
			{ID: 7, Start: now.Add(-4 * time.Hour), Duration: time.Hour, Interviewers: []rules.Person{jo}},
		},
		History: rules.History{Reminders: []rules.Reminder{{
			ID: 1, Key: rules.Key{ApplicationID: 7, InterviewID: 7, Kind: rules.ThankYou, Round: 1},
			Message: rules.Message{Drafts: rules.DraftsTo([]rules.Person{jo})},
			State:   rules.Refused, Due: now.Add(-time.Hour), SettledAt: now.Add(-time.Hour),
			Reply: "the server refused the recipient (550 no such user)",
		}}},
	}
	p := rules.DefaultPolicy(time.UTC)
	var out bytes.Buffer
	v := New(&term.Terminal{Out: &out}, rules.DefaultPolicy(time.UTC), now)
	v.Show(c)
	for _, want := range []string{
		"your mail server refused it: the server refused the recipient (550 no such user)", "followup retry 7",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("show does not say %q:\n%s", want, out.String())
		}
	}
	if strings.Contains(out.String(), "at once") {
		t.Errorf("show says that it comes at once:\n%s", out.String())
	}
	if got := needOf(c, p, now).words; got != "thank-you refused!" {
		t.Errorf("list says %q", got)
	}
}
