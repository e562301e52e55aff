package config

import (
	"fmt"
	"strings"
	"time"

	"followup/cmd/followup/dates"
	"followup/rules"
)

// The values of the config file that are more than a word or a number. Each has an UnmarshalText of its own, so that
// an error is reported with the line of the value.
type (
	// Hours are the hours of a day, such as "08:00-21:00".
	Hours struct{ rules.Hours }
	// TimeOfDay is a time such as "09:00".
	TimeOfDay struct{ rules.TimeOfDay }
	// Date is a day such as "2026-12-24".
	Date struct{ rules.Date }
	// Weekday is a day of the week such as "fri" or "Friday".
	Weekday struct{ time.Weekday }
	// Duration is a time such as "2h" or "1h30m".
	Duration time.Duration
)

// UnmarshalText implements [encoding.TextUnmarshaler].
func (h *Hours) UnmarshalText(text []byte) (err error) {
	h.Hours, err = rules.ParseHours(string(text))
	return err
}

// MarshalText implements [encoding.TextMarshaler].
func (h Hours) MarshalText() ([]byte, error) { return []byte(h.String()), nil }

// UnmarshalText implements [encoding.TextUnmarshaler].
func (c *TimeOfDay) UnmarshalText(text []byte) (err error) {
	c.TimeOfDay, err = rules.ParseTimeOfDay(string(text))
	return err
}

// MarshalText implements [encoding.TextMarshaler].
func (c TimeOfDay) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText implements [encoding.TextUnmarshaler].
func (d *Date) UnmarshalText(text []byte) (err error) {
	d.Date, err = rules.ParseDate(string(text))
	return err
}

// MarshalText implements [encoding.TextMarshaler].
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads "fri" or "Friday".
func (d *Weekday) UnmarshalText(text []byte) error {
	for day := time.Sunday; day <= time.Saturday; day++ {
		if name := day.String(); strings.EqualFold(string(text), name) || strings.EqualFold(string(text), name[:3]) {
			d.Weekday = day
			return nil
		}
	}
	return fmt.Errorf(`%q is not a day of the week; write it like "fri" or "friday"`, text)
}

// MarshalText implements [encoding.TextMarshaler].
func (d Weekday) MarshalText() ([]byte, error) { return []byte(strings.ToLower(d.String()[:3])), nil }

// UnmarshalText implements [encoding.TextUnmarshaler].
func (d *Duration) UnmarshalText(text []byte) error {
	v, err := dates.DurationWithUnit(string(text))
	*d = Duration(v)
	return err
}

// MarshalText implements [encoding.TextMarshaler].
func (d Duration) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// String returns the duration as the config file has it.
func (d Duration) String() string { return dates.FormatDuration(time.Duration(d)) }
