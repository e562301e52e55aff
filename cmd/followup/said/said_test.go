package said

import (
	"strings"
	"testing"
	"time"

	"followup/cmd/followup/find"
	"followup/rules"
)

// now is the time at which the tests say everything.
var now = time.Date(2026, 12, 1, 18, 0, 0, 0, time.UTC)

// interviewed returns an application whose only interview ended two hours ago.
func interviewed() rules.Case {
	jo := rules.Person{ID: 1, Name: "Jo Smith", Email: "jo@acme.test"}
	return rules.Case{
		Application: rules.Application{ID: 7, Company: "Acme", Role: "clerk"},
		Interviews: []rules.Interview{{
			ID: 7, Start: now.Add(-3 * time.Hour), Duration: time.Hour, Interviewers: []rules.Person{jo},
		}},
	}
}

func TestReadHeard(t *testing.T) {
	for _, row := range []struct {
		first, second, named string
		kind                 rules.EventKind
	}{
		{"7", "rejected", "7", rules.Rejected},
		{"offer", "acme", "acme", rules.Offered},
		{"Next", "pending", "Next", rules.Undecided}, // a company may have the name of an answer
		{"7", "No Show", "7", rules.NoShow},
	} {
		named, kind, err := ReadHeard(row.first, row.second)
		if err != nil || named != row.named || kind != row.kind {
			t.Errorf("ReadHeard(%q, %q) = %q, %q, %v", row.first, row.second, named, kind, err)
		}
	}
	_, _, err := ReadHeard("7", "hired")
	if err == nil || !strings.Contains(err.Error(), `"hired" is none of undecided`) {
		t.Errorf("an unknown answer: %v", err)
	}
}

func TestSent(t *testing.T) {
	s, p := find.Subject{Case: interviewed(), Number: 7}, rules.DefaultPolicy(time.UTC)
	events, err := Sent{On: "today 17:00"}.Events(s, p, now)
	if err != nil || len(events) != 1 {
		t.Fatal(events, err)
	}
	if e := events[0]; e.Kind != rules.Sent || e.Note != rules.ThankYou || e.InterviewID != 7 ||
		e.To.Name != "Jo Smith" || !e.At.Equal(now.Add(-time.Hour)) {
		t.Errorf("recorded as %+v", e)
	}
	for want, word := range map[string]Sent{
		"is in the future":        {On: "today 19:00"},
		"is before the interview": {On: "today 9:00"},
		"is none of":              {Kind: "postcard"},
		`"Ann" is none of the`:    {To: "Ann"},
	} {
		if _, err := word.Events(s, p, now); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%+v: %v, want %q", word, err, want)
		}
	}
}

// A time that has passed is refused, and so is one that makes a thank-you late, unless it is forced.
func TestSnooze(t *testing.T) {
	cases, p := []rules.Case{interviewed()}, rules.DefaultPolicy(time.UTC)
	for before, wrong := range map[string]bool{"2h": false, "3d": true, "1 Nov 2026": true, "soon": true} {
		if events, err := Snooze(cases, before, false, p, now); (err != nil) != wrong {
			t.Errorf("%s: %v, %v", before, events, err)
		}
	}
	events, err := Snooze(cases, "3d", true, p, now)
	if err != nil || len(events) != 1 || !events[0].SnoozeUntil.Equal(time.Date(2026, 12, 4, 0, 0, 0, 0, time.UTC)) {
		t.Errorf("forced: %v, %v", events, err)
	}
}

// An application is stopped once. A letter may still be asked for later.
func TestStop(t *testing.T) {
	c, p := interviewed(), rules.DefaultPolicy(time.UTC)
	e, ok := Stop(c, false, p, now)
	if !ok || e.Kind != rules.Stopped || e.Note != "" {
		t.Fatal(e, ok)
	}
	c.History.Events = append(c.History.Events, e)
	if _, again := Stop(c, false, p, now); again {
		t.Error("it was stopped twice")
	}
	if e, ok = Stop(c, true, p, now); !ok || e.Note != rules.Withdrawal {
		t.Error("a letter later:", e, ok)
	}
}

func TestPause(t *testing.T) {
	p := rules.DefaultPolicy(time.UTC)
	for until, wrong := range map[string]bool{"2 weeks": false, "monday 9:00": false, "400 days": true, "now": true} {
		if pause, err := Pause(until, p, now); (err != nil) != wrong {
			t.Errorf("%s: %v, %v", until, pause, err)
		}
	}
}
