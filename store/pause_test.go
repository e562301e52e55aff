package store

import (
	"path/filepath"
	"testing"
	"time"

	"followup/rules"
)

func mustPause(t *testing.T, s *Store, now time.Time, p rules.Pause) {
	t.Helper()
	if err := s.SetPause(t.Context(), now, p); err != nil {
		t.Fatal(err)
	}
}

func wantPause(t *testing.T, s *Store, why string, want rules.Pause) {
	t.Helper()
	got, err := s.Pause(t.Context())
	if err != nil || !got.Until.Equal(want.Until) || got.All != want.All {
		t.Errorf("%s: the pause is %+v (%v), want %+v", why, got, err, want)
	}
}

func TestPause(t *testing.T) {
	s := open(t)
	berlin := time.FixedZone("CET", 3600)
	wantPause(t, s, "none before one was set", rules.Pause{})
	for _, p := range []rules.Pause{{Until: noon.In(berlin)}, {Until: noon.Add(time.Hour), All: true}, {},
		{Until: noon}} {
		mustPause(t, s, noon, p)
		wantPause(t, s, "as it was last set", p)
	}
	if err := s.SetMeta(t.Context(), pauseKey, "for ever"); err != nil {
		t.Fatal(err)
	}
	if p, err := s.Pause(t.Context()); err == nil {
		t.Errorf("an invalid time was read as %+v", p)
	}
}

// TestSetPauseHasAllDecidedAgain: setting or ending a pause marks all open applications to be decided again, and ended
// ones with a waiting reminder.
func TestSetPauseHasAllDecidedAgain(t *testing.T) {
	for name, p := range map[string]rules.Pause{"a pause": {Until: noon.Add(100 * time.Hour)}, "its end": {}} {
		s := open(t)
		quiet, stopped, waits := add(t, s, anInterview()), add(t, s, anInterview()), add(t, s, anInterview())
		mustRecord(t, s, noon,
			rules.Event{ApplicationID: stopped, Kind: rules.Stopped, At: noon},
			rules.Event{ApplicationID: waits, Kind: rules.Stopped, Note: rules.Withdrawal, At: noon})
		mustDecide(t, s, noon, func(c rules.Case, _ rules.Pause) (rules.Decision, error) {
			if c.ID != waits {
				return rules.Decision{}, nil
			}
			return rules.Decision{Steps: []rules.Step{{Key: rules.Key{ApplicationID: c.ID, Kind: rules.Withdrawal,
				Round: 1},
				To: []rules.Person{{}}, Due: noon}}}, nil
		})
		later := noon.Add(time.Hour)
		mustPause(t, s, later, p)
		for id, want := range map[int64]time.Time{quiet: later, stopped: {}, waits: later} {
			if got := nextCheck(t, s, id); !got.Equal(want) {
				t.Errorf("%s: application %d is decided again at %v, want %v", name, id, got, want)
			}
		}
	}
}

// TestRestoreKeepsThePause: a restore neither brings back a pause that has ended, nor ends one that was set since the
// backup.
func TestRestoreKeepsThePause(t *testing.T) {
	before, since := rules.Pause{Until: noon.Add(time.Hour)}, rules.Pause{Until: noon.Add(100 * time.Hour), All: true}
	for why, tt := range map[string]struct{ before, since rules.Pause }{
		"set since the backup":       {rules.Pause{}, since},
		"set again since the backup": {before, since},
		"ended since":                {before, rules.Pause{}},
	} {
		s := open(t)
		mustPause(t, s, noon, tt.before)
		backup := filepath.Join(t.TempDir(), "backup.db")
		if err := s.Backup(t.Context(), backup); err != nil {
			t.Fatal(err)
		}
		mustPause(t, s, noon, tt.since)
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		restored, _ := restore(t, s.Path(), backup)
		wantPause(t, restored, why, tt.since)
	}
}
