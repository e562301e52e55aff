package main

import (
	"fmt"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"followup/cmd/followup/config"
	"followup/cmd/followup/dates"
	"followup/cmd/followup/find"
	"followup/cmd/followup/roster"
	"followup/cmd/followup/usage"
	"followup/rules"
	"followup/store"
)

func (a *app) snoozeCommand() *cobra.Command {
	var force bool
	cmd := &cobra.Command{
		Use:   "snooze ID... 2d|DATE",
		Short: "Have nothing of an application sent to you before a day or a time",
		Long: `Have nothing of an application, or of several named by their numbers, sent to you
before a day or a time; "now" takes it back. What comes due meanwhile comes then, if it
still makes sense.`,
		Example:           "  followup snooze 7 2d\n  followup snooze 3 4 6 10d\n  followup snooze 7 \"monday 9:00\"\n  followup snooze 7 now",
		Args:              snoozeArgs,
		ValidArgsFunction: a.completeIDs,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.withStore(cmd.Context(), func(cfg *config.Config, st *store.Store, p rules.Policy) error {
				cases, err := find.Applications(cmd.Context(), st, p.Location, args[:len(args)-1])
				if err != nil {
					return err
				}
				a.warnOfTheClock(cfg, p)
				return a.snooze(cmd, st, p, cases, args[len(args)-1], force)
			})
		},
	}
	cmd.Flags().BoolVar(&force, "force", false, "also when it carries a note past its time")
	return cmd
}

// snoozeArgs wants an application and a time. Several applications must be named by their numbers: a time of two words that
// lack their quotation marks is not taken for one.
func snoozeArgs(cmd *cobra.Command, given []string) error {
	for _, id := range given[:max(len(given)-1, 0)] {
		if len(given) > 2 && !roster.IsNumber(id) {
			return args("ID", "2d|DATE")(cmd, given)
		}
	}
	return args("ID", "2d|DATE")(cmd, given[max(len(given)-2, 0):])
}

// snooze records that nothing of the applications is wanted before a time, of all of them or none.
func (a *app) snooze(cmd *cobra.Command, st *store.Store, p rules.Policy, cases []rules.Case, before string, force bool) error {
	now := a.now() // once: "now" must not have passed a moment later
	until, _, err := dates.TimeOrDay(before, now, p.Location, dates.From)
	if err != nil {
		return usage.Mark(err)
	}
	var events []rules.Event
	for _, c := range cases {
		e := rules.Event{ApplicationID: c.ID, Kind: rules.Snoozed, At: now, SnoozeUntil: until}
		if err := checkSnooze(c, p, e, now, force); err != nil {
			return err
		}
		events = append(events, e)
	}
	if err := st.Record(cmd.Context(), now, events...); err != nil {
		return err
	}
	for i, c := range cases {
		if until.After(now) {
			a.printf("Noted: nothing of %s is sent before %s.\n", nameOf(c), stamp(until, p.Location))
			a.printComing("Does not come, for it would be too late then:", p, dropped(c, p, events[i], now))
		} else {
			a.printf("Noted: %s is not snoozed any more.\n", nameOf(c))
		}
		if err := a.nextOf(cmd, st, c, p); err != nil {
			return err
		}
	}
	return nil
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
	after := rules.Decide(withEvent(c, e), p, now)
	for _, s := range rules.Decide(c, p, now).Steps {
		later, comes := after.Step(s.Key)
		switch {
		case s.LastCall: // which is said to be dropped
		case s.Kind == rules.ThankYou && !s.Late && (!comes || later.Late):
			return fmt.Errorf("that carries the %s%s past %s 24 hours, which end %s; snooze until before, or add --force",
				clean(note(s.Key, s.To...)), forInterview(c, s.InterviewID), plural(len(s.To), "its", "their"),
				stamp(s.Deadline, p.Location))
		case !comes && !s.Expires.IsZero():
			return fmt.Errorf("that carries the %s past its time, which ends %s; snooze until before, or add --force",
				clean(note(s.Key, s.To...)), stamp(s.Expires, p.Location))
		}
	}
	return nil
}

// withEvent returns the application as it is once an event is told.
func withEvent(c rules.Case, e rules.Event) rules.Case {
	c.History.Events = append(slices.Clone(c.History.Events), e)
	return c
}

// dropped returns what does not come any more once an event is told, as it would come too late.
func dropped(c rules.Case, p rules.Policy, e rules.Event, now time.Time) (list []coming) {
	after := rules.Decide(withEvent(c, e), p, now)
	for _, s := range rules.Decide(c, p, now).Steps {
		if _, comes := after.Step(s.Key); !comes && !s.Expires.IsZero() {
			list = append(list, coming{s, c})
		}
	}
	return list
}
