package dates

import (
	"cmp"
	"fmt"
	"sync"
	"time"

	"followup/rules"
)

// A dayPart is a part of today: it lasts from one hour to before another, and example is an hour in it.
type dayPart struct{ from, to, example int }

var partsOfToday = sync.OnceValue(func() map[string]dayPart {
	return map[string]dayPart{
		"this morning": {0, 12, 10}, "this afternoon": {12, 18, 14}, "this evening": {17, 24, 19},
		"tonight": {17, 24, 19},
		"eod":     {12, 24, 17}, "end of day": {12, 24, 17}, "end of the day": {12, 24, 17},
		"the end of the day": {12, 24, 17},
	}
})

// wakes is the hour before which "tonight" may still mean the night that is ending.
const wakes = 5

// partOf returns the part of today that a normal phrase names, if it does: "tonight" or "by tonight".
func partOf(s string) (dayPart, bool) {
	p, ok := partsOfToday()[cmp.Or(inside(byForm, s), s)]
	return p, ok
}

// partOfToday reads "this afternoon" as today. A time of day that follows must be in that part.
func (r reader) partOfToday(s string) (rules.Date, bool, error) {
	p, ok := partsOfToday()[s]
	switch {
	case !ok:
		return r.today, false, nil
	case p.from >= 12 && r.now.Hour() < wakes:
		return r.today, true, fmt.Errorf(`may mean today or yesterday; write "today" or "yesterday"`)
	case r.clock >= 0 && (r.clock < time.Duration(p.from)*time.Hour || r.clock >= time.Duration(p.to)*time.Hour):
		other := (r.clock + 12*time.Hour) % (24 * time.Hour)
		return r.today, true, fmt.Errorf(
			`has the time %s, which is not in that part of the day; write "today %s" or "today %s"`,
			inClock(r.clock), inClock(r.clock), inClock(other))
	}
	return r.today, true, nil
}

// noTime returns the error of a day without a time of day.
func noTime(s string) error {
	if p, ok := partOf(s); ok {
		return fmt.Errorf(`has no time of day; write it like "today %d:00"`, p.example)
	}
	return fmt.Errorf(`has no time of day; write it like "%s 14:00"`, s)
}
