package main

import (
	"time"

	"followup/cmd/followup/dates"
	"followup/rules"
)

// parseTime reads a moment as people say it, in the given zone.
func (a *app) parseTime(flag, s string, loc *time.Location, dir dates.Direction) (time.Time, error) {
	t, err := dates.Time(s, a.now(), loc, dir)
	if err != nil {
		return t, usagef("--%s %w", flag, err)
	}
	return t, nil
}

// parseDay reads the day by which they decide, as people say it; "" is no date.
func (a *app) parseDay(flag, s string, p rules.Policy) (rules.Date, error) {
	if s == "" {
		return rules.Date{}, nil
	}
	d, err := dates.Deadline(s, rules.DateOf(a.now(), p.Location), p.Calendar)
	if err != nil {
		return d, usagef("--%s %w", flag, err)
	}
	return d, nil
}
