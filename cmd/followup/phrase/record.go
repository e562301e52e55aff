package phrase

import (
	"fmt"
	"strings"

	"followup/rules"
)

// Record says what is removed along with an application: ", with 3 interviews and its history (6 entries)", or "".
// A single interview is not mentioned.
func Record(c rules.Case) string {
	var parts []string
	if n := len(c.Interviews); n > 1 {
		parts = append(parts, fmt.Sprintf("%d interviews", n))
	}
	if n := len(c.History.Reminders) + len(c.History.Events); n > 0 {
		parts = append(parts, fmt.Sprintf("its history (%d %s)", n, Plural(n, "entry", "entries")))
	}
	if len(parts) == 0 {
		return ""
	}
	return ", with " + strings.Join(parts, " and ")
}

// RecordOf is [Record] for one interview of an application.
func RecordOf(c rules.Case, iv rules.Interview) string {
	one := rules.Case{Application: c.Application, Interviews: []rules.Interview{iv}}
	for _, r := range c.History.Reminders {
		if r.InterviewID == iv.ID {
			one.History.Reminders = append(one.History.Reminders, r)
		}
	}
	for _, e := range c.History.Events {
		if e.InterviewID == iv.ID {
			one.History.Events = append(one.History.Events, e)
		}
	}
	return Record(one)
}
