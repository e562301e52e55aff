package main

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"followup/rules"
)

// The values of the config file that are more than a word or a number. Each reads itself, so that what is wrong is
// reported with its line.
type (
	hours    struct{ rules.Hours }
	clock    struct{ rules.TimeOfDay }
	date     struct{ rules.Date }
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

func (d *duration) UnmarshalText(text []byte) error {
	v, err := parseDuration(string(text))
	*d = duration(v)
	return err
}

func (d duration) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// String is "2h", "1h30m", "45m": what parseDuration reads, without the zeros that time.Duration shows.
func (d duration) String() string {
	s := time.Duration(d).String()
	if strings.HasSuffix(s, "m0s") {
		s = strings.TrimSuffix(s, "0s")
	}
	if strings.HasSuffix(s, "h0m") {
		s = strings.TrimSuffix(s, "0m")
	}
	return s
}

// units are the words for hours and minutes, the longer ones first.
var units = strings.NewReplacer("minutes", "m", "minute", "m", "mins", "m", "min", "m", "hours", "h", "hour", "h", "hrs", "h", "hr", "h", " ", "")

// clockLike is "1:30", for an hour and a half.
var clockLike = regexp.MustCompile(`^(\d{1,2}):(\d{2})$`)

// parseDuration reads "90m", "1h30m", "45 min" and "1:30", and says what is missing from a bare number.
func parseDuration(s string) (time.Duration, error) {
	if _, err := strconv.ParseFloat(s, 64); err == nil && s != "0" {
		return 0, fmt.Errorf(`%q has no unit; write "%sh" for hours or "%sm" for minutes`, s, s, s)
	}
	plain := clockLike.ReplaceAllString(units.Replace(strings.ToLower(s)), "${1}h${2}m")
	d, err := time.ParseDuration(plain)
	if err != nil {
		return 0, fmt.Errorf(`%q is not a duration like "45m" or "1h30m"`, s)
	}
	return d, nil
}
