package store

import (
	"errors"
	"testing"
	"time"

	"followup/rules"
)

// invited is an invitation to an interview tomorrow, in one of its versions.
func invited(version string) Invitation {
	return Invitation{Hash: rules.HashMessageID(version), UID: "u1", Calendar: "BEGIN", Start: noon.Add(24 * time.Hour)}
}

func telling(t *testing.T, s *Store, now time.Time, do func(*Telling) error) {
	t.Helper()
	if err := s.Telling(t.Context(), now, do); err != nil {
		t.Fatal(err)
	}
}

// TestInvitationIsOfferedOnce, and forgotten long after its interview.
func TestInvitationIsOfferedOnce(t *testing.T) {
	t.Parallel()
	s := open(t)
	telling(t, s, noon, func(w *Telling) error {
		id, known, err := w.Offer(invited("1"))
		if id != 1 || known || err != nil {
			t.Errorf("%d, %v, %v", id, known, err)
		}
		if id, known, err = w.Offer(invited("1")); id != 0 || !known || err != nil {
			t.Errorf("again: %d, %v, %v", id, known, err)
		}
		if _, _, err = w.Offer(invited("2")); err != nil {
			t.Error(err)
		}
		latest, err := w.LatestInvitation("u1")
		if latest.Hash != invited("2").Hash || !latest.Start.Equal(invited("2").Start) || !latest.Offered.Equal(noon) ||
			err != nil {
			t.Errorf("the latest is %+v, %v", latest, err)
		}
		first, err := w.Invitation(1)
		if first.Calendar != "" || latest.Calendar != "BEGIN" || err != nil {
			t.Errorf("kept are %q and, of the latest version, %q, %v", first.Calendar, latest.Calendar, err)
		}
		if n, others, err := w.Offered(); n+others != 2 || err != nil {
			t.Errorf("%d were offered, %v", n, err)
		}
		_, err = w.Invitation(7)
		if _, none := w.LatestInvitation("u2"); !errors.Is(err, ErrNotFound) || !errors.Is(none, ErrNotFound) {
			t.Errorf("one that is not there: %v, %v", err, none)
		}
		return nil
	})
	telling(t, s, noon.Add(keepInvitations+48*time.Hour), func(w *Telling) error {
		other := invited("3")
		other.UID, other.Start = "u2", noon.Add(keepInvitations+72*time.Hour)
		id, _, err := w.Offer(other)
		if _, old := w.LatestInvitation("u1"); id <= 2 || err != nil || !errors.Is(old, ErrNotFound) {
			t.Errorf("%d, %v; the old one: %v", id, err, old)
		}
		return nil
	})
	if err := s.Check(t.Context()); err != nil {
		t.Error(err)
	}
}

// TestTriedImport changes nothing, and what an invitation has added is removed with it.
func TestTriedImport(t *testing.T) {
	t.Parallel()
	s := open(t)
	id := add(t, s, anInterview())
	item := Import{Application: anApplication(), UID: "u1", Organizer: "jo@acme.test",
		Interview: rules.Interview{Start: noon.Add(24 * time.Hour), Duration: time.Hour}}
	var done Imported
	telling(t, s, noon, func(w *Telling) (err error) {
		tried, err := w.TryImport(item)
		if err != nil || tried.Outcome != ImportAdded || !tried.Joined {
			t.Errorf("tried: %+v, %v", tried, err)
		}
		if _, _, err := w.Event("u1"); !errors.Is(err, ErrNotFound) {
			t.Errorf("it is there: %v", err)
		}
		i, _, err := w.Offer(invited("1"))
		if err != nil {
			return err
		}
		if done, err = w.Import(item); err != nil || done.ApplicationID != id {
			t.Errorf("%+v, %v", done, err)
		}
		return w.Added(i, done)
	})
	telling(t, s, noon, func(w *Telling) error {
		if app, iv, err := w.Event("u1"); app.ID != id || iv.ID != done.ID || err != nil {
			t.Errorf("the event is of %d, %d, %v", app.ID, iv.ID, err)
		}
		i, err := w.Invitation(1)
		if err != nil || i.InterviewID != done.ID || i.ApplicationID != id {
			t.Errorf("%+v, %v", i, err)
		}
		if err := w.Unadd(i); err != nil {
			t.Error(err)
		}
		i, err = w.Invitation(1)
		if err != nil || i.InterviewID != 0 {
			t.Errorf("after that: %+v, %v", i, err)
		}
		if err := w.Unadd(i); !errors.Is(err, ErrSince) {
			t.Errorf("again: %v", err)
		}
		return nil
	})
	if c := caseOf(t, s, id); len(c.Interviews) != 1 {
		t.Errorf("%d interviews", len(c.Interviews))
	}
	if err := s.RemoveApplication(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	telling(t, s, noon, func(w *Telling) error {
		if _, err := w.Invitation(1); !errors.Is(err, ErrNotFound) {
			t.Errorf("it outlives its application: %v", err)
		}
		return nil
	})
	if err := s.Check(t.Context()); err != nil {
		t.Error(err)
	}
}
