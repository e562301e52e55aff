package said

import (
	"time"

	"followup/cmd/followup/dates"
	"followup/cmd/followup/phrase"
	"followup/cmd/followup/usage"
	"followup/rules"
)

// Pause reads the day or time, in the policy's zone, at which a pause ends. A pause of more than a year is a usage
// error, because it is most likely a slip.
func Pause(until string, p rules.Policy, now time.Time) (pause rules.Pause, err error) {
	if pause.Until, _, err = dates.TimeOrDay(until, now, p.Location, dates.From); err != nil {
		return pause, usage.Errorf("--until %w", err)
	}
	switch when := phrase.Stamp(pause.Until, p.Location); {
	case !pause.Until.After(now):
		return pause, usage.Errorf("--until %s has passed; name a later time, or `followup resume` to end a pause",
			when)
	case pause.Until.After(now.AddDate(1, 0, 0)):
		return pause, usage.Errorf("--until %s is more than a year away; "+
			"`followup stop` ends the reminders of an application", when)
	}
	return pause, nil
}
