package store

import (
	"testing"
	"time"

	"followup/rules"
	"followup/rules/outbox"
)

// TestAtRest: a pass has nothing to do unless one of these is so, each alone.
func TestAtRest(t *testing.T) {
	begun := func(t *testing.T) *Store { s := open(t); add(t, s, anInterview()); return s }
	waiting := func(t *testing.T) *Store { s := begun(t); mustDecide(t, s, noon, thankEverybody); return s }
	saved := func(t *testing.T, o outbox.Outcome) *Store {
		s, r := claimedOne(t)
		mustSave(t, s, noon, outbox.After(r, outbox.Reply{Outcome: o}, noon, ""))
		// The answer has the application decided again.
		mustDecide(t, s, noon, always(rules.Decision{}))
		return s
	}
	for _, tt := range []struct {
		name  string
		make  func(*testing.T) *Store
		at    time.Time
		rests bool
	}{
		{"a new database", func(t *testing.T) *Store { return open(t) }, noon, true},
		{"an application was added", begun, noon, false},
		{"its check is a second away", begun, noon.Add(-time.Second), true},
		{"a reminder waits", waiting, noon, false},
		{"its turn comes in a second", waiting, noon.Add(-time.Second), true},
		{"a reminder is being sent", func(t *testing.T) *Store { s, _ := claimedOne(t); return s }, noon, false},
		{"a reminder was delivered", func(t *testing.T) *Store { return saved(t, outbox.Accepted) }, noon, true},
		{"a reminder is tried again later", func(t *testing.T) *Store {
			s, r := claimedOne(t)
			mustSave(t, s, noon, outbox.After(r, outbox.Reply{Outcome: outbox.Deferred}, noon, ""))
			return s
		}, noon, true},
		{"its time has come", func(t *testing.T) *Store {
			s, r := claimedOne(t)
			mustSave(t, s, noon, outbox.After(r, outbox.Reply{Outcome: outbox.Deferred}, noon, ""))
			return s
		}, noon.Add(24 * time.Hour), false},
		{"a notice waits", told, noon, false},
		{"a notice waits for its time", told, noon.Add(-time.Second), true},
		{"a notice was delivered", func(t *testing.T) *Store {
			s := told(t)
			n, _, err := s.NextNotice(t.Context(), noon)
			if err == nil {
				n.NextAttempt = time.Time{}
				err = s.SaveNotice(t.Context(), n)
			}
			if err != nil {
				t.Fatal(err)
			}
			return s
		}, noon, true},
		{"the mail server cannot be used", func(t *testing.T) *Store {
			s := open(t)
			if err := s.SetChannel(t.Context(), outbox.Channel{}.Failed(noon, "", "refused")); err != nil {
				t.Fatal(err)
			}
			return s
		}, noon, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := tt.make(t)
			if rests, err := s.AtRest(t.Context(), tt.at); err != nil || rests != tt.rests {
				t.Errorf("at rest: %t (%v), want %t", rests, err, tt.rests)
			}
		})
	}
}

// told returns a database in which a notice waits.
func told(t *testing.T) *Store {
	t.Helper()
	s := open(t)
	err := s.Telling(t.Context(), noon, func(telling *Telling) error {
		return telling.Notify(rules.Message{ID: "<1>", Bytes: []byte("noted")})
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}
