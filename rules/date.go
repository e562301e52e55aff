package rules

import (
	"fmt"
	"strings"
	"time"
)

// A Date is a calendar day, without a time or time zone. The zero Date means "none".
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// DateOf returns the day on which t falls in loc.
func DateOf(t time.Time, loc *time.Location) Date {
	y, m, d := t.In(loc).Date()
	return Date{y, m, d}
}

// ParseDate reads "2026-12-04". It rejects days that do not exist, such as 30 February.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Date{}, fmt.Errorf("%q is not a date like 2026-12-04", s)
	}
	return DateOf(t, time.UTC), nil
}

// IsZero reports whether there is no date.
func (d Date) IsZero() bool { return d == Date{} }

// String returns "2026-12-04", or "" for no date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return d.utc().Format(time.DateOnly)
}

// Short returns "Fri 4 Dec".
func (d Date) Short() string { return d.utc().Format("Mon 2 Jan") }

// Long returns "Fri 4 Dec 2026".
func (d Date) Long() string { return d.utc().Format("Mon 2 Jan 2006") }

// Weekday returns the day of the week.
func (d Date) Weekday() time.Weekday { return d.utc().Weekday() }

// AddDays returns the day n days later, or earlier if n is negative.
func (d Date) AddDays(n int) Date { return DateOf(d.utc().AddDate(0, 0, n), time.UTC) }

// Before reports whether d is earlier than e.
func (d Date) Before(e Date) bool { return d.utc().Before(e.utc()) }

// DaysUntil returns the number of days from d to e. It is negative if e is earlier.
func (d Date) DaysUntil(e Date) int { return int(e.utc().Sub(d.utc()) / (24 * time.Hour)) }

func (d Date) utc() time.Time { return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC) }

// At returns the instant at which clocks in loc show the given time on this date. If the clocks skip that time, it
// is the first instant after the gap; if they show it twice, the first of the two.
func (d Date) At(t TimeOfDay, loc *time.Location) time.Time {
	wall := d.utc().Add(time.Duration(t) * time.Minute)

	// time.Date does not define what it returns for a skipped or repeated time. Try the offsets of the zone period
	// that it picked, the one before and the one after.
	guess := time.Date(wall.Year(), wall.Month(), wall.Day(), wall.Hour(), wall.Minute(), 0, 0, loc)
	begins, ends := guess.ZoneBounds()
	var first time.Time
	for _, near := range []time.Time{begins.Add(-time.Second), guess, ends} {
		_, offset := near.Zone()
		at := wall.Add(-time.Duration(offset) * time.Second).In(loc)
		if wallClock(at).Equal(wall) && (first.IsZero() || at.Before(first)) {
			first = at
		}
	}
	if !first.IsZero() {
		return first
	}
	// No clock showed that time. Find the change at which the clocks jump over it.
	for _, change := range []time.Time{begins, ends} {
		before, after := wallClock(change.Add(-time.Second)), wallClock(change)
		if before.Before(wall) && wall.Before(after) {
			return change
		}
	}
	return guess
}

// wallClock returns what a clock on the wall shows at t, as a time in UTC.
func wallClock(t time.Time) time.Time {
	_, offset := t.Zone()
	return t.UTC().Add(time.Duration(offset) * time.Second)
}

// A TimeOfDay is a number of minutes since midnight, from 0 to 1440 (24:00, the midnight that ends the day).
type TimeOfDay int

// ParseTimeOfDay reads "09:00"; "24:00" means the end of the day.
func ParseTimeOfDay(s string) (TimeOfDay, error) {
	if s == "24:00" {
		return 24 * 60, nil
	}
	t, err := time.Parse("15:04", s)
	if err != nil || len(s) != len("15:04") {
		return 0, fmt.Errorf("%q is not a time of day like 09:00", s)
	}
	return TimeOfDay(t.Hour()*60 + t.Minute()), nil
}

// String returns "09:00".
func (t TimeOfDay) String() string { return fmt.Sprintf("%02d:%02d", int(t)/60, int(t)%60) }

// Hours is a part of every day, from From up to but not including To.
type Hours struct{ From, To TimeOfDay }

// ParseHours reads "08:00-21:00". The end must be after the start; "00:00-24:00" means always.
func ParseHours(s string) (Hours, error) {
	from, to, ok := strings.Cut(s, "-")
	if !ok {
		return Hours{}, fmt.Errorf("%q is not a stretch of the day like 08:00-21:00", s)
	}
	var h Hours
	var err error
	if h.From, err = ParseTimeOfDay(strings.TrimSpace(from)); err != nil {
		return Hours{}, err
	}
	if h.To, err = ParseTimeOfDay(strings.TrimSpace(to)); err != nil {
		return Hours{}, err
	}
	if h.To <= h.From {
		return Hours{}, fmt.Errorf("%q ends before it begins; it must lie within one day, like 08:00-21:00", s)
	}
	return h, nil
}

// String returns "08:00-21:00".
func (h Hours) String() string { return h.From.String() + "-" + h.To.String() }
