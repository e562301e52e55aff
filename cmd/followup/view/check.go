package view

import (
	"time"

	"golang.org/x/sys/unix"

	"followup/cmd/followup/phrase"
)

// A Check is the result of one of the checks of status --check.
type Check struct {
	What  string `json:"what"`
	Found string `json:"found"`
	Wrong bool   `json:"wrong"`
}

// Look adds the results of --check to a status.
func (s *Status) Look(checks []Check) {
	s.checks = checks
	for _, c := range checks {
		if c.Wrong {
			s.wrong = append(s.wrong, c.What+": "+c.Found)
		}
	}
}

// ClockCheck returns the time in UTC, and whether the kernel knows the clock to be synchronized. A clock that is not
// is not wrong, because many machines keep good time by other means.
func ClockCheck(now time.Time) Check {
	state, err := unix.Adjtimex(&unix.Timex{})
	kept := "synchronized with a time server"
	if err != nil || state == unix.TIME_ERROR {
		kept = "not known to be synchronized with a time server"
	}
	return Check{"clock", now.UTC().Format("2006-01-02 15:04:05") + " UTC, " + kept, now.Year() < releaseYear}
}

// releaseYear is when followup was first released. An earlier clock is wrong.
const releaseYear = 2026

// ZoneCheck returns the time in loc, for the user to compare with a clock on the wall, and the last day before the
// clocks change next.
func ZoneCheck(loc *time.Location, now time.Time) Check {
	found := phrase.Stamp(now, loc)
	if loc != time.Local {
		found += " in " + loc.String()
	}
	if _, next := now.In(loc).ZoneBounds(); !next.IsZero() {
		found += "; the clocks change " + next.Add(-time.Second).In(loc).Format("Mon 2 Jan 2006")
	}
	return Check{"zone", found, false}
}
