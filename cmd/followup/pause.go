package main

import (
	"context"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"followup/cmd/followup/config"
	"followup/cmd/followup/said"
	"followup/cmd/followup/usage"
	"followup/cmd/followup/view"
	"followup/rules"
	"followup/store"
)

type pauseOptions struct {
	until string
	all   bool
}

func pauseCommand(a *app) *cobra.Command {
	var o pauseOptions
	cmd := &cobra.Command{
		Use:   "pause --until DATE",
		Short: "Have nothing sent to you before a day or a time, as when you are away",
		Long: `Have nothing sent to you before a day or a time, of any application, as when you are
away. What would be too late after it comes all the same, such as a thank-you whose 24
hours end meanwhile; with --all not even that. What comes due meanwhile waits, and the one
step that applies then comes. Pausing again replaces the pause.`,
		Example: "  followup pause --until \"2 weeks\"\n  followup pause --until \"in 10 days 9:00\" --all",
		Args:    args(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return runPause(cmd.Context(), a, o)
		},
	}
	cmd.Flags().StringVar(&o.until, "until", "", "the day or time before which nothing is sent")
	cmd.Flags().BoolVar(&o.all, "all", false, "not even what would be too late after it")
	return cmd
}

func resumeCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:     "resume",
		Short:   "End a pause: what waited comes at once, as far as it still applies",
		Example: "  followup resume",
		Args:    args(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return runResume(cmd.Context(), a)
		},
	}
}

func runPause(ctx context.Context, a *app, o pauseOptions) error {
	return a.withStore(ctx, func(cfg *config.Config, st *store.Store, p rules.Policy) (err error) {
		a.view(p).WarnOfClock(st)
		switch {
		case o.until != "":
		case !a.Interactive:
			return usage.Errorf("--until is missing, the day or time before which nothing is to be sent")
		default:
			const question = "Until when? The first day, or time, at which something may come again"
			if o.until, err = a.Ask(question, ""); err != nil {
				return err
			}
		}
		pause, err := said.Pause(o.until, p, a.now())
		if err != nil {
			return err
		}
		pause.All = o.all
		if err := st.SetPause(ctx, a.now(), pause); err != nil {
			return err
		}
		return tellPause(ctx, a, st, p, pause)
	})
}

// tellPause says what comes of a pause. The policy is that of before.
func tellPause(ctx context.Context, a *app, st *store.Store, p rules.Policy, pause rules.Pause) error {
	now, before := a.now(), p.Pause
	p.Pause = pause
	instead := ""
	if before.Holds(now) {
		was := p
		was.Pause = before
		instead = ", in place of the pause until " + view.Pause(was)
	}
	a.Entry("", fmt.Sprintf("Paused until %s%s.", view.Pause(p), instead))
	cases, err := st.List(ctx, store.ListOptions{Closed: true})
	if err != nil {
		return err
	}
	paused := view.Forecast(cases, p, now, now, pause.Until.AddDate(0, 0, view.ForecastDays))
	a.view(p).Coming("Comes all the same, for it would be too late then:",
		pick(paused, func(s view.Coming) bool { return s.Due.Before(pause.Until) }))
	p.Pause = rules.Pause{}
	a.view(p).Coming("Does not come, or comes too late, for the pause holds it:",
		pick(view.Forecast(cases, p, now, now, pause.Until), func(s view.Coming) bool {
			i := slices.IndexFunc(paused, func(other view.Coming) bool { return other.Key == s.Key })
			return !s.Expires.IsZero() && (!s.LastCall || thanksCame(s)) && (i < 0 || paused[i].Late && !s.Late)
		}))
	a.view(p).Coming("Waits, and comes then if nobody says anything:", pick(paused, func(s view.Coming) bool { return s.Paused }))
	return nil
}

// runResume ends the pause, and says what comes at once.
func runResume(ctx context.Context, a *app) error {
	return a.withStore(ctx, func(cfg *config.Config, st *store.Store, p rules.Policy) error {
		a.view(p).WarnOfClock(st)
		return endPause(ctx, a, st, p)
	})
}

func endPause(ctx context.Context, a *app, st *store.Store, p rules.Policy) error {
	now := a.now()
	if !p.Pause.Holds(now) {
		a.Printf("There is no pause.\n")
		return nil
	}
	if err := st.SetPause(ctx, now, rules.Pause{}); err != nil {
		return err
	}
	a.Entry("", fmt.Sprintf("Ended: the pause until %s.", view.Pause(p)))
	p.Pause = rules.Pause{}
	cases, err := st.List(ctx, store.ListOptions{Closed: true})
	if err != nil {
		return err
	}
	a.view(p).Coming("Comes at once:", view.Forecast(cases, p, now, now, now))
	return nil
}

// pick returns those of a list that are wanted.
func pick(list []view.Coming, wanted func(view.Coming) bool) []view.Coming {
	return slices.DeleteFunc(slices.Clone(list), func(s view.Coming) bool { return !wanted(s) })
}

// thanksCame reports whether a draft came of the thank-yous that a last call calls to mind. Of others, which do not
// come either, it need not be said.
func thanksCame(call view.Coming) bool {
	return slices.ContainsFunc(call.Of.History.Reminders, func(r rules.Reminder) bool {
		return r.Kind == rules.ThankYou && r.InterviewID == call.InterviewID && r.State == rules.Delivered
	})
}
