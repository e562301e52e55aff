package main

import (
	"fmt"
	"time"

	"followup/cmd/followup/dates"
	"followup/rules"
)

// namesADecisionDay says that what they said in an interview names a day by which they decide, where none was told, and
// which command makes followup wait for it: it waits for none on the strength of a guess. A span is counted from when they
// said it, so the command has the date.
func (a *app) namesADecisionDay(iv rules.Interview, loc *time.Location) {
	named, day := dates.Find(iv.Said, iv.Start, loc)
	if named == "" || !iv.DecisionBy.IsZero() {
		return
	}
	command := fmt.Sprintf("followup edit %d --decision-by", iv.ID)
	if iv.ID == 0 {
		command = "followup add … --decision-by" // it is not added yet
	}
	if day.IsZero() {
		a.entry("", fmt.Sprintf("They named a day, %q, that is not waited for; when you know the date:", named))
		a.printf("  %s \"…\"\n", command)
		return
	}
	a.entry("", fmt.Sprintf("They named a day, %q, which is not waited for unless you say so; it is %s:", named, day.Long()))
	a.printf("  %s %s\n", command, day)
}

// refuseADay refuses an answer whose words name a day by which they decide when none is told. It is not enough to say so
// afterwards: the answer told again, with the day, would be another one, and bring another reply.
func refuseADay(e rules.Event, loc *time.Location) error {
	named, day := dates.Find(e.Detail, e.At, loc)
	switch {
	case named == "" || !e.Until.IsZero():
		return nil
	case day.IsZero():
		return usagef("--said names a day, %q; add --until with its date, or leave --said out", named)
	}
	return usagef("--said names a day, %q; add --until %s (%s) to have it waited for, or leave --said out", named, day, day.Long())
}
