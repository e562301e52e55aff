package main

import (
	"fmt"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"followup/cmd/followup/config"
	"followup/cmd/followup/dates"
	"followup/cmd/followup/find"
	"followup/rules"
	"followup/store"
)

// forecastDays is how far forecast looks ahead unless told.
const forecastDays = 180

func (a *app) forecastCommand() *cobra.Command {
	var from, until string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "forecast [ID]",
		Short: "Show which reminders will come, of one application or of all, if nobody says anything",
		Example: `  followup forecast
  followup forecast 7 --until "in 2 weeks" --json`,
		Args:              atMostOne("ID"),
		ValidArgsFunction: a.completeIDs,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.withStore(cmd.Context(), func(_ *config.Config, st *store.Store, p rules.Policy) error {
				first, last, err := a.span(from, until, p.Location)
				if err != nil {
					return err
				}
				cases, err := a.casesFor(cmd, st, p.Location, args)
				if err != nil {
					return err
				}
				coming := forecast(cases, p, a.now(), first, last)
				if asJSON {
					return a.PrintJSON(stepsJSON(coming, p.Location))
				}
				a.printForecast(coming, p, last)
				return nil
			})
		},
	}
	cmd.Flags().StringVar(&from, "from", "", "the day or time from which to look (default: now)")
	cmd.Flags().StringVar(&until, "until", "", fmt.Sprintf("the day or time up to which to look (default: %d days on)", forecastDays))
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

// span is the stretch to look at. A day is all of that day.
func (a *app) span(from, until string, loc *time.Location) (first, last time.Time, err error) {
	first, last = a.now(), a.now().AddDate(0, 0, forecastDays)
	if from != "" {
		if first, _, err = dates.TimeOrDay(from, a.now(), loc, dates.From); err != nil {
			return first, last, usagef("--from %w", err)
		}
		if until == "" {
			last = first.AddDate(0, 0, forecastDays)
		}
	}
	if until != "" {
		isDay := false
		if last, isDay, err = dates.TimeOrDay(until, a.now(), loc, dates.Future); err != nil {
			return first, last, usagef("--until %w", err)
		}
		if isDay {
			last = rules.DateOf(last, loc).AddDays(1).At(0, loc).Add(-time.Second)
		}
	}
	if last.Before(first) {
		return first, last, usagef("--until %s is before --from %s", stamp(last, loc), stamp(first, loc))
	}
	return first, last, nil
}

// casesFor returns the application named, or all of which something may come.
func (a *app) casesFor(cmd *cobra.Command, st *store.Store, loc *time.Location, args []string) ([]rules.Case, error) {
	if len(args) == 0 {
		return st.List(cmd.Context(), store.ListOptions{})
	}
	s, err := find.Application(cmd.Context(), st, loc, args[0])
	return []rules.Case{s.Case}, err
}

// coming is a step with the application that it is of.
type coming struct {
	rules.Step
	of rules.Case
}

// forecast is what comes between first and last, from all the applications, in order. It is always run forward from now,
// for what comes later follows from what came before.
func forecast(cases []rules.Case, p rules.Policy, now, first, last time.Time) []coming {
	var all []coming
	for _, c := range cases {
		for _, s := range forecastOne(c, p, now, last) {
			if !s.Due.Before(first) && refused(c, s.Key) == nil {
				all = append(all, coming{s, c})
			}
		}
	}
	slices.SortStableFunc(all, func(x, y coming) int { return x.Due.Compare(y.Due) })
	return all
}

// forecastOne is nothing of an application over which a rule panics: status names it, and the others are still to be seen.
func forecastOne(c rules.Case, p rules.Policy, now, last time.Time) (steps []rules.Step) {
	defer func() { _ = recover() }()
	return rules.Forecast(c, p, now, last)
}

// decideOne is no decision about such an application.
func decideOne(c rules.Case, p rules.Policy, now time.Time) (d rules.Decision) {
	defer cannotBeDecided(&d)
	return rules.Decide(c, p, now)
}

// foreseen is decideOne, with each request on the day on which it comes if nobody says anything.
func foreseen(c rules.Case, p rules.Policy, now time.Time) (d rules.Decision) {
	defer cannotBeDecided(&d)
	return rules.Foresee(c, p, now)
}

// cannotBeDecided makes a decision of a fault of the program.
func cannotBeDecided(d *rules.Decision) {
	if recover() != nil {
		*d = rules.Decision{Phase: "cannot be decided"}
	}
}

func (a *app) printForecast(all []coming, p rules.Policy, last time.Time) {
	if len(all) == 0 {
		a.printf("Nothing comes by itself up to %s.\n", stamp(last, p.Location))
		return
	}
	rows := [][]string{{"WHEN", "ID", "COMPANY", "WHAT"}}
	for _, s := range all {
		rows = append(rows, []string{
			brief(s.Due, a.now(), p.Location), fmt.Sprint(s.Number()), s.of.Company,
			noun(s.Key, len(s.To)) + " to " + names(s.To, 1),
		})
	}
	a.table(a.Fit(rows, 2, 3))
	a.printf("\nThis is what comes if nobody says anything: no answer, no note marked as sent or\nskipped%s.\n", assumption(p))
}

// assumption says what the forecast takes as sent.
func assumption(p rules.Policy) string {
	if p.AssumeSent {
		return ", each request taken as sent on the day it comes"
	}
	return "; no second request comes before the first is marked as sent"
}

func stepsJSON(all []coming, loc *time.Location) []stepJSON {
	list := []stepJSON{}
	for _, s := range all {
		list = append(list, toSteps(s.of, s.Step, loc)...)
	}
	return list
}
