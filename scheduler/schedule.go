package scheduler

import (
	"errors"
	"fmt"
	"time"

	"github.com/robfig/cron/v3"
)

// longestGap is the shortest window in which something must be sent, that of the last call: two hours. A schedule whose
// ticks lie further apart can miss it.
const longestGap = 2 * time.Hour

// Schedule says when the passes are.
type Schedule struct{ cron.Schedule }

// ParseSchedule reads a cron expression of five fields, or "@every 5m" and its like, in the given zone. It refuses one
// that never fires, which the library would accept and wait for in silence.
func ParseSchedule(spec string, loc *time.Location, now time.Time) (Schedule, error) {
	s, err := parse(spec)
	if err != nil {
		return Schedule{}, fmt.Errorf("%q is not a schedule (%w); every minute is %q, every quarter of an hour %q",
			spec, err, "* * * * *", "*/15 * * * *")
	}
	// The library reads an expression in time.Local unless it names a zone of its own.
	if spec, ok := s.(*cron.SpecSchedule); ok && spec.Location == time.Local {
		spec.Location = loc
	}
	if s.Next(now).IsZero() {
		return Schedule{}, fmt.Errorf("%q never comes; every minute is %q", spec, "* * * * *")
	}
	return Schedule{s}, nil
}

// parse is the library's parser, which panics on some malformed zones.
func parse(spec string) (s cron.Schedule, err error) {
	defer func() {
		if recover() != nil {
			err = errors.New("it names a time zone and nothing else")
		}
	}()
	return cron.ParseStandard(spec)
}

// Warning says why the schedule is a poor one, or is empty. It looks at the next month.
//
// It does not walk from tick to tick, of which there are 40,000, but asks now and then: of a gap that is too wide, more
// than half the longest one permitted is still to come at one of these moments.
func (s Schedule) Warning(now time.Time) string {
	const step = longestGap / 2
	for at := now; at.Before(now.AddDate(0, 1, 0)); at = at.Add(step) {
		wait := s.Next(at).Sub(at)
		if wait <= longestGap-step {
			continue
		}
		if gap := max(wait, s.gapAround(at)); gap > longestGap { // "@every" counts from whenever it is asked
			return fmt.Sprintf("up to %s or more lie between two ticks, but some reminders have only %s in which to come; every minute costs next to nothing",
				gap.Round(time.Minute), longestGap)
		}
	}
	return ""
}

// gapAround is how far apart the ticks before and after a moment are. One before that is longer ago than longestGap counts
// as so long ago.
func (s Schedule) gapAround(at time.Time) time.Duration {
	before, after := at.Add(-longestGap), s.Next(at)
	for next := s.Next(before); next.Before(after); next = s.Next(before) {
		before = next
	}
	return after.Sub(before)
}
