package main

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"followup/cmd/followup/config"
	"followup/cmd/followup/dates"
	"followup/cmd/followup/find"
	"followup/cmd/followup/phrase"
	"followup/cmd/followup/usage"
	"followup/cmd/followup/view"
	"followup/rules"
	"followup/store"
)

type forecastOptions struct {
	application string // "" for all
	from, until string
	asJSON      bool
}

func forecastCommand(w *world) *cobra.Command {
	var opts forecastOptions
	cmd := &cobra.Command{
		Use:   "forecast [ID]",
		Short: "Show the coming reminders of one application or all",
		Long: `Show the reminders that will come, for one application or for all of them, as long as
nothing new happens: you say nothing, and the employer does not answer.`,
		Example: `  followup forecast
  followup forecast 7 --until "in 2 weeks" --json`,
		Args:              atMostOne("ID"),
		ValidArgsFunction: completeIDs(w),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				opts.application = args[0]
			}
			return runForecast(cmd.Context(), w, opts)
		},
	}
	cmd.Flags().StringVar(&opts.from, "from", "", "the first day or time to show (default: now)")
	cmd.Flags().StringVar(&opts.until, "until", "",
		fmt.Sprintf("the last day or time to show (default: %d days after --from)", view.ForecastDays))
	cmd.Flags().BoolVar(&opts.asJSON, "json", false, "print JSON")
	return cmd
}

func runForecast(ctx context.Context, w *world, opts forecastOptions) error {
	return w.withStore(ctx, func(_ *config.Config, st *store.Store, p rules.Policy) error {
		v := w.view(p)
		first, last, err := opts.span(v.Now, p.Location)
		if err != nil {
			return err
		}
		cases := st.Each(ctx, store.ListOptions{})
		if opts.application != "" {
			s, err := find.OrAsk(ctx, w.Terminal, st, p, opts.application, nil)
			if err != nil {
				return err
			}
			cases = func(yield func(rules.Case, error) bool) { yield(s.Case, nil) }
		}
		if opts.asJSON {
			return v.WriteForecast(cases, first, last)
		}
		return v.PrintForecast(cases, first, last)
	})
}

// span returns the first and the last moment to show. A day as the end means the end of that day.
func (opts forecastOptions) span(now time.Time, loc *time.Location) (first, last time.Time, err error) {
	first, last = now, now.AddDate(0, 0, view.ForecastDays)
	if opts.from != "" {
		if first, _, err = dates.TimeOrDay(opts.from, now, loc, dates.From); err != nil {
			return first, last, usage.Errorf("--from %w", err)
		}
		last = first.AddDate(0, 0, view.ForecastDays)
	}
	if opts.until != "" {
		isDay := false
		if last, isDay, err = dates.TimeOrDay(opts.until, now, loc, dates.Future); err != nil {
			return first, last, usage.Errorf("--until %w", err)
		}
		if isDay {
			last = rules.DateOf(last, loc).AddDays(1).At(0, loc).Add(-time.Second)
		}
	}
	if last.Before(first) {
		return first, last, usage.Errorf("--until %s is before --from %s",
			phrase.Stamp(last, loc), phrase.Stamp(first, loc))
	}
	return first, last, nil
}
