package main

import (
	"testing"

	"followup/rules"
)

// TestRemoveSaysWhatGoesWithAnInterview, and nothing where there is nothing.
func TestRemoveSaysWhatGoesWithAnInterview(t *testing.T) {
	for _, row := range []struct {
		reminders, notes int
		want             string
	}{
		{0, 0, ""},
		{1, 0, ", with 1 reminder"},
		{0, 1, ", with 1 note of yours"},
		{2, 1, ", with 2 reminders and 1 note of yours"},
		{1, 3, ", with 1 reminder and 3 notes of yours"},
	} {
		h := rules.History{Reminders: make([]rules.Reminder, row.reminders), Events: make([]rules.Event, row.notes)}
		if got := itsRecord(h); got != row.want {
			t.Errorf("%d reminders, %d notes: %q, want %q", row.reminders, row.notes, got, row.want)
		}
	}
}
