package main

import (
	"fmt"
	"time"

	"followup/cmd/followup/dates"
	"followup/rules"
)

// namesADecisionDay says that what they said in an interview names a day by which they decide, where none was told.
func (a *app) namesADecisionDay(iv rules.Interview, loc *time.Location) {
	if !iv.DecisionBy.IsZero() {
		return
	}
	command := fmt.Sprintf("followup edit %d --decision-by", iv.ID)
	if iv.ID == 0 {
		command = "followup add … --decision-by" // it is not added yet
	}
	a.namesADay(iv.Said, iv.Start, loc, command)
}

// namesADay says that words named a day, and which command makes followup wait for it: it waits for none on the strength
// of a guess. A span is counted from when they said it, so the command has the date.
func (a *app) namesADay(words string, said time.Time, loc *time.Location, command string) {
	named, day := dates.Find(words, said, loc)
	switch {
	case named == "":
		return
	case day.IsZero():
		a.entry("", fmt.Sprintf("They named a day, %q, that is not waited for; when you know the date:", named))
		a.printf("  %s \"…\"\n", command)
	default:
		a.entry("", fmt.Sprintf("They named a day, %q, which is not waited for unless you say so; it is %s:", named, day.Long()))
		a.printf("  %s %s\n", command, day)
	}
}
