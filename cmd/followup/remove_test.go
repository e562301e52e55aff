package main

import (
	"testing"

	"followup/rules"
)

// TestRemoveSaysWhatGoesWithAnApplication checks the sentence, which is empty if nothing else is removed.
func TestRemoveSaysWhatGoesWithAnApplication(t *testing.T) {
	for _, row := range []struct {
		interviews, reminders, notes int
		want                         string
	}{
		{1, 0, 0, ""},
		{1, 1, 0, ", with 1 reminder"},
		{1, 0, 1, ", with 1 note of yours"},
		{1, 2, 1, ", with 2 reminders and 1 note of yours"},
		{1, 1, 3, ", with 1 reminder and 3 notes of yours"},
		{2, 0, 0, ", with 2 interviews"},
		{2, 0, 1, ", with 2 interviews and 1 note of yours"},
		{4, 5, 2, ", with 4 interviews, 5 reminders and 2 notes of yours"},
	} {
		c := rules.Case{Interviews: make([]rules.Interview, row.interviews), History: rules.History{
			Reminders: make([]rules.Reminder, row.reminders), Events: make([]rules.Event, row.notes),
		}}
		if got := itsRecord(c); got != row.want {
			t.Errorf("%d interviews, %d reminders, %d notes: %q, want %q", row.interviews, row.reminders, row.notes, got, row.want)
		}
	}
}
