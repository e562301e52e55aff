package rules

import (
	"fmt"
	"time"
)

var always = Hours{From: 0, To: 24 * 60}

// wakingInWords and officeInWords name the hours in the Why of a step that they moved.
func (p Policy) wakingInWords() string {
	return fmt.Sprintf("your waking hours %s–%s", p.Waking.From, p.Waking.To)
}

func (p Policy) officeInWords() string {
	return fmt.Sprintf("the office hours %s–%s of business days", p.SendAt, p.Waking.To)
}

// firstWaking returns the first moment at or after t in the waking hours. Hours from midnight to midnight contain
// every moment, even where the clocks show midnight twice.
func (p Policy) firstWaking(t time.Time) time.Time {
	if p.Waking == always {
		return t
	}
	return p.firstWithin(t, p.Waking.From, func(Date) bool { return true })
}

// firstOffice returns the first moment at or after t in the office hours: on a business day, from SendAt to the
// end of the waking hours.
func (p Policy) firstOffice(t time.Time) time.Time {
	return p.firstWithin(t, p.SendAt, p.Calendar.IsBusinessDay)
}

// firstWithin returns the first moment at or after t that is on a fitting day, between from and the end of the
// waking hours. There always is one: Policy.Validate rejects empty hours, and NewCalendar rejects calendars that
// run out of business days.
func (p Policy) firstWithin(t time.Time, from TimeOfDay, fits func(Date) bool) time.Time {
	day := DateOf(t, p.Location)
	for {
		// On a day that the clocks of the zone skipped, begins and ends are the same instant.
		begins, ends := day.At(from, p.Location), day.At(p.Waking.To, p.Location)
		if fits(day) && begins.Before(ends) && t.Before(ends) {
			return p.notBefore(day, from, later(t, begins))
		}
		day = day.AddDays(1)
	}
}

// notBefore returns t, or the later moment at which the clocks show from on that day. If the clocks are set back
// in between, they show a time before from again, or even the day before.
func (p Policy) notBefore(day Date, from TimeOfDay, t time.Time) time.Time {
	begins := day.utc().Add(time.Duration(from) * time.Minute)
	if early := begins.Sub(wallClock(t.In(p.Location))); early > 0 {
		return t.Add(early)
	}
	return t
}

// lastWakingEnd returns the latest end of waking hours at or before t. A day that the clocks of the zone skipped
// has none.
func (p Policy) lastWakingEnd(t time.Time) time.Time {
	for day := DateOf(t, p.Location); ; day = day.AddDays(-1) {
		begins, ends := day.At(p.Waking.From, p.Location), day.At(p.Waking.To, p.Location)
		if begins.Before(ends) && !ends.After(t) {
			return ends
		}
	}
}

// addDays returns the same time of day n days later in the user's time zone.
func (p Policy) addDays(t time.Time, n int) time.Time {
	local := t.In(p.Location)
	minute := TimeOfDay(local.Hour()*60 + local.Minute())
	return DateOf(t, p.Location).AddDays(n).At(minute, p.Location).Add(time.Duration(local.Second()) * time.Second)
}

func (p Policy) startOf(d Date) time.Time { return d.At(0, p.Location) }

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
