package phrase

import (
	"testing"

	"followup/rules"
)

// TestRecord checks the sentence, which is empty if nothing else is removed.
func TestRecord(t *testing.T) {
	for _, row := range []struct {
		interviews, reminders, notes int
		want                         string
	}{
		{1, 0, 0, ""},
		{1, 1, 0, ", with its history (1 entry)"},
		{1, 0, 1, ", with its history (1 entry)"},
		{1, 2, 1, ", with its history (3 entries)"},
		{1, 1, 3, ", with its history (4 entries)"},
		{2, 0, 0, ", with 2 interviews"},
		{2, 0, 1, ", with 2 interviews and its history (1 entry)"},
		{4, 5, 2, ", with 4 interviews and its history (7 entries)"},
	} {
		c := rules.Case{Interviews: make([]rules.Interview, row.interviews), History: rules.History{
			Reminders: make([]rules.Reminder, row.reminders), Events: make([]rules.Event, row.notes),
		}}
		if got := Record(c); got != row.want {
			t.Errorf("%d interviews, %d reminders, %d notes: %q, want %q", row.interviews, row.reminders, row.notes,
				got, row.want)
		}
	}
}
