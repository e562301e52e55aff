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
