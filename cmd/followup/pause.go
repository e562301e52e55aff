package main

import (
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"followup/cmd/followup/config"
	"followup/cmd/followup/dates"
	"followup/rules"
	"followup/store"
)

func (a *app) pauseCommand() *cobra.Command {
	var until string
	var all bool
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
			return a.withStore(cmd.Context(), func(cfg *config.Config, st *store.Store, p rules.Policy) error {
				a.warnOfTheClock(cfg, p)
				pause, err := a.readPause(until, p)
				if err != nil {
					return err
				}
				pause.All = all
				return a.pause(cmd, st, p, pause)
			})
		},
	}
	cmd.Flags().StringVar(&until, "until", "", "the day or time before which nothing is sent")
	cmd.Flags().BoolVar(&all, "all", false, "not even what would be too late after it")
	return cmd
}

func (a *app) resumeCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "resume",
		Short:   "End a pause: what waited comes at once, as far as it still applies",
		Example: "  followup resume",
		Args:    args(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.withStore(cmd.Context(), func(cfg *config.Config, st *store.Store, p rules.Policy) error {
				a.warnOfTheClock(cfg, p)
				return a.resume(cmd, st, p)
			})
		},
	}
}

// longestPause is how many years a pause may last. A longer one is a slip.
const longestPause = 1

// readPause reads until when to pause, or asks for it where somebody can be asked.
func (a *app) readPause(until string, p rules.Policy) (pause rules.Pause, err error) {
	switch {
	case until != "":
	case !a.Interactive:
		return pause, usagef("--until is missing, the day or time before which nothing is to be sent")
	default:
		if until, err = a.ask("Until when? The first day, or time, at which something may come again", ""); err != nil {
			return pause, err
		}
	}
	now := a.now()
	if pause.Until, _, err = dates.TimeOrDay(until, now, p.Location, dates.From); err != nil {
		return pause, usagef("--until %w", err)
	}
	switch {
	case !pause.Until.After(now):
		return pause, usagef("--until %s has passed; name a time to come, or `followup resume` to end a pause", stamp(pause.Until, p.Location))
	case pause.Until.After(now.AddDate(longestPause, 0, 0)):
		return pause, usagef("--until %s is more than a year away; `followup stop` ends the reminders of an application", stamp(pause.Until, p.Location))
	}
	return pause, nil
}

// pause remembers the pause, and says what comes of it.
func (a *app) pause(cmd *cobra.Command, st *store.Store, p rules.Policy, pause rules.Pause) error {
	now, before := a.now(), p.Pause
	if err := st.SetPause(cmd.Context(), now, pause); err != nil {
		return err
	}
	p.Pause = pause
	instead := ""
	if before.Holds(now) {
		was := p
		was.Pause = before
		instead = ", in place of the pause until " + pauseInWords(was)
	}
	a.entry("", fmt.Sprintf("Paused until %s%s.", pauseInWords(p), instead))
	cases, err := st.List(cmd.Context(), store.ListOptions{Closed: true})
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

// resume ends the pause, and says what comes at once.
func (a *app) resume(cmd *cobra.Command, st *store.Store, p rules.Policy) error {
	now := a.now()
	if !p.Pause.Holds(now) {
		a.printf("There is no pause.\n")
		return nil
	}
	if err := st.SetPause(cmd.Context(), now, rules.Pause{}); err != nil {
		return err
	}
	a.entry("", fmt.Sprintf("Ended: the pause until %s.", pauseInWords(p)))
	p.Pause = rules.Pause{}
	cases, err := st.List(cmd.Context(), store.ListOptions{Closed: true})
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
	a.printf("%s\n", title)
	for _, s := range list {
		a.entry(fmt.Sprintf("  %-21s ", brief(s.Due, a.now(), p.Location)),
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
