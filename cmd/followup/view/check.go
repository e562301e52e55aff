package view

import (
	"time"

	"golang.org/x/sys/unix"

	"followup/cmd/followup/phrase"
)

// A Check is something that status --check looked at.
type Check struct {
	What  string `json:"what"`
	Found string `json:"found"`
	Wrong bool   `json:"wrong"`
}

// Look adds what --check found to a status.
func (s *Status) Look(checks []Check) {
	s.checks = checks
	for _, c := range checks {
		if c.Wrong {
			s.wrong = append(s.wrong, c.What+": "+c.Found)
		}
	}
}

// ClockCheck asks the kernel whether a time server keeps the clock right. It is not wrong if none does: many machines keep
// good time by other means.
func ClockCheck(now time.Time) Check {
	state, err := unix.Adjtimex(&unix.Timex{})
	kept := "kept by a time server"
	if err != nil || state == unix.TIME_ERROR {
		kept = "not known to be kept by a time server"
	}
	return Check{"clock", now.UTC().Format("2006-01-02 15:04:05") + " UTC, " + kept, now.Year() < releaseYear}
}

// releaseYear is when followup was first released. An earlier clock is wrong.
const releaseYear = 2026

// ZoneCheck returns the time in the zone, for the user to compare with a clock on the wall.
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
