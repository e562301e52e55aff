package scheduler_test

import (
	"strings"
	"testing"
	"time"

	"followup/scheduler"
)

func TestParseSchedule(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 12, 1, 12, 0, 30, 0, time.UTC)
	tests := []struct{ name, spec, next string }{
		{"every minute", "* * * * *", "2026-12-01T12:01:00Z"},
		{"every five minutes from now", "@every 5m", "2026-12-01T12:05:30Z"},
		{"nine in the user's zone", "0 9 * * *", "2026-12-02T08:00:00Z"},
		{"nine in a zone of its own", "CRON_TZ=America/New_York 0 9 * * *", "2026-12-01T14:00:00Z"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s, err := scheduler.ParseSchedule(tt.spec, berlin, now)
			if err != nil {
				t.Fatal(err)
			}
			if got := s.Next(now).UTC().Format(time.RFC3339); got != tt.next {
				t.Errorf("next tick %s, want %s", got, tt.next)
			}
		})
	}
}

func TestParseScheduleRefuses(t *testing.T) {
	tests := []struct{ name, spec, says string }{
		{"nothing", "", "not a schedule"},
		{"a word", "hourly", "not a schedule"},
		{"a minute that does not exist", "61 * * * *", "not a schedule"},
		{"seconds, which are a sixth field", "0 * * * * *", "not a schedule"},
		{"a zone and nothing else, on which the library panics", "TZ=UTC", "not a schedule"},
		{"30 February, for which the library waits forever", "0 9 30 2 *", "never comes"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := scheduler.ParseSchedule(tt.spec, time.UTC, time.Now())
			if err == nil || !strings.Contains(err.Error(), tt.says) {
				t.Errorf("ParseSchedule(%q) = %v, want an error that says %q", tt.spec, err, tt.says)
			}
		})
	}
}

func TestScheduleWarning(t *testing.T) {
	now := time.Date(2026, 12, 1, 12, 0, 0, 0, time.UTC)
	for spec, poor := range map[string]bool{
		"* * * * *": false, "*/15 * * * *": false, "0 */2 * * *": false,
		"0 */3 * * *": true, "0 9 * * *": true, "* 8-20 * * *": true,
		"@every 2h": false, "@every 121m": true, "59 */2 * * *": false, "0 0-22/2,23 * * *": false,
		"0,59 1-23/2 * * *": false, "59 0-20/2 * * *": true, "* * * * 1-5": true, "* * 1-15 * *": true,
	} {
		s, err := scheduler.ParseSchedule(spec, time.UTC, now)
		if err != nil {
			t.Fatal(err)
		}
		if got := s.Warning(now); (got != "") != poor {
			t.Errorf("%s: warning %q, want one: %v", spec, got, poor)
		}
	}
}
