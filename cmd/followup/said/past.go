package said

import (
	"time"

	"followup/cmd/followup/dates"
	"followup/cmd/followup/phrase"
	"followup/cmd/followup/usage"
	"followup/rules"
)

// past reads the value of a flag as the time of something that happened. "" is now; for a day without a time, see
// [onDay].
func past(flag, s string, c rules.Case, loc *time.Location, now time.Time) (time.Time, error) {
	if s == "" {
		return now, nil
	}
	at, isDay, err := dates.TimeOrDay(s, now, loc, dates.Past)
	switch day := rules.DateOf(at, loc); {
	case err != nil:
		return at, usage.Errorf("--%s %w", flag, err)
	case isDay && day == rules.DateOf(now, loc):
		return now, nil
	case isDay:
		at = onDay(day, c, loc)
	}
	if at.After(now) {
		return at, usage.Errorf("--%s %s is in the future", flag, phrase.Stamp(at, loc))
	}
	return at, nil
}

// onDay returns the time that is recorded for a day: noon or, on the day of an interview, its end. It is not before
// any event of that day, because the latest event counts, and what is told later corrects what was told earlier.
func onDay(day rules.Date, c rules.Case, loc *time.Location) time.Time {
	at := day.At(12*60, loc)
	for _, iv := range c.Interviews {
		if end := iv.End(); rules.DateOf(end, loc) == day {
			at = end
		}
	}
	for _, e := range c.History.Events {
		if rules.DateOf(e.At, loc) == day && e.At.After(at) {
			at = e.At
		}
	}
	return at
}
