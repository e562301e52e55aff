package rules

import (
	"fmt"
	"time"
)

// A Policy holds the numbers that the rules use, and the user's time zone and hours.
type Policy struct {
	// Location is the user's time zone. All dates and hours below are in it.
	Location *time.Location

	// Waking holds the waking hours of every day. Notes that answer somebody may go out in them.
	Waking Hours

	// SendAt is when the office hours start. They last until the end of the waking hours, on business days.
	SendAt TimeOfDay

	// Calendar says which days are business days.
	Calendar *Calendar

	ThankYouAfter     time.Duration // from the end of the interview to the thank-you; 0 to 20 h
	LastCall          bool          // whether to remind once more of a thank-you that was not sent
	GraceBusinessDays int           // after a promised date before asking; at least 1, so that the date is past
	WaitDays          int           // without a promised date: calendar days …
	WaitBusinessDays  int           // … and business days before asking; the later counts
	MaxUnanswered     int           // requests for news in a row without an answer; 0 never asks
	AssumeSent        bool          // whether a delivered request counts as sent unless the user says otherwise
	StayInTouchAfter  int           // days after a rejection; at least 1
	StayInTouchEvery  int           // days after the last note; at least 1
	StayInTouchTimes  int           // how many in all; 0 for none

	// Usable reports whether a note to stay in touch can begin with an occasion as it is stored. One that is not usable
	// counts as not named. If it is nil, all of them are.
	Usable func(Application) bool

	// Pause is the time during which the user wants nothing sent.
	Pause Pause
}

// A Pause is a time during which the user wants nothing sent, for example a holiday. It starts when the user says
// so and ends at Until; a zero Until means no pause. What falls due meanwhile waits for the first suitable hour
// after the pause, and only the step that applies then is sent. A step that would be too late by then is sent
// during the pause, unless All is set.
type Pause struct {
	Until time.Time
	All   bool
}

// IsOn reports whether the pause is still on at now.
func (p Pause) IsOn(now time.Time) bool { return p.Until.After(now) }

// DefaultPolicy returns the policy of config.example.toml in the given time zone, with weekends but no holidays.
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

// Validate returns an error for the first number that is out of range, named as in the config file, or nil.
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
		return fmt.Errorf(`thank_you_after is %s; expected whole minutes, "0h" to "20h", to leave time within the `+
			`24 hours`,
			p.ThankYouAfter)
	}
	if p.SendAt >= p.Waking.To {
		return fmt.Errorf("send_at is %s, after the waking_hours %s have ended; nothing could ever be sent",
			p.SendAt, p.Waking)
	}
	return nil
}
