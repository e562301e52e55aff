package view

import (
	"context"
	"fmt"
	"slices"
	"time"

	"followup/cmd/followup/phrase"
	"followup/rules"
	"followup/store"
)

// ForecastDays is how many days a forecast looks ahead unless told otherwise.
const ForecastDays = 180

// Coming is a step with its application.
type Coming struct {
	rules.Step
	Of rules.Case
}

// Forecast returns what comes from first to last, of all the applications, in order of time. It always starts from now,
// because what comes later follows from what comes before. An application over which a rule panics is left out: status
// names it.
func Forecast(cases []rules.Case, p rules.Policy, now, first, last time.Time) []Coming {
	var all []Coming
	for _, c := range cases {
		for _, s := range forecastOne(c, p, now, last) {
			if !s.Due.Before(first) && refusedReminder(c, s.Key) == nil {
				all = append(all, Coming{s, c})
			}
		}
	}
	slices.SortStableFunc(all, func(x, y Coming) int { return x.Due.Compare(y.Due) })
	return all
}

// NextReminder returns the reminder that comes next of all applications, or nil. None of an application comes before its
// next check.
func NextReminder(ctx context.Context, st *store.Store, p rules.Policy, now time.Time) (*Coming, error) {
	var first *Coming
	err := st.Checks(ctx, func(c rules.Case, check time.Time) (more bool) {
		if first != nil && check.After(first.Due) {
			return false
		}
		all := Forecast([]rules.Case{c}, p, now, now, now.AddDate(0, 0, ForecastDays))
		if len(all) > 0 && (first == nil || all[0].Due.Before(first.Due)) {
			first = &all[0]
		}
		return true
	})
	return first, err
}

func forecastOne(c rules.Case, p rules.Policy, now, last time.Time) (steps []rules.Step) {
	defer func() { _ = recover() }()
	return rules.Forecast(c, p, now, last)
}

// Decide is [rules.Decide], but survives a panic: the phase is "cannot be decided" then.
func Decide(c rules.Case, p rules.Policy, now time.Time) (d rules.Decision) {
	defer cannotBeDecided(&d)
	return rules.Decide(c, p, now)
}

// foresee is [rules.Foresee], but survives a panic.
func foresee(c rules.Case, p rules.Policy, now time.Time) (d rules.Decision) {
	defer cannotBeDecided(&d)
	return rules.Foresee(c, p, now)
}

// cannotBeDecided recovers from a panic, a fault of the program, and makes a decision of it.
func cannotBeDecided(d *rules.Decision) {
	if recover() != nil {
		*d = rules.Decision{Phase: "cannot be decided"}
	}
}

// Forecast prints what comes until last.
func (v Printer) Forecast(all []Coming, last time.Time) {
	if len(all) == 0 {
		v.Printf("Nothing comes by itself up to %s.\n", phrase.Stamp(last, v.Policy.Location))
		return
	}
	rows := [][]string{{"WHEN", "ID", "COMPANY", "WHAT"}}
	for _, s := range all {
		rows = append(rows, []string{
			phrase.Brief(s.Due, v.Now, v.Policy.Location), fmt.Sprint(s.Number()), s.Of.Company,
			phrase.Noun(s.Key, len(s.To)) + " to " + phrase.Names(s.To, 1),
		})
	}
	v.Table(v.Fit(rows, 2, 3))
	v.Printf("\nThis is what comes if nobody says anything: no answer, no note marked as sent or\nskipped%s.\n",
		assumption(v.Policy))
}

// assumption returns what a forecast assumes to be sent.
func assumption(p rules.Policy) string {
	if p.AssumeSent {
		return ", each request taken as sent on the day it comes"
	}
	return "; no second request comes before the first is marked as sent"
}

// Coming prints steps under a title, or nothing if there are no steps.
func (v Printer) Coming(title string, list []Coming) {
	if len(list) == 0 {
		return
	}
	v.Printf("%s\n", title)
	for _, s := range list {
		v.Entry(fmt.Sprintf("  %-21s ", phrase.Brief(s.Due, v.Now, v.Policy.Location)),
			fmt.Sprintf("%s%s, %s", phrase.Note(s.Key, s.To...), phrase.ForInterview(s.Of, s.InterviewID), phrase.Application(s.Of)))
	}
}

// Pause returns until when the pause of the policy lasts, and what it holds back.
func Pause(p rules.Policy) string {
	holds := ""
	if p.Pause.All {
		holds = ", with nothing sent at all"
	}
	return phrase.Stamp(p.Pause.Until, p.Location) + holds
}
