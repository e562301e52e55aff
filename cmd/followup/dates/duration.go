package dates

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"followup/pattern"
)

// units are the words for hours and minutes, the longer ones first.
var units = strings.NewReplacer("minutes", "m", "minute", "m", "mins", "m", "min", "m",
	"hours", "h", "hour", "h", "hrs", "h", "hr", "h", " ", "")

// clockLike matches "1:30", an hour and a half. Spreadsheets add seconds.
var clockLike = pattern.Lazy(`^(\d{1,2}):(\d{2})(?::00)?$`)

// Duration reads "90m", "1h30m", "45 min" and "1:30".
func Duration(s string) (time.Duration, error) {
	plain := clockLike.ReplaceAllString(units.Replace(strings.ToLower(s)), "${1}h${2}m")
	d, err := time.ParseDuration(plain)
	if err != nil {
		return 0, fmt.Errorf(`%q is not a duration like "45m", "1h30m" or "1:30"`, s)
	}
	return d, nil
}

// DurationWithUnit is like [Duration], but its error says so if a number has no unit.
func DurationWithUnit(s string) (time.Duration, error) {
	if _, err := strconv.ParseFloat(s, 64); err == nil && s != "0" {
		return 0, fmt.Errorf(`%q has no unit; write "%sh" for hours or "%sm" for minutes`, s, s, s)
	}
	return Duration(s)
}

// FormatDuration returns "2h", "1h30m" or "45m", which [Duration] reads. It drops the zeros that time.Duration shows.
func FormatDuration(d time.Duration) string {
	s := d.String()
	if strings.HasSuffix(s, "m0s") {
		s = strings.TrimSuffix(s, "0s")
	}
	if strings.HasSuffix(s, "h0m") {
		s = strings.TrimSuffix(s, "0m")
	}
	return s
}
