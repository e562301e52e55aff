package view

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"time"

	"followup/cmd/followup/phrase"
	"followup/cmd/followup/sorter"
	"followup/cmd/followup/term"
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

// stepsOf yields the steps of the applications that are due from first to last, application by application. It always
// starts from now, because later steps depend on earlier ones. An application that makes a rule panic is left out;
// status reports it.
func stepsOf(
	cases iter.Seq2[rules.Case, error], p rules.Policy, now, first, last time.Time,
) iter.Seq2[Coming, error] {
	return func(yield func(Coming, error) bool) {
		for c, err := range cases {
			if err != nil {
				yield(Coming{}, err)
				return
			}
			for _, s := range forecastOne(c, p, now, last) {
				if !s.Due.Before(first) && refusedReminder(c, s.Key) == nil && !yield(Coming{s, c}, nil) {
					return
				}
			}
		}
	}
}

// forecast returns the steps of stepsOf, the earliest first.
func forecast(
	cases iter.Seq2[rules.Case, error], p rules.Policy, now, first, last time.Time,
) (list []Coming, err error) {
	for s, err := range stepsOf(cases, p, now, first, last) {
		if err != nil {
			return nil, err
		}
		list = append(list, s)
	}
	slices.SortStableFunc(list, func(x, y Coming) int { return x.Due.Compare(y.Due) })
	return list, nil
}

// Forecast sorts what as makes of the steps of the applications that are due from first to last. Nothing else is held
// of them, of which there may be many. An application that makes a rule panic is left out. The caller closes the
// sorter.
func Forecast(
	cases iter.Seq2[rules.Case, error], p rules.Policy, now, first, last time.Time,
	as func(Coming) ([]string, error),
) (*sorter.Sorter, error) {
	sorted := &sorter.Sorter{}
	for s, err := range stepsOf(cases, p, now, first, last) {
		var texts []string
		if err == nil {
			texts, err = as(s)
		}
		if err == nil {
			err = sorted.Add(s.Due, texts...)
		}
		if err != nil {
			return nil, errors.Join(err, sorted.Close())
		}
	}
	return sorted, nil
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

// PrintForecast prints the steps of [Forecast] from first to last as a table.
func (v Printer) PrintForecast(cases iter.Seq2[rules.Case, error], first, last time.Time) error {
	steps, err := Forecast(cases, v.Policy, v.Now, first, last,
		func(s Coming) ([]string, error) { return v.forecastRow(s), nil })
	if err != nil {
		return err
	}
	defer steps.Close()
	if steps.Len() == 0 {
		v.Printf("Nothing is planned up to %s.\n", phrase.Stamp(last, v.Policy.Location))
		return nil
	}
	v.Table(v.Fit(func(yield func([]string) bool) {
		more := yield([]string{"WHEN", "ID", "COMPANY", "WHAT"})
		for r := range steps.All() {
			if more = more && yield(r.Texts); !more {
				return
			}
		}
	}, 2, 3))
	if err := steps.Err(); err != nil {
		return err
	}
	v.Printf("\nThis is what comes if nobody says anything: no answer, no note marked as sent or\nskipped%s.\n",
		assumption(v.Policy))
	return nil
}

// WriteForecast prints the drafts of the steps of [Forecast] from first to last as JSON.
func (v Printer) WriteForecast(cases iter.Seq2[rules.Case, error], first, last time.Time) error {
	steps, err := Forecast(cases, v.Policy, v.Now, first, last, func(s Coming) (drafts []string, err error) {
		for _, draft := range toSteps(s.Of, s.Step, v.Policy.Location) {
			var text strings.Builder
			err = errors.Join(err, term.WriteJSON(&text, draft))
			drafts = append(drafts, text.String())
		}
		return drafts, err
	})
	if err != nil {
		return err
	}
	defer steps.Close()
	return term.WriteJSONArray(v.Out, func(yield func(json.RawMessage, error) bool) {
		for r := range steps.All() {
			for _, draft := range r.Texts {
				if !yield(json.RawMessage(draft), nil) {
					return
				}
			}
		}
		if err := steps.Err(); err != nil {
			yield(nil, err)
		}
	})
}

// forecastRow returns the row of a step in the table.
func (v Printer) forecastRow(s Coming) []string {
	return []string{
		phrase.Brief(s.Due, v.Now, v.Policy.Location), fmt.Sprint(s.Of.ID), s.Of.Company,
		phrase.Noun(s.Key, len(s.To)) + " to " + phrase.Names(s.To, 1) + phrase.ForInterview(s.Of, s.InterviewID),
	}
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
