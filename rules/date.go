package rules

import (
	"fmt"
	"strings"
	"time"
)

// Date is a day on the calendar, without a time and without a zone. The zero Date means "none".
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// DateOf is the day that t falls on in loc.
func DateOf(t time.Time, loc *time.Location) Date {
	y, m, d := t.In(loc).Date()
	return Date{y, m, d}
}

// ParseDate reads "2026-12-04". A day that no calendar has, such as 30 February, is an error.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Date{}, fmt.Errorf("%q is not a date like 2026-12-04", s)
	}
	return DateOf(t, time.UTC), nil
}

// IsZero tells whether there is no date.
func (d Date) IsZero() bool { return d == Date{} }

// String is "2026-12-04", or "" for no date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return d.utc().Format(time.DateOnly)
}

// Short is "Fri 4 Dec".
func (d Date) Short() string { return d.utc().Format("Mon 2 Jan") }

// Long is "Fri 4 Dec 2026".
func (d Date) Long() string { return d.utc().Format("Mon 2 Jan 2006") }

// Weekday is the day of the week.
func (d Date) Weekday() time.Weekday { return d.utc().Weekday() }

// AddDays is the day n days later, or earlier for a negative n.
func (d Date) AddDays(n int) Date { return DateOf(d.utc().AddDate(0, 0, n), time.UTC) }

// Before tells whether d is an earlier day than e.
func (d Date) Before(e Date) bool { return d.utc().Before(e.utc()) }

// DaysUntil is how many days after d e is; negative when it is before.
func (d Date) DaysUntil(e Date) int { return int(e.utc().Sub(d.utc()) / (24 * time.Hour)) }

func (d Date) utc() time.Time { return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC) }

// At is the instant at which loc's clocks show the time of day on this date. A time that the clocks skip is the first
// instant after the gap; one that they show twice is the first of the two.
func (d Date) At(t TimeOfDay, loc *time.Location) time.Time {
	wall := d.utc().Add(time.Duration(t) * time.Minute)

	// time.Date leaves open what a skipped or doubled time becomes, so try the offsets in force around it: in the zone
	// period that it picked, the one before and the one after.
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
	// No clock ever showed it. The gap is at the change where the wall clock jumps over it.
	for _, change := range []time.Time{begins, ends} {
		if before, after := wallClock(change.Add(-time.Second)), wallClock(change); before.Before(wall) && wall.Before(after) {
			return change
		}
	}
	return guess
}

// wallClock is what a clock on the wall shows at t, as if that were UTC.
func wallClock(t time.Time) time.Time {
	_, offset := t.Zone()
	return t.UTC().Add(time.Duration(offset) * time.Second)
}

// TimeOfDay is minutes since midnight, from 0 to 1440 (24:00, the midnight that ends the day).
type TimeOfDay int

// ParseTimeOfDay reads "09:00"; "24:00" is the end of the day.
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

// String is "09:00".
func (t TimeOfDay) String() string { return fmt.Sprintf("%02d:%02d", int(t)/60, int(t)%60) }

// Hours is a stretch of every day: From is in it, To is not.
type Hours struct{ From, To TimeOfDay }

// ParseHours reads "08:00-21:00". The end must lie after the beginning; "00:00-24:00" is always.
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

// String is "08:00-21:00".
func (h Hours) String() string { return h.From.String() + "-" + h.To.String() }
