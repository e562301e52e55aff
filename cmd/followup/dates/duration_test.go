package dates

import (
	"testing"
	"time"
)

func TestDuration(t *testing.T) {
	for in, want := range map[string]time.Duration{
		"45m": 45 * time.Minute, "45 min": 45 * time.Minute, "45 Minutes": 45 * time.Minute, "1 hour": time.Hour,
		"1hr":    time.Hour,
		"1h 30m": 90 * time.Minute, "1:30": 90 * time.Minute, "1:30:00": 90 * time.Minute, "2h": 2 * time.Hour, "0": 0,
	} {
		got, err := Duration(in)
		if err != nil || got != want {
			t.Errorf("%q: %s, %v; want %s", in, got, err, want)
		}
		if again, err := Duration(FormatDuration(got)); err != nil || again != got {
			t.Errorf("%q is written %q, which is read as %s, %v", in, FormatDuration(got), again, err)
		}
	}
	for _, in := range []string{"", "45", "1.5", "1:3", "1:30:15", "soon", "an hour", "1 day"} {
		if got, err := Duration(in); err == nil {
			t.Errorf("%q: %s, want an error", in, got)
		}
	}
}

// TestDurationWithUnit: a bare number is refused.
func TestDurationWithUnit(t *testing.T) {
	for in, want := range map[string]string{"2h": "2h", "90m": "1h30m", "45m": "45m", "1h0m0s": "1h", "30s": "30s",
		"0": "0s", "0h": "0s"} {
		d, err := DurationWithUnit(in)
		if err != nil || FormatDuration(d) != want {
			t.Errorf("DurationWithUnit(%q) = %s, %v, want %s", in, FormatDuration(d), err, want)
		}
	}
	for _, in := range []string{"", "2", "1.5", "two hours", "h"} {
		if d, err := DurationWithUnit(in); err == nil {
			t.Errorf("DurationWithUnit(%q) = %s, want an error", in, d)
		}
	}
}
