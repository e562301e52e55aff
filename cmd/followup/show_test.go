package main

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"followup/rules"
)

// TestRefusedIsShown: a reminder that the mail server refused is not shown as one that comes, but with what to do.
func TestRefusedIsShown(t *testing.T) {
	now := time.Date(2026, 12, 1, 18, 0, 0, 0, time.UTC)
	jo := rules.Person{Name: "Jo Smith", Email: "jo@acme.test"}
	c := rules.Case{
		Application: rules.Application{ID: 7, Company: "Acme", Role: "x"},
		Interviews:  []rules.Interview{{ID: 7, Start: now.Add(-4 * time.Hour), Duration: time.Hour, Interviewers: []rules.Person{jo}}},
		History: rules.History{Reminders: []rules.Reminder{{
			ID: 1, Key: rules.Key{ApplicationID: 7, InterviewID: 7, Kind: rules.ThankYou, Round: 1},
			Message: rules.Message{Drafts: rules.DraftsTo([]rules.Person{jo})},
			State:   rules.Refused, Due: now.Add(-time.Hour), SettledAt: now.Add(-time.Hour), Reply: "the server refused the recipient (550 no such user)",
		}}},
	}
	p := rules.DefaultPolicy(time.UTC)
	var out bytes.Buffer
	a := &app{stdout: &out, clock: func() time.Time { return now }}
	a.show(c, p)
	for _, want := range []string{"your mail server refused it: the server refused the recipient (550 no such user)", "followup retry 7"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("show does not say %q:\n%s", want, out.String())
		}
	}
	if strings.Contains(out.String(), "at once") {
		t.Errorf("show promises it at once:\n%s", out.String())
	}
	if got := needOf(c, p, now).words; got != "thank-you refused!" {
		t.Errorf("list says %q", got)
	}
}

// TestNoteNamesAPanel: all of a few, and of many the first.
func TestNoteNamesAPanel(t *testing.T) {
	people := []rules.Person{{Name: "Jo Smith", Email: "jo@acme.test"}, {Email: "ann@acme.test"}, {Name: "Max Kay"}, {Name: "Bo"}, {Name: "Li"}}
	first, call := rules.Key{Kind: rules.ThankYou}, rules.Key{Kind: rules.ThankYou, LastCall: true}
	for _, row := range []struct {
		key  rules.Key
		to   []rules.Person
		want string
	}{
		{first, []rules.Person{{}}, "thank-you to the hiring team"},
		{first, people[:1], "thank-you to Jo Smith"},
		{first, people[:2], "thank-yous to Jo Smith and ann@acme.test"},
		{call, people[:3], "thank-yous (last call) to Jo Smith, ann@acme.test and Max Kay"},
		{first, people[:4], "thank-yous to Jo Smith, ann@acme.test and 2 more"},
		{first, people, "thank-yous to Jo Smith, ann@acme.test and 3 more"},
	} {
		if got := note(row.key, row.to...); got != row.want {
			t.Errorf("note to %d: %q, want %q", len(row.to), got, row.want)
		}
	}
	if got := names(people, 1); got != "Jo Smith and 4 more" {
		t.Errorf("names in a table: %q", got)
	}
}

// TestTerminalIsSafe: what a person typed cannot rewrite the terminal.
func TestTerminalIsSafe(t *testing.T) {
	if got := clean("a\x1b[2Jb\u009bc\r\u202ed\u200b"); strings.ContainsAny(got, "\x1b\u009b\r\u202e\u200b") {
		t.Errorf("clean leaves %q", got)
	}
}

// TestTableAligns whatever the script is.
func TestTableAligns(t *testing.T) {
	var out bytes.Buffer
	(&app{stdout: &out}).table([][]string{{"ID", "COMPANY", "NEXT"}, {"1", "株式会社", "a"}, {"22", "Acme", "b"}})
	want := "ID  COMPANY   NEXT\n1   株式会社  a\n22  Acme      b\n"
	if out.String() != want {
		t.Errorf("got\n%swant\n%s", out.String(), want)
	}
}
