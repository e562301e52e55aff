package store

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"followup/rules"
	"followup/rules/outbox"
)

func mustCopies(t *testing.T, s *Store, now time.Time) []rules.Copy {
	t.Helper()
	copies, _, err := s.Copies(t.Context(), now)
	if err != nil {
		t.Fatal(err)
	}
	return copies
}

// delivered returns a store that keeps copies, or not, with a reminder that was delivered.
func delivered(t *testing.T, copies bool) (*Store, rules.Reminder) {
	t.Helper()
	s, r := claimedOne(t)
	if err := s.KeepCopies(t.Context(), copies); err != nil {
		t.Fatal(err)
	}
	r.State, r.SettledAt = rules.Delivered, noon
	mustSave(t, s, noon, r)
	mustSave(t, s, noon, r) // as after an answer that the database has taken without saying so
	return s, r
}

// TestCopiesAreNoted when the reminder is delivered, and its bytes are kept until they are there.
func TestCopiesAreNoted(t *testing.T) {
	t.Parallel()
	s, r := delivered(t, true)
	want := rules.Copy{ID: 1, ApplicationID: r.ApplicationID, ReminderID: r.ID, State: rules.CopyDue, Delivered: noon,
		Stands: true}
	if diff := cmp.Diff([]rules.Copy{want}, mustCopies(t, s, noon)); diff != "" {
		t.Fatalf("copies (-want +got):\n%s", diff)
	}
	mustClaim(t, s, noon, send) // sweeps
	m, ok, err := s.CopiedMessage(t.Context(), r.ID)
	if err != nil || !ok || string(m.Bytes) != string(message(r).Bytes) || m.ID != message(r).ID {
		t.Errorf("the message: %+v, %v, %v", m, ok, err)
	}

	want.State, want.Attempts, want.MessageID, want.Digest = rules.CopyThere, 1, "<x@y.test>", "digest"
	want.At = rules.CopyPlace{Folder: "Entwürfe", UIDValidity: 4294967295, UID: 7}
	if err := s.SaveCopy(t.Context(), want); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]rules.Copy{want}, mustCopies(t, s, noon)); diff != "" {
		t.Errorf("after it was put there (-want +got):\n%s", diff)
	}
	mustClaim(t, s, noon, send)
	if _, ok, err := s.CopiedMessage(t.Context(), r.ID); !ok || err != nil {
		t.Errorf("the bytes are not kept, although it may come back: %v, %v", ok, err)
	}
	if err := s.Check(t.Context()); err != nil {
		t.Error(err)
	}
	if err := s.ForgetCopy(t.Context(), want.ID); err != nil {
		t.Fatal(err)
	}
	mustClaim(t, s, noon, send)
	if _, ok, err := s.CopiedMessage(t.Context(), r.ID); ok || err != nil {
		t.Errorf("the bytes are kept: %v, %v", ok, err)
	}
}

// TestCopiesOutliveTheirReminder, and no other reminder takes their place.
func TestCopiesOutliveTheirReminder(t *testing.T) {
	t.Parallel()
	s, r := delivered(t, true)
	if err := s.RemoveApplication(t.Context(), r.ApplicationID); err != nil {
		t.Fatal(err)
	}
	got := mustCopies(t, s, noon)
	if len(got) != 1 || got[0].ReminderID != 0 || got[0].Stands {
		t.Errorf("copies %+v; want one that does not stand", got)
	}
	if err := s.Check(t.Context()); err != nil {
		t.Error(err)
	}
	if err := s.ForgetCopy(t.Context(), got[0].ID); err != nil || len(mustCopies(t, s, noon)) > 0 {
		t.Errorf("it is not forgotten: %v", err)
	}
}

// TestNoCopiesWithoutBeingAsked, and what is not there yet is forgotten when that ends.
func TestNoCopiesWithoutBeingAsked(t *testing.T) {
	t.Parallel()
	s, r := delivered(t, false)
	if copies := mustCopies(t, s, noon); len(copies) > 0 {
		t.Errorf("copies %+v", copies)
	}
	mustClaim(t, s, noon, send)
	if _, ok, err := s.CopiedMessage(t.Context(), r.ID); ok || err != nil {
		t.Errorf("the bytes are kept: %v, %v", ok, err)
	}
	s, _ = delivered(t, true)
	if err := s.KeepCopies(t.Context(), false); err != nil || len(mustCopies(t, s, noon)) > 0 {
		t.Errorf("it is still to come: %v", err)
	}
}

func TestDrawer(t *testing.T) {
	t.Parallel()
	s := open(t)
	want := outbox.Drawer{Stays: true}.Missed(noon, "x", "no answer in time")
	if err := s.SetDrawer(t.Context(), want); err != nil {
		t.Fatal(err)
	}
	got, there, err := s.Drawer(t.Context())
	if diff := cmp.Diff(want, got); err != nil || there != 0 || diff != "" {
		t.Errorf("%d there, %v (-want +got):\n%s", there, err, diff)
	}
	if got.IsTime(noon) || !got.IsTime(noon.Add(2*time.Minute)) || !got.IsTime(noon.Add(-time.Hour)) ||
		!got.Opened(noon).IsTime(noon) || !got.Opened(noon).Stays {
		t.Errorf("when it may be opened: %+v", got)
	}
}
