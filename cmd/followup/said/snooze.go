package said

import (
	"fmt"
	"time"

	"followup/cmd/followup/dates"
	"followup/cmd/followup/phrase"
	"followup/cmd/followup/usage"
	"followup/rules"
)

// Snooze returns an event for each application that keeps all its mail from being sent before a time, or an error if
// one of them cannot be snoozed so long. "now" ends a snooze. With force, a note may be put off past its time.
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

// checkSnooze returns an error if the snooze ends in the past, or, unless it is forced, if it makes a note late.
func checkSnooze(c rules.Case, p rules.Policy, e rules.Event, now time.Time, force bool) error {
	if e.SnoozeUntil.Before(now) {
		return usage.Errorf("%s has passed; name a later time, or \"now\" to end a snooze",
			phrase.Stamp(e.SnoozeUntil, p.Location))
	}
	if e.SnoozeUntil.Year() > rules.LastYear {
		return usage.Errorf("%s is too far in the future", phrase.Stamp(e.SnoozeUntil, p.Location))
	}
	if force {
		return nil
	}
	c = c.WithoutSnooze() // what an earlier snooze would drop counts too
	after := rules.Decide(c.Once(now, e), p, now)
	for _, s := range rules.Decide(c, p, now).Steps {
		later, comes := after.Step(s.Key)
		switch {
		case s.LastCall: // may be dropped, which the command says
		case s.Kind == rules.ThankYou && !s.Late && (!comes || later.Late):
			return fmt.Errorf("that puts off the %s%s past %s 24 hours, which end %s; choose an earlier time, or "+
				"add --force",
				phrase.Note(s.Key, s.To...), phrase.ForInterview(c, s.InterviewID),
				phrase.Plural(len(s.To), "its", "their"), phrase.Stamp(s.Deadline, p.Location))
		case !comes && !s.Expires.IsZero():
			return fmt.Errorf("that puts off the %s past its time, which ends %s; choose an earlier time, or add "+
				"--force",
				phrase.Note(s.Key, s.To...), phrase.Stamp(s.Expires, p.Location))
		}
	}
	return nil
}
