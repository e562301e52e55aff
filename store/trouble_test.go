package store

import (
	"testing"
	"time"

	"followup/rules"
)

// TestLatestEntry: the order in which the entries were made counts, not their times.
func TestLatestEntry(t *testing.T) {
	s := open(t)
	want := func(why string, want time.Time) {
		t.Helper()
		if got, err := s.LatestEntry(t.Context()); err != nil || !got.Equal(want) {
			t.Errorf("%s: the latest entry is of %v (%v), want %v", why, got, err, want)
		}
	}
	add := func(at time.Time) int64 {
		t.Helper()
		id, err := s.Begin(t.Context(), anApplication(), anInterview(), at)
		if err != nil {
			t.Fatal(err)
		}
		return id
	}
	want("an empty database", time.Time{})
	add(noon.AddDate(1, 0, 0))
	want("an interview added while the clock was ahead", noon.AddDate(1, 0, 0))
	id := add(noon)
	want("a later one, with the right time", noon)
	e := rules.Event{ApplicationID: id, Kind: rules.Sent, Note: rules.ThankYou, At: noon}
	if err := s.Record(t.Context(), noon.Add(time.Hour), e); err != nil {
		t.Fatal(err)
	}
	want("an event", noon.Add(time.Hour))
}
