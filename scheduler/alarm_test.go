package scheduler

import (
	"strings"
	"testing"
	"time"
)

// TestAlarm rings at each tick and at least every minute, and does not ask the wall clock when: its times have a
// monotonic reading, so that setting the clock back by days does not silence it for days.
func TestAlarm(t *testing.T) {
	for _, spec := range []string{"* * * * *", "*/15 * * * *", "@every 5m", "@daily", "0 9 29 2 *"} {
		s, err := ParseSchedule(spec, time.UTC, time.Now())
		if err != nil {
			t.Fatal(err)
		}
		now := time.Now()
		at := alarm{s, time.Minute}.Next(now)
		if wait := at.Sub(now); wait <= 0 || wait > time.Minute {
			t.Errorf("%q rings after %s", spec, wait)
		}
		if s.Next(now).Sub(now) <= time.Minute && !at.Round(0).Equal(s.Next(now).Round(0)) {
			t.Errorf("%q rings at %s, not at its tick", spec, at)
		}
		if !strings.Contains(at.String(), " m=+") {
			t.Errorf("%q rings at a time of the wall clock, %s", spec, at)
		}
	}
}
