package main

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"followup/cmd/followup/dates"
	"followup/rules"
	"followup/store"
)

func (a *app) snoozeCommand() *cobra.Command {
	var force bool
	cmd := &cobra.Command{
		Use:   "snooze ID 2d|DATE",
		Short: "Have nothing of an interview sent to you before a day or a time",
		Long: `Have nothing of an interview sent to you before a day or a time; "now" takes it back.
What comes due meanwhile comes then, if it still makes sense.`,
		Example:           "  followup snooze 7 2d\n  followup snooze 7 \"monday 9:00\"\n  followup snooze 7 now",
		Args:              args("ID", "2d|DATE"),
		ValidArgsFunction: a.completeIDs,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.withCase(cmd.Context(), args[0], func(_ *Config, st *store.Store, p rules.Policy, c rules.Case) error {
				now := a.now() // once: "now" must not have passed a moment later
				until, _, err := dates.TimeOrDay(args[1], now, p.Location, dates.From)
				if err != nil {
					return usageError{err}
				}
				e := rules.Event{InterviewID: c.Interview.ID, Kind: rules.Snoozed, At: now, SnoozeUntil: until}
				if err := checkSnooze(c, p, e, now, force); err != nil {
					return err
				}
				if err := st.Record(cmd.Context(), now, e); err != nil {
					return err
				}
				if until.After(now) {
					a.printf("Noted: nothing of interview %d is sent before %s.\n", c.Interview.ID, stamp(until, p.Location))
				} else {
					a.printf("Noted: interview %d is not snoozed any more.\n", c.Interview.ID)
				}
				return a.nextOf(cmd, st, c, p)
			})
		},
	}
	cmd.Flags().BoolVar(&force, "force", false, "also when it carries a note past its time")
	return cmd
}

// checkSnooze refuses what lies in the past, and what would make a thank-you late, unless that is forced.
func checkSnooze(c rules.Case, p rules.Policy, e rules.Event, now time.Time, force bool) error {
	if e.SnoozeUntil.Before(now) {
		return usagef("%s has passed; name a time to come, or \"now\" to take a snooze back", stamp(e.SnoozeUntil, p.Location))
	}
	if e.SnoozeUntil.Year() > rules.LastYear {
		return usagef("%s is too far away to be right", stamp(e.SnoozeUntil, p.Location))
	}
	if force {
		return nil
	}
	snoozed := c
	snoozed.History.Events = append(append([]rules.Event{}, c.History.Events...), e)
	after := rules.Decide(snoozed, p, now)
	for _, s := range rules.Decide(c, p, now).Steps {
		later, comes := after.Step(s.Key)
		switch {
		case s.LastCall:
		case s.Kind == rules.ThankYou && !s.Late && (!comes || later.Late):
			return fmt.Errorf("that carries the thank-you to %s past its 24 hours, which end %s; snooze until before, or add --force",
				clean(who(s.To)), stamp(s.Deadline, p.Location))
		case !comes && !s.Expires.IsZero():
			return fmt.Errorf("that carries the %s past its time, which ends %s; snooze until before, or add --force",
				clean(note(s.Kind, false, who(s.To))), stamp(s.Expires, p.Location))
		}
	}
	return nil
}
