package rules

import (
	"fmt"
	"time"
)

// Policy is the numbers that the rules go by, and the user's zone and hours.
type Policy struct {
	// Location is the user's time zone. Every date and hour below is reckoned in it.
	Location *time.Location

	// Waking hours hold every day; notes that answer somebody may go out in them.
	Waking Hours

	// SendAt begins the office hours, which last to the end of the waking hours on business days.
	SendAt TimeOfDay

	// Calendar knows which days are business days.
	Calendar *Calendar

	ThankYouAfter     time.Duration // from the end of the interview to the thank-you; 0 to 20 h
	LastCall          bool          // whether an unsent thank-you is called to mind once more
	GraceBusinessDays int           // after a promised date before asking; at least 1, so that the date is past
	WaitDays          int           // without a promised date: calendar days …
	WaitBusinessDays  int           // … and business days before asking; the later counts
	MaxUnanswered     int           // status emails in a row without an answer; 0 asks never
	AssumeSent        bool          // whether a delivered status draft counts as sent unless told otherwise
	StayInTouchAfter  int           // days after a rejection; at least 1
	StayInTouchEvery  int           // days after the last note; at least 1
	StayInTouchTimes  int           // how many in all; 0 for none

	// Pause is the time in which the user wants nothing sent.
	Pause Pause
}

// Pause is a time in which the user wants nothing sent, as when they are away. It lasts from whenever it is told until Until;
// zero is no pause. What comes due meanwhile waits for the first of its hours after that, and the one step that applies then
// comes. What would be too late by those hours comes all the same, unless All.
type Pause struct {
	Until time.Time
	All   bool
}

// Holds reports whether the pause is not over.
func (p Pause) Holds(now time.Time) bool { return p.Until.After(now) }

// DefaultPolicy is the policy of config.example.toml in the given zone, with weekends but no holidays.
func DefaultPolicy(loc *time.Location) Policy {
	return Policy{
		Location:          loc,
		Waking:            Hours{From: 8 * 60, To: 21 * 60},
		SendAt:            9 * 60,
		Calendar:          &Calendar{},
		ThankYouAfter:     2 * time.Hour,
		LastCall:          true,
		GraceBusinessDays: 2,
		WaitDays:          7,
		WaitBusinessDays:  5,
		MaxUnanswered:     2,
		AssumeSent:        true,
		StayInTouchAfter:  30,
		StayInTouchEvery:  90,
		StayInTouchTimes:  3,
	}
}

// Validate says which number is out of its range, naming it as the config file does, or returns nil.
func (p Policy) Validate() error {
	for _, f := range []struct {
		name          string
		value, lo, hi int
	}{
		{"grace_business_days", p.GraceBusinessDays, 1, 30},
		{"wait_days", p.WaitDays, 1, 365},
		{"wait_business_days", p.WaitBusinessDays, 0, 250},
		{"max_unanswered", p.MaxUnanswered, 0, 10},
		{"stay_in_touch_after_days", p.StayInTouchAfter, 1, 3650},
		{"stay_in_touch_every_days", p.StayInTouchEvery, 1, 3650},
		{"stay_in_touch_times", p.StayInTouchTimes, 0, 100},
	} {
		if f.value < f.lo || f.value > f.hi {
			return fmt.Errorf("%s is %d; expected %d to %d", f.name, f.value, f.lo, f.hi)
		}
	}
	if p.ThankYouAfter < 0 || p.ThankYouAfter > 20*time.Hour || p.ThankYouAfter%time.Minute != 0 {
		return fmt.Errorf(`thank_you_after is %s; expected whole minutes, "0h" to "20h", to leave time within the 24 hours`, p.ThankYouAfter)
	}
	if p.SendAt >= p.Waking.To {
		return fmt.Errorf("send_at is %s, after the waking_hours %s have ended; nothing could ever be sent", p.SendAt, p.Waking)
	}
	return nil
}
