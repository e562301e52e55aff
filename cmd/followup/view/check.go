package view

import (
	"fmt"
	"time"

	"golang.org/x/sys/unix"

	"followup/cmd/followup/dates"
	"followup/cmd/followup/phrase"
	"followup/rules"
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

// ZoneCheck returns the time in loc, for the user to compare with a clock on the wall, and when the clocks change next,
// as they show it before. source says where the machine has the zone; it is "" if the config names it.
func ZoneCheck(loc *time.Location, source string, now time.Time) Check {
	found := phrase.Stamp(now, loc) + " in " + loc.String()
	if source != "" {
		found += " (" + source + ")"
	}
	at, by, ok := rules.NextClockChange(loc, now)
	if !ok {
		return Check{"zone", found + "; the clocks do not change", false}
	}
	_, offset := at.Add(-time.Second).In(loc).Zone()
	way := "forward"
	if by < 0 {
		way, by = "back", -by
	}
	found += fmt.Sprintf("; on %s the clocks go %s by %s",
		at.In(time.FixedZone("", offset)).Format("Mon 2 Jan 2006 15:04"), way, dates.FormatDuration(by))
	return Check{"zone", found, false}
}
