package main

import (
	"fmt"

	"followup/cmd/followup/dates"
	"followup/rules"
)

// promiseOf reads what they said in an interview. A span is counted from that day.
func promiseOf(iv rules.Interview, p rules.Policy) dates.Promise {
	return dates.ReadPromise(iv.Said, rules.DateOf(iv.Start, p.Location), p.Calendar)
}

// namesADecisionDay says what was made of their words in an interview, and how to correct it. Where the words and
// --decision-by agree there is nothing to say.
func (a *app) namesADecisionDay(f *interviewFlags, iv rules.Interview, p rules.Policy) {
	correct := fmt.Sprintf("followup edit %d --decision-by", iv.ID)
	if iv.ID == 0 {
		correct = "followup add … --decision-by" // it is not added yet
	}
	if read := promiseOf(iv, p); !f.set.Changed("decision-by") || read.Day != iv.DecisionBy {
		a.tellPromise(read, iv.DecisionBy, correct)
	}
}

// tellPromise says which day was taken from their words, or why none was, and the command that names another. by is the
// day that is waited for.
func (a *app) tellPromise(read dates.Promise, by rules.Date, correct string) {
	words := clean(read.Words)
	is, day := "", "DATE"
	if read.Kind != dates.Promised && !read.Day.IsZero() || read.Kind == dates.Promised && by.IsZero() {
		day = read.Day.String()
	}
	switch {
	case read.Open && by == read.Day:
		is = fmt.Sprintf("“%s” names no last day and is taken as %s; if that is wrong:", words, read.Day.Long())
	case read.Open && by.IsZero():
		is = fmt.Sprintf("“%s” names no last day; %s is not waited for. To change that:", words, read.Day.Long())
	case read.Kind == dates.Promised && by == read.Day:
		is = fmt.Sprintf("They promised %s (“%s”); if that is wrong:", read.Day.Long(), words)
	case read.Kind == dates.Promised && by.IsZero():
		is = fmt.Sprintf("They promised %s (“%s”), which is not waited for. To change that:",
			read.Day.Long(), words)
	case read.Kind == dates.Promised:
		a.entry("", fmt.Sprintf("“%s” would be %s; %s counts, which you named.",
			words, read.Day.Long(), by.Long()))
		return
	case !by.IsZero():
		return
	case read.Kind == dates.Asked:
		is = fmt.Sprintf("“%s” %s, so it is not waited for. If it is the day of their decision:",
			words, clean(read.Why.Error()))
	case read.Kind == dates.Unclear:
		is = fmt.Sprintf("No day was taken: “%s” %s. When you know it:", words, clean(read.Why.Error()))
	case read.Kind == dates.Nothing && words != "":
		is = "No day was found in their words. If they named one:"
	default:
		return
	}
	a.entry("", is)
	a.printf("  %s %s\n", correct, day)
}

// applyPromise takes the day from their words, unless the user chose it earlier: a day that is not the one in the old words
// was chosen, and so was none where the old words name one.
func applyPromise(was rules.Interview, iv *rules.Interview, p rules.Policy) {
	if iv.Said == was.Said && iv.Start.Equal(was.Start) {
		return
	}
	if was.DecisionBy == promisedDay(was, p) {
		iv.DecisionBy = promisedDay(*iv, p)
	}
}

// promisedDay returns the day that their words in an interview name, or zero.
func promisedDay(iv rules.Interview, p rules.Policy) rules.Date {
	if read := promiseOf(iv, p); read.Kind == dates.Promised {
		return read.Day
	}
	return rules.Date{}
}

// settle is apply where somebody can be asked which day their words mean, and whether two people are one.
func (f *interviewFlags) settle(
	a *app, c rules.Case, on int64, p rules.Policy, dir dates.Direction,
) (rules.Case, error) {
	after, err := f.apply(a, c, on, p, dir)
	for err != nil && f.askShared(a, err) {
		after, err = f.apply(a, c, on, p, dir)
	}
	if err != nil {
		return after, err
	}
	iv, _ := after.Interview(on)
	if !f.set.Changed("said") || !iv.DecisionBy.IsZero() {
		return after, nil
	}
	if err := a.askForDay(f, "decision-by", dayOfDecision, promiseOf(iv, p), p); err != nil {
		return after, err
	}
	return f.apply(a, c, on, p, dir)
}

// The questions about a day that their words leave open.
const (
	dayOfDecision  = "By which day do they decide"
	dayOfNextRound = "By which day do they name the date of the next round"
)

// whichDay returns the question about the day that goes with what was heard.
func whichDay(heard rules.EventKind) string {
	if heard == rules.Advanced {
		return dayOfNextRound
	}
	return dayOfDecision
}

// askForDay asks, on a terminal, for the day that their words leave open, and sets the flag to it.
func (a *app) askForDay(f *interviewFlags, flag, text string, read dates.Promise, p rules.Policy) error {
	if read.Kind != dates.Unclear || !a.Interactive || f.set.Changed(flag) {
		return nil
	}
	a.entry("", fmt.Sprintf("“%s” %s.", clean(read.Words), clean(read.Why.Error())))
	check := func(s string) error {
		_, err := dates.Deadline(s, rules.DateOf(a.now(), p.Location), p.Calendar)
		return err
	}
	return a.put(f, question{flag: flag, text: text + "; leave it empty for none", check: check})
}

// readAnswer takes the day from the words of an answer, unless --until names one.
func (a *app) readAnswer(f *interviewFlags, e *rules.Event, p rules.Policy) (read dates.Promise, err error) {
	read = dates.ReadPromise(e.Detail, rules.DateOf(e.At, p.Location), p.Calendar)
	if !e.Until.IsZero() {
		return read, nil
	}
	if read.Kind == dates.Promised {
		e.Until = read.Day
		return read, nil
	}
	if err := a.askForDay(f, "until", whichDay(e.Kind), read, p); err != nil {
		return read, err
	}
	e.Until, err = a.parseUntil(f.set.Lookup("until").Value.String(), e.At, p)
	return read, err
}
