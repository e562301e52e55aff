package main

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"followup/cmd/followup/dates"
	"followup/rules"
)

// The values of the config file that are more than a word or a number. Each reads itself, so that what is wrong is
// reported with its line.
type (
	hours    struct{ rules.Hours }
	clock    struct{ rules.TimeOfDay }
	date     struct{ rules.Date }
	weekday  struct{ time.Weekday }
	duration time.Duration
)

func (h *hours) UnmarshalText(text []byte) (err error) {
	h.Hours, err = rules.ParseHours(string(text))
	return err
}

func (h hours) MarshalText() ([]byte, error) { return []byte(h.String()), nil }

func (c *clock) UnmarshalText(text []byte) (err error) {
	c.TimeOfDay, err = rules.ParseTimeOfDay(string(text))
	return err
}

func (c clock) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

func (d *date) UnmarshalText(text []byte) (err error) {
	d.Date, err = rules.ParseDate(string(text))
	return err
}

func (d date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads "fri" or "Friday".
func (d *weekday) UnmarshalText(text []byte) error {
	for day := time.Sunday; day <= time.Saturday; day++ {
		if name := day.String(); strings.EqualFold(string(text), name) || strings.EqualFold(string(text), name[:3]) {
			d.Weekday = day
			return nil
		}
	}
	return fmt.Errorf(`%q is not a day of the week; write it like "fri" or "friday"`, text)
}

func (d weekday) MarshalText() ([]byte, error) { return []byte(strings.ToLower(d.String()[:3])), nil }

func (d *duration) UnmarshalText(text []byte) error {
	v, err := parseDuration(string(text))
	*d = duration(v)
	return err
}

func (d duration) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

func (d duration) String() string { return dates.FormatDuration(time.Duration(d)) }

// parseDuration reads what dates.Duration does, but says what is missing from a bare number.
func parseDuration(s string) (time.Duration, error) {
	if _, err := strconv.ParseFloat(s, 64); err == nil && s != "0" {
		return 0, fmt.Errorf(`%q has no unit; write "%sh" for hours or "%sm" for minutes`, s, s, s)
	}
	return dates.Duration(s)
}
