package said

import (
	"fmt"
	"slices"
	"time"

	"followup/cmd/followup/dates"
	"followup/cmd/followup/phrase"
	"followup/cmd/followup/usage"
	"followup/rules"
)

// Snooze returns the events that keep anything of the applications from being sent before a time: one for each, or an
// error if one of them cannot be snoozed so long. "now" ends a snooze. With force, a note may be carried past its
// time.
func Snooze(cases []rules.Case, before string, force bool, p rules.Policy, now time.Time) ([]rules.Event, error) {
	until, _, err := dates.TimeOrDay(before, now, p.Location, dates.From)
	if err != nil {
		return nil, usage.Mark(err)
	}
	var events []rules.Event
	for _, c := range cases {
		e := rules.Event{ApplicationID: c.ID, Kind: rules.Snoozed, At: now, SnoozeUntil: until}
		if err := checkSnooze(c, p, e, now, force); err != nil {
			return nil, err
		}
		events = append(events, e)
	}
	return events, nil
}

// Dropped returns the steps that do not come any more once an event is recorded, because they would come too late.
func Dropped(c rules.Case, p rules.Policy, e rules.Event, now time.Time) (list []rules.Step) {
	after := rules.Decide(withEvent(c, e), p, now)
	for _, s := range rules.Decide(c, p, now).Steps {
		if _, comes := after.Step(s.Key); !comes && !s.Expires.IsZero() {
			list = append(list, s)
		}
	}
	return list
}

// checkSnooze returns an error for a time that has passed and, unless it is forced, for one that makes a note late.
func checkSnooze(c rules.Case, p rules.Policy, e rules.Event, now time.Time, force bool) error {
	if e.SnoozeUntil.Before(now) {
		return usage.Errorf("%s has passed; name a time to come, or \"now\" to take a snooze back",
			phrase.Stamp(e.SnoozeUntil, p.Location))
	}
	if e.SnoozeUntil.Year() > rules.LastYear {
		return usage.Errorf("%s is too far away to be right", phrase.Stamp(e.SnoozeUntil, p.Location))
	}
	if force {
		return nil
	}
	after := rules.Decide(withEvent(c, e), p, now)
	for _, s := range rules.Decide(c, p, now).Steps {
		later, comes := after.Step(s.Key)
		switch {
		case s.LastCall: // the command says that it is dropped
		case s.Kind == rules.ThankYou && !s.Late && (!comes || later.Late):
			return fmt.Errorf("that carries the %s%s past %s 24 hours, which end %s; snooze until before, or add --force",
				phrase.Note(s.Key, s.To...), phrase.ForInterview(c, s.InterviewID), phrase.Plural(len(s.To), "its", "their"),
				phrase.Stamp(s.Deadline, p.Location))
		case !comes && !s.Expires.IsZero():
			return fmt.Errorf("that carries the %s past its time, which ends %s; snooze until before, or add --force",
				phrase.Note(s.Key, s.To...), phrase.Stamp(s.Expires, p.Location))
		}
	}
	return nil
}

// withEvent returns an application as it is once an event is recorded.
func withEvent(c rules.Case, e rules.Event) rules.Case {
	c.History.Events = append(slices.Clone(c.History.Events), e)
	return c
}
