package rules

import (
	"testing"
	"time"
)

// On 6 November 2011 the clocks in St. John's showed 01:00 to 02:00 twice. Waking hours from 01:04 leave out the first
// four minutes both times.
func TestWakingHoursAcrossClockChange(t *testing.T) {
	p := DefaultPolicy(zone(t, "America/St_Johns"))
	p.Waking = Hours{64, 120}
	for utc, want := range map[string]string{
		"2011-11-06T03:30:00Z": "2011-11-06T01:04:00-02:30", // 01:00 for the first time
		"2011-11-06T04:00:00Z": "2011-11-06T01:30:00-02:30", // within the waking hours
		"2011-11-06T04:32:00Z": "2011-11-06T01:04:00-03:30", // 01:02 for the second time
		"2011-11-06T05:00:00Z": "2011-11-06T01:30:00-03:30",
		"2011-11-06T05:30:00Z": "2011-11-07T01:04:00-03:30", // 02:00, after the waking hours
	} {
		at, err := time.Parse(time.RFC3339, utc)
		if err != nil {
			t.Fatal(err)
		}
		if got := p.firstWaking(at).In(p.Location).Format(time.RFC3339); got != want {
			t.Errorf("from %s: %s, want %s", utc, got, want)
		}
	}
}

// On 2 November 2008 the clocks in St. John's went from 00:01 back to 23:01 of the day before. Waking hours around
// the clock include that hour.
func TestWakingAroundTheClock(t *testing.T) {
	p := DefaultPolicy(zone(t, "America/St_Johns"))
	p.Waking = Hours{0, 24 * 60}
	for at := time.Date(2008, 11, 2, 1, 0, 0, 0, time.UTC); at.Day() == 2; at = at.Add(time.Minute) {
		if got := p.firstWaking(at); !got.Equal(at) {
			t.Fatalf("at %s the next waking moment is %s", at.In(p.Location), got.In(p.Location))
		}
	}
}
