package store

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"followup/rules"
)

// TestTakeBackAnEdit: everything that an edit may change in an application with two interviews is restored, and what
// came after the edit is taken back first.
func TestTakeBackAnEdit(t *testing.T) {
	s := open(t)
	id := add(t, s, anInterview())
	second := anInterview()
	second.Start = second.Start.AddDate(0, 0, 7)
	if _, err := s.Join(t.Context(), id, second, noon); err != nil {
		t.Fatal(err)
	}
	was := caseOf(t, s, id)
	all := func(c *rules.Case) {
		app := rules.Application{Company: "Globex", Role: "cook", Contact: rules.Person{Name: "Pat"}, Fit: "a fit",
			Hook: "a prize", NoContact: !c.NoContact}
		app.ID, app.CreatedAt = c.ID, c.CreatedAt
		c.Application = app
		for i := range c.Interviews {
			iv := &c.Interviews[i]
			iv.Start, iv.Duration, iv.Zone = iv.Start.Add(time.Hour), iv.Duration+time.Hour, "Asia/Tokyo"
			iv.Interviewers = []rules.Person{{Name: "Li", Email: "li@globex.test", Topic: "soup"}}
			iv.DecisionBy, iv.Said, iv.Topic = rules.Date{Year: 2027, Month: 1, Day: 1}, "soon", "knives"
		}
	}
	for _, tt := range []struct {
		why  string
		edit func(*rules.Case)
	}{
		{"one fact of the application", func(c *rules.Case) { c.Fit = "fits" }},
		{"one interview's time, which changes their order",
			func(c *rules.Case) { c.Interviews[0].Start = c.Interviews[1].Start.Add(time.Hour) }},
		{"a date is removed", func(c *rules.Case) { c.Interviews[0].DecisionBy = rules.Date{} }},
		{"everything", all},
	} {
		t.Run(tt.why, func(t *testing.T) {
			err := s.Update(t.Context(), id, noon, func(c rules.Case) (rules.Case, rules.Event, error) {
				tt.edit(&c)
				return c, rules.Event{Detail: "changed"}, nil
			})
			if err != nil {
				t.Fatal(err)
			}
			edited := caseOf(t, s, id)
			mustRecord(t, s, noon, rules.Event{ApplicationID: id, Kind: rules.Snoozed, At: noon,
				SnoozeUntil: noon.Add(time.Hour)})
			takeBack(t, s, id, rules.Snoozed)
			if diff := cmp.Diff(edited.Interviews, caseOf(t, s, id).Interviews); diff != "" {
				t.Errorf("with the edit, something said after it was taken back: %s", diff)
			}
			takeBack(t, s, id, rules.Edited)
			is := caseOf(t, s, id)
			diff := cmp.Diff([]any{was.Application, was.Interviews}, []any{is.Application, is.Interviews})
			if diff != "" {
				t.Errorf("it was not restored: %s", diff)
			}
		})
	}
	if err := s.Check(t.Context()); err != nil {
		t.Error(err)
	}
}

// TestAHookStaysUsedUp: changes after an edit that are not the user's are not undone with it.
func TestAHookStaysUsedUp(t *testing.T) {
	s := open(t)
	id := add(t, s, anInterview())
	if _, err := s.db.Exec(`UPDATE applications SET hook = 'a prize'`); err != nil {
		t.Fatal(err)
	}
	err := s.Update(t.Context(), id, noon, func(c rules.Case) (rules.Case, rules.Event, error) {
		c.Role = "cook"
		return c, rules.Event{Detail: "role"}, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.db.Exec(`UPDATE applications SET hook = ''`); err != nil { // as a delivered note does
		t.Fatal(err)
	}
	takeBack(t, s, id, rules.Edited)
	if c := caseOf(t, s, id); c.Hook != "" || c.Role == "cook" {
		t.Errorf("the role is %q, the hook %q", c.Role, c.Hook)
	}
}

// TestAChangeWithoutAFormerState: a change that was not the user's stays, and so do all earlier events.
func TestAChangeWithoutAFormerState(t *testing.T) {
	s := open(t)
	id := add(t, s, anInterview())
	mustRecord(t, s, noon, rules.Event{ApplicationID: id, Kind: rules.Undecided, At: noon})
	mustRecord(t, s, noon, rules.Event{ApplicationID: id, Kind: rules.Edited, At: noon,
		Detail: "the calendar event was moved"})
	if _, err := s.TakeBack(t.Context(), noon, id); !errors.Is(err, ErrKeepsNoFormer) {
		t.Errorf("got %v, want ErrKeepsNoFormer", err)
	}
	if h := caseOf(t, s, id).History; len(h.Events) != 2 || len(h.TakenBack) != 0 {
		t.Errorf("left are %v, taken back %v", h.Events, h.TakenBack)
	}
}

// takeBack takes back the last command, which is one event of that kind.
func takeBack(t *testing.T, s *Store, id int64, kind rules.EventKind) {
	t.Helper()
	taken, err := s.TakeBack(t.Context(), noon.Add(time.Hour), id)
	if err != nil || len(taken) != 1 || taken[0].Kind != kind {
		t.Fatalf("took back %v (%v), want one %s", taken, err, kind)
	}
}
