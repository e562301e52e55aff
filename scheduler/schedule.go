package scheduler

import (
	"errors"
	"fmt"
	"time"

	"github.com/robfig/cron/v3"
)

// longestGap is the longest time between two ticks that cannot make a reminder late. The shortest window in which one
// must be sent is the two hours of the last call.
const longestGap = 2 * time.Hour

// A Schedule says when passes are made.
type Schedule struct{ cron.Schedule }

// ParseSchedule parses a cron expression of five fields, or one such as "@every 5m", in the given zone. It refuses a
// schedule that never fires, which the library accepts silently.
func ParseSchedule(spec string, loc *time.Location, now time.Time) (Schedule, error) {
	s, err := parse(spec)
	if err != nil {
		return Schedule{}, fmt.Errorf("%q is not a schedule (%w); every minute is %q, every quarter of an hour %q",
			spec, err, "* * * * *", "*/15 * * * *")
	}
	// The library uses time.Local unless the expression names a zone.
	if spec, ok := s.(*cron.SpecSchedule); ok && spec.Location == time.Local {
		spec.Location = loc
	}
	if s.Next(now).IsZero() {
		return Schedule{}, fmt.Errorf("%q never comes; every minute is %q", spec, "* * * * *")
	}
	return Schedule{s}, nil
}

// parse calls the library's parser and turns its panic on some malformed zones into an error.
func parse(spec string) (s cron.Schedule, err error) {
	defer func() {
		if recover() != nil {
			err = errors.New("it names a time zone and nothing else")
		}
	}()
	return cron.ParseStandard(spec)
}

// Warning returns why the schedule may make reminders late in the next month, or "" if it will not.
//
// It does not walk through the ticks, of which there may be 40,000, but samples the month: in a gap that is too wide,
// at least one sample has more than half of longestGap still ahead.
func (s Schedule) Warning(now time.Time) string {
	const step = longestGap / 2
	for at := now; at.Before(now.AddDate(0, 1, 0)); at = at.Add(step) {
		wait := s.Next(at).Sub(at)
		if wait <= longestGap-step {
			continue
		}
		if gap := max(wait, s.gapAround(at)); gap > longestGap { // "@every" counts from whenever it is asked
			return fmt.Sprintf("up to %s or more lie between two ticks, but some reminders have only %s in which to "+
				"come; every minute costs next to nothing", gap.Round(time.Minute), longestGap)
		}
	}
	return ""
}

// gapAround returns the time between the ticks before and after a moment. A tick before that is more than longestGap
// ago counts as longestGap ago.
func (s Schedule) gapAround(at time.Time) time.Duration {
	before, after := at.Add(-longestGap), s.Next(at)
	for next := s.Next(before); next.Before(after); next = s.Next(before) {
		before = next
	}
	return after.Sub(before)
}
