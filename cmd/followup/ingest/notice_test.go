package ingest

import (
	"strings"
	"testing"
	"time"

	"followup/cmd/followup/phrase"
	"followup/rules"
)

// TestNextIsThatOfShow: what comes next waits for the notes to the same person in other applications, as show says.
func TestNextIsThatOfShow(t *testing.T) {
	u := newUser(t)
	jo := rules.Person{Name: "Jo Smith", Email: "jo@acme.test"}
	app := rules.Application{Company: "Acme", Role: "matron"}
	var last int64
	for range 2 {
		iv := rules.Interview{Start: now.AddDate(0, 0, -5), Duration: time.Hour, Interviewers: []rules.Person{jo}}
		id, err := u.st.Begin(t.Context(), app, iv, now)
		if err != nil {
			t.Fatal(err)
		}
		last, app.Role = id, "sister"
	}
	c, err := u.st.Case(t.Context(), last)
	if err != nil {
		t.Fatal(err)
	}
	told := telling{desk: &desk{Desk: u.Desk, now: now}, c: c}
	want := rules.Foresee(c, u.Policy, now).Steps
	if alone := rules.Decide(c, u.Policy, now).Steps; len(want) == 0 || alone[0].Due.Equal(want[0].Due) {
		t.Fatalf("nothing waits: %+v", want)
	}
	if got := told.next(nil); !strings.Contains(got, phrase.Stamp(want[0].Due, u.Policy.Location)) {
		t.Errorf("it says %q, want %s", got, want[0].Due)
	}
}

// TestWhatASnoozeLoses is said by mail, too: a last call that comes too late after the snooze.
func TestWhatASnoozeLoses(t *testing.T) {
	u := newUser(t)
	iv := rules.Interview{Start: now.Add(-26 * time.Hour), Duration: time.Hour,
		Interviewers: []rules.Person{{Name: "Ida Roth", Email: "ida@bolt.test"}}}
	id, err := u.st.Begin(t.Context(), rules.Application{Company: "Bolt", Role: "matron"}, iv, now)
	if err != nil {
		t.Fatal(err)
	}
	c, err := u.st.Case(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	told := telling{desk: &desk{Desk: u.Desk, now: now}, c: c}
	snooze := func(until time.Time) string {
		e := rules.Event{ApplicationID: id, Kind: rules.Snoozed, At: now, SnoozeUntil: until}
		return strings.Join(told.noted(1, []rules.Event{e}).Lines, "\n")
	}
	const loses = "Does not come, because it would be too late after the snooze: thank-you"
	if got := snooze(now.AddDate(0, 0, 9)); !strings.Contains(got, loses) {
		t.Errorf("a long one: %s", got)
	}
	if got := snooze(now.Add(time.Hour)); strings.Contains(got, loses) {
		t.Errorf("a short one: %s", got)
	}
}
