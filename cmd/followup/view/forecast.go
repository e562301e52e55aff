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

// ForecastDays is how many days ahead a forecast looks by default.
const ForecastDays = 180

// Coming is a step that is to come, with its application.
type Coming struct {
	rules.Step
	Of rules.Case
}

// Forecast returns the steps of the applications that are due from first to last, the earliest first. It always starts
// from now, because later steps depend on earlier ones. An application that makes a rule panic is left out; status
// reports it.
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

// NextReminder returns the next reminder of all applications, or nil if there is none within [ForecastDays]. It need
// not look at applications whose next check is no earlier than a reminder it has found.
func NextReminder(ctx context.Context, st *store.Store, p rules.Policy, now time.Time) (*Coming, error) {
	var first *Coming
	last := now.AddDate(0, 0, ForecastDays)
	err := st.Checks(ctx, func(c rules.Case, check time.Time) (more bool) {
		if first != nil && !check.Before(first.Due) {
			return false
		}
		if s, ok := firstStep(c, p, now, last); ok && (first == nil || s.Due.Before(first.Due)) {
			first, last = &Coming{s, c}, s.Due
		}
		return true
	})
	return first, err
}

// firstStep returns the first step of an application that Forecast would return, if there is one.
func firstStep(c rules.Case, p rules.Policy, now, last time.Time) (first rules.Step, ok bool) {
	defer func() {
		if recover() != nil {
			ok = false
		}
	}()
	for s := range rules.Ahead(c, p, now, last) {
		if !s.Due.Before(now) && refusedReminder(c, s.Key) == nil {
			return s, true
		}
	}
	return rules.Step{}, false
}

// forecastOne is [rules.Forecast], but returns nil after a panic.
func forecastOne(c rules.Case, p rules.Policy, now, last time.Time) (steps []rules.Step) {
	defer func() { _ = recover() }()
	return rules.Forecast(c, p, now, last)
}

// DecideSafely is [rules.Decide], but after a panic it returns the phase "cannot be decided".
func DecideSafely(c rules.Case, p rules.Policy, now time.Time) (d rules.Decision) {
	defer cannotBeDecided(&d)
	return rules.Decide(c, p, now)
}

// foresee is [rules.Foresee], but after a panic it returns the phase "cannot be decided".
func foresee(c rules.Case, p rules.Policy, now time.Time) (d rules.Decision) {
	defer cannotBeDecided(&d)
	return rules.Foresee(c, p, now)
}

// cannotBeDecided recovers from a panic in a rule, so that one bug does not hide the other applications. It must be
// deferred.
func cannotBeDecided(d *rules.Decision) {
	if recover() != nil {
		*d = rules.Decision{Phase: "cannot be decided"}
	}
}

// Forecast prints steps as a table. last is the end of the forecast, for the message that nothing comes.
func (v Printer) Forecast(all []Coming, last time.Time) {
	if len(all) == 0 {
		v.Printf("Nothing is planned up to %s.\n", phrase.Stamp(last, v.Policy.Location))
		return
	}
	rows := [][]string{{"WHEN", "ID", "COMPANY", "WHAT"}}
	for _, s := range all {
		rows = append(rows, []string{
			phrase.Brief(s.Due, v.Now, v.Policy.Location), fmt.Sprint(s.Of.ID), s.Of.Company,
			phrase.Noun(s.Key, len(s.To)) + " to " + phrase.Names(s.To, 1) + phrase.ForInterview(s.Of, s.InterviewID),
		})
	}
	v.Table(v.Fit(rows, 2, 3))
	v.Printf("\nThis is what comes if nobody says anything: no answer, no note marked as sent or\nskipped%s.\n",
		assumption(v.Policy))
}

// assumption returns what a forecast assumes about requests that were not marked as sent.
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
			fmt.Sprintf("%s%s, %s",
				phrase.Note(s.Key, s.To...), phrase.ForInterview(s.Of, s.InterviewID), phrase.Application(s.Of)))
	}
}
