package main

import (
	"context"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"followup/cmd/followup/config"
	"followup/cmd/followup/find"
	"followup/cmd/followup/phrase"
	"followup/cmd/followup/roster"
	"followup/cmd/followup/said"
	"followup/cmd/followup/usage"
	"followup/rules"
	"followup/store"
)

type snoozeOptions struct {
	named  []string // the applications
	before string   // a day or a time, or "now"
	force  bool
}

func snoozeCommand(w *world) *cobra.Command {
	var o snoozeOptions
	cmd := &cobra.Command{
		Use:   "snooze ID... 2d|DATE",
		Short: "Put off all reminders of an application until a day or time",
		Long: `Put off all reminders of an application until a day or time; "now" ends the snooze, and so
does the next "heard" or "stop". Several applications are named by their numbers. Reminders
that come due meanwhile are sent then, if they still apply.`,
		Example: "  followup snooze 7 2d\n  followup snooze 3 4 6 10d\n" +
			"  followup snooze 7 \"tomorrow 9:00\"\n  followup snooze 7 now",
		Args:              snoozeArgs,
		ValidArgsFunction: completeIDs(w),
		RunE: func(cmd *cobra.Command, args []string) error {
			last := len(args) - 1
			o.named, o.before = args[:last], args[last]
			return runSnooze(cmd.Context(), w, o)
		},
	}
	cmd.Flags().BoolVar(&o.force, "force", false, "snooze even if a note is then too late")
	return cmd
}

// snoozeArgs accepts applications and a time. Several applications must be named by their numbers, so that a time of
// two words without quotes is not mistaken for an application and a time.
func snoozeArgs(cmd *cobra.Command, given []string) error {
	for _, id := range given[:max(len(given)-1, 0)] {
		if len(given) > 2 && !roster.IsNumber(id) {
			return usage.Errorf("%q is not a number; name several applications by their numbers, and put quotes "+
				"around a time of several words; usage: %s", id, cmd.UseLine())
		}
	}
	if last := given[max(len(given)-1, 0):]; len(given) > 1 && roster.IsNumber(last[0]) && len(last[0]) < 4 {
		return usage.Errorf("%q is neither a day nor a time; for %s days write %[2]sd",
			last[0], strings.TrimSpace(last[0]))
	}
	return exactArgs("ID", "2d|DATE")(cmd, given[max(len(given)-2, 0):])
}

// runSnooze snoozes all of the applications or, on an error, none.
func runSnooze(ctx context.Context, w *world, o snoozeOptions) error {
	return w.withStore(ctx, func(cfg *config.Config, st *store.Store, p rules.Policy) error {
		subjects, err := findAll(ctx, w, st, p, o.named)
		if err != nil {
			return err
		}
		var cases []rules.Case
		for _, s := range subjects {
			cases = append(cases, s.Case)
		}
		w.view(p).WarnOfClock(st)
		now := w.now()
		events, err := said.Snooze(cases, o.before, o.force, p, now)
		if err != nil {
			return subjects[0].About(err) // several have numbers
		}
		if err := st.Record(ctx, now, events...); err != nil {
			return err
		}
		for i, c := range cases {
			tellSnooze(w, c, p, events[i], now)
			if err := w.view(p).NextOf(ctx, st, c); err != nil {
				return err
			}
			subjects[i].TellChosen(w.Terminal)
		}
		return nil
	})
}

// findAll returns the applications that are named, each once.
func findAll(
	ctx context.Context, w *world, st *store.Store, p rules.Policy, named []string,
) (list []find.Subject, err error) {
	if len(named) == 1 {
		s, err := find.OrAsk(ctx, w.Terminal, st, p, named[0], find.Open)
		return []find.Subject{s}, err
	}
	return find.Applications(ctx, st, p, named, nil) // by their numbers
}

func tellSnooze(w *world, c rules.Case, p rules.Policy, e rules.Event, now time.Time) {
	if !e.SnoozeUntil.After(now) {
		w.Printf("Noted: %s is no longer snoozed.\n", phrase.Application(c))
		return
	}
	w.Printf("Noted: no reminders of %s before %s.\n", phrase.Application(c), phrase.Stamp(e.SnoozeUntil, p.Location))
}
