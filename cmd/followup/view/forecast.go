package view

import (
	"context"
	"fmt"
	"iter"
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

// Forecast returns what as makes of the steps of the applications that are due from first to last, the earliest first.
// It always starts from now, because later steps depend on earlier ones. An application that makes a rule panic is left
// out; status reports it. Nothing else is held of the applications, of which there may be many.
func Forecast[T any](cases iter.Seq2[rules.Case, error], p rules.Policy, now, first, last time.Time,
	as func(Coming) T) ([]T, error) {
	type made struct {
		due  time.Time
		what T
	}
	var all []made
	for c, err := range cases {
		if err != nil {
			return nil, err
		}
		for _, s := range forecastOne(c, p, now, last) {
			if !s.Due.Before(first) && refusedReminder(c, s.Key) == nil {
				all = append(all, made{s.Due, as(Coming{s, c})})
			}
		}
	}
	slices.SortStableFunc(all, func(x, y made) int { return x.due.Compare(y.due) })
	list := make([]T, len(all))
	for i := range all {
		list[i] = all[i].what
	}
	return list, nil
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

// ForecastRow returns the row of a step in the table of Forecast.
func (v Printer) ForecastRow(s Coming) []string {
	return []string{
		phrase.Brief(s.Due, v.Now, v.Policy.Location), fmt.Sprint(s.Of.ID), s.Of.Company,
		phrase.Noun(s.Key, len(s.To)) + " to " + phrase.Names(s.To, 1) + phrase.ForInterview(s.Of, s.InterviewID),
	}
}

// Forecast prints steps as a table. last is the end of the forecast, for the message that nothing comes.
func (v Printer) Forecast(rows [][]string, last time.Time) {
	if len(rows) == 0 {
		v.Printf("Nothing is planned up to %s.\n", phrase.Stamp(last, v.Policy.Location))
		return
	}
	rows = slices.Insert(rows, 0, []string{"WHEN", "ID", "COMPANY", "WHAT"})
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
