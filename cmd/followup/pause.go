package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"followup/cmd/followup/config"
	"followup/cmd/followup/said"
	"followup/cmd/followup/usage"
	"followup/cmd/followup/view"
	"followup/mailer/command"
	"followup/rules"
	"followup/store"
)

type pauseOptions struct {
	until string
	all   bool
}

func pauseCommand(w *world) *cobra.Command {
	var o pauseOptions
	cmd := &cobra.Command{
		Use:   "pause --until DATE",
		Short: "Pause the reminders of all applications until a day or time",
		Long: `Pause the reminders of all applications until a day or time, for example while you
are away. A reminder that would be too late after the pause is still sent, such as a
thank-you whose 24 hours end during it; --all holds back even those. After the pause you
get the one reminder of each application that then applies. Pausing again replaces the
pause.`,
		Example: "  followup pause --until \"2 weeks\"\n  followup pause --until \"in 10 days 9:00\" --all",
		Args: func(_ *cobra.Command, given []string) error {
			if len(given) == 0 {
				return nil
			}
			until := strings.Join(given, " ")
			return usage.Errorf("%q belongs to --until; write: followup pause %s", until, command.With("until", until))
		},
		RunE: func(cmd *cobra.Command, _ []string) error {
			return runPause(cmd.Context(), w, o)
		},
	}
	cmd.Flags().StringVar(&o.until, "until", "", "the day or time when the pause ends")
	cmd.Flags().BoolVar(&o.all, "all", false, "also hold back reminders that would be too late after the pause")
	return cmd
}

func resumeCommand(w *world) *cobra.Command {
	return &cobra.Command{
		Use:     "resume",
		Short:   "End a pause",
		Long:    "End a pause. Reminders that waited and still apply are sent at once.",
		Example: "  followup resume",
		Args:    exactArgs(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return runResume(cmd.Context(), w)
		},
	}
}

func runPause(ctx context.Context, w *world, o pauseOptions) error {
	return w.withStore(ctx, func(cfg *config.Config, st *store.Store, p rules.Policy) (err error) {
		w.view(p).WarnOfClock(st)
		switch {
		case o.until != "":
		case !w.Interactive:
			return usage.Errorf("--until is missing: the day or time when the pause ends")
		default:
			const question = "Until when? The first day or time at which reminders may come again"
			if o.until, err = w.Ask(question, ""); err != nil {
				return err
			}
		}
		pause, err := said.Pause(o.until, p, w.now())
		if err != nil {
			return err
		}
		pause.All = o.all
		if err := st.SetPause(ctx, w.now(), pause); err != nil {
			return err
		}
		return tellPause(ctx, w, st, p, pause)
	})
}

// tellPause prints what a new pause changes. p still has the previous pause.
func tellPause(ctx context.Context, w *world, st *store.Store, p rules.Policy, pause rules.Pause) error {
	now, before := w.now(), p.Pause
	p.Pause = pause
	instead := ""
	if before.IsOn(now) {
		was := p
		was.Pause = before
		instead = ", in place of the pause until " + view.Pause(was)
	}
	w.Entry("", fmt.Sprintf("Paused until %s%s.", view.Pause(p), instead))
	cases, err := st.List(ctx, store.ListOptions{Closed: true})
	if err != nil {
		return err
	}
	paused := view.Forecast(cases, p, now, now, pause.Until.AddDate(0, 0, view.ForecastDays))
	w.view(p).Coming("Still comes, because it would be too late after the pause:",
		pick(paused, func(s view.Coming) bool { return s.Due.Before(pause.Until) }))
	p.Pause = rules.Pause{}
	w.view(p).Coming("Does not come, or comes too late, because of the pause:",
		pick(view.Forecast(cases, p, now, now, pause.Until), func(s view.Coming) bool {
			i := slices.IndexFunc(paused, func(other view.Coming) bool { return other.Key == s.Key })
			return !s.Expires.IsZero() && (!s.LastCall || thanksCame(s)) && (i < 0 || paused[i].Late && !s.Late)
		}))
	w.view(p).Coming("Waits, and comes after the pause unless something changes:",
		pick(paused, func(s view.Coming) bool { return s.Paused }))
	return nil
}

// runResume ends the pause, and prints what comes at once.
func runResume(ctx context.Context, w *world) error {
	return w.withStore(ctx, func(cfg *config.Config, st *store.Store, p rules.Policy) error {
		w.view(p).WarnOfClock(st)
		return endPause(ctx, w, st, p)
	})
}

func endPause(ctx context.Context, w *world, st *store.Store, p rules.Policy) error {
	now := w.now()
	if !p.Pause.IsOn(now) {
		w.Printf("There is no pause.\n")
		return nil
	}
	if err := st.SetPause(ctx, now, rules.Pause{}); err != nil {
		return err
	}
	w.Entry("", fmt.Sprintf("Ended the pause until %s.", view.Pause(p)))
	p.Pause = rules.Pause{}
	cases, err := st.List(ctx, store.ListOptions{Closed: true})
	if err != nil {
		return err
	}
	w.view(p).Coming("Comes at once:", view.Forecast(cases, p, now, now, now))
	return nil
}

// pick returns the elements of a list that are wanted.
func pick(list []view.Coming, wanted func(view.Coming) bool) []view.Coming {
	return slices.DeleteFunc(slices.Clone(list), func(s view.Coming) bool { return !wanted(s) })
}

// thanksCame reports whether a draft was delivered of a thank-you that a last call is about. Without one the list
// already has the thank-you itself.
func thanksCame(call view.Coming) bool {
	return slices.ContainsFunc(call.Of.History.Reminders, func(r rules.Reminder) bool {
		return r.Kind == rules.ThankYou && r.InterviewID == call.InterviewID && r.State == rules.Delivered
	})
}
