package dates

import (
	"cmp"
	"fmt"
	"time"

	"followup/rules"
)

// part is a part of today: the times from and to, in hours, that fit it, and one of them for an example.
type part struct{ from, to, example int }

var partsOfToday = map[string]part{
	"this morning": {0, 12, 10}, "this afternoon": {12, 18, 14}, "this evening": {17, 24, 19}, "tonight": {17, 24, 19},
	"eod": {12, 24, 17}, "end of day": {12, 24, 17}, "end of the day": {12, 24, 17}, "the end of the day": {12, 24, 17},
}

// wakes is the hour before which "tonight" may still be the night that has not ended for whoever says it.
const wakes = 5

// partOf tells whether a normal phrase names a part of today, or one as a deadline.
func partOf(s string) (part, bool) {
	p, ok := partsOfToday[cmp.Or(inside(byForm, s), s)]
	return p, ok
}

// partOfToday reads "this afternoon" as the day that it is in; a time of day that goes with it must lie in it.
func (r reader) partOfToday(s string) (rules.Date, bool, error) {
	p, ok := partsOfToday[s]
	switch {
	case !ok:
		return r.today, false, nil
	case p.from >= 12 && r.now.Hour() < wakes:
		return r.today, true, fmt.Errorf(`may mean today or yesterday; write "today" or "yesterday"`)
	case r.clock >= 0 && (r.clock < time.Duration(p.from)*time.Hour || r.clock >= time.Duration(p.to)*time.Hour):
		other := (r.clock + 12*time.Hour) % (24 * time.Hour)
		return r.today, true, fmt.Errorf(`has the time %s, which does not go with it; write "today %s" or "today %s"`, inClock(r.clock), inClock(r.clock), inClock(other))
	}
	return r.today, true, nil
}

// noTime refuses a day where a moment is asked for.
func noTime(s string) error {
	if p, ok := partOf(s); ok {
		return fmt.Errorf(`has no time of day; write it like "today %d:00"`, p.example)
	}
	return unclearf("has no time of day")
}
