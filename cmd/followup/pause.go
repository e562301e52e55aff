package main

import (
	"context"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"followup/cmd/followup/config"
	"followup/cmd/followup/said"
	"followup/cmd/followup/usage"
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
		Example: "  followup pause --until \"2 weeks\"\n  followup pause --until \"monday 9:00\" --all",
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
		a.warnOfTheClock(cfg, p)
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
		instead = ", in place of the pause until " + pauseInWords(was)
	}
	a.Entry("", fmt.Sprintf("Paused until %s%s.", pauseInWords(p), instead))
	cases, err := st.List(ctx, store.ListOptions{Closed: true})
	if err != nil {
		return err
	}
	paused := forecast(cases, p, now, now, pause.Until.AddDate(0, 0, forecastDays))
	a.printComing("Comes all the same, for it would be too late then:", p,
		pick(paused, func(s coming) bool { return s.Due.Before(pause.Until) }))
	p.Pause = rules.Pause{}
	a.printComing("Does not come, or comes too late, for the pause holds it:", p,
		pick(forecast(cases, p, now, now, pause.Until), func(s coming) bool {
			i := slices.IndexFunc(paused, func(other coming) bool { return other.Key == s.Key })
			return !s.Expires.IsZero() && (!s.LastCall || thanksCame(s)) && (i < 0 || paused[i].Late && !s.Late)
		}))
	a.printComing("Waits, and comes then if nobody says anything:", p, pick(paused, func(s coming) bool { return s.Paused }))
	return nil
}

// runResume ends the pause, and says what comes at once.
func runResume(ctx context.Context, a *app) error {
	return a.withStore(ctx, func(cfg *config.Config, st *store.Store, p rules.Policy) error {
		a.warnOfTheClock(cfg, p)
		return resume(ctx, a, st, p)
	})
}

func resume(ctx context.Context, a *app, st *store.Store, p rules.Policy) error {
	now := a.now()
	if !p.Pause.Holds(now) {
		a.Printf("There is no pause.\n")
		return nil
	}
	if err := st.SetPause(ctx, now, rules.Pause{}); err != nil {
		return err
	}
	a.Entry("", fmt.Sprintf("Ended: the pause until %s.", pauseInWords(p)))
	p.Pause = rules.Pause{}
	cases, err := st.List(ctx, store.ListOptions{Closed: true})
	if err != nil {
		return err
	}
	a.printComing("Comes at once:", p, forecast(cases, p, now, now, now))
	return nil
}

// pick returns those of a list that are wanted.
func pick(list []coming, wanted func(coming) bool) []coming {
	return slices.DeleteFunc(slices.Clone(list), func(s coming) bool { return !wanted(s) })
}

// thanksCame reports whether a draft came of the thank-yous that a last call calls to mind. Of others, which do not come
// either, it need not be said.
func thanksCame(call coming) bool {
	return slices.ContainsFunc(call.of.History.Reminders, func(r rules.Reminder) bool {
		return r.Kind == rules.ThankYou && r.InterviewID == call.InterviewID && r.State == rules.Delivered
	})
}

// printComing prints steps under a title, or nothing where there is none.
func (a *app) printComing(title string, p rules.Policy, list []coming) {
	if len(list) == 0 {
		return
	}
	a.Printf("%s\n", title)
	for _, s := range list {
		a.Entry(fmt.Sprintf("  %-21s ", brief(s.Due, a.now(), p.Location)),
			fmt.Sprintf("%s%s, %s", note(s.Key, s.To...), forInterview(s.of, s.InterviewID), nameOf(s.of)))
	}
}

// pauseInWords says until when the pause of the policy lasts, and what it holds.
func pauseInWords(p rules.Policy) string {
	holds := ""
	if p.Pause.All {
		holds = ", with nothing sent at all"
	}
	return stamp(p.Pause.Until, p.Location) + holds
}
