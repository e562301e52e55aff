package rules

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestDateAt(t *testing.T) {
	tests := []struct {
		name, zone, date, time, want string
	}{
		{"an ordinary morning", "Europe/Berlin", "2026-12-01", "09:00", "2026-12-01T09:00:00+01:00"},
		{"24:00 is the next midnight", "Europe/Berlin", "2026-12-31", "24:00", "2027-01-01T00:00:00+01:00"},
		{"a skipped hour means the first instant after it", "Europe/Berlin", "2027-03-28", "02:30",
			"2027-03-28T03:00:00+02:00"},
		{"a repeated hour means the first of the two", "Europe/Berlin", "2026-10-25", "02:30",
			"2026-10-25T02:30:00+02:00"},
		{"just after it there is only one", "Europe/Berlin", "2026-10-25", "03:00", "2026-10-25T03:00:00+01:00"},
		{"a repeated hour in the west", "America/New_York", "2026-11-01", "01:30", "2026-11-01T01:30:00-04:00"},
		{"Lord Howe skips half an hour", "Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-04T02:30:00+11:00"},
		{"Lord Howe repeats half an hour", "Australia/Lord_Howe", "2026-04-05", "01:45", "2026-04-05T01:45:00+11:00"},
		{"Santiago has a day without midnight", "America/Santiago", "2026-09-06", "00:00", "2026-09-06T01:00:00-03:00"},
		{"Apia had no 30 December 2011", "Pacific/Apia", "2011-12-30", "09:00", "2011-12-31T00:00:00+14:00"},
		{"the day before that in Apia", "Pacific/Apia", "2011-12-29", "21:00", "2011-12-29T21:00:00-10:00"},
		{"29 February", "Europe/London", "2028-02-29", "12:00", "2028-02-29T12:00:00Z"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			clock, err := ParseTimeOfDay(tt.time)
			if err != nil {
				t.Fatal(err)
			}
			if got := date(t, tt.date).At(clock, zone(t, tt.zone)).Format(time.RFC3339); got != tt.want {
				t.Errorf("%s %s in %s = %s, want %s", tt.date, tt.time, tt.zone, got, tt.want)
			}
		})
	}
}

// In every zone, the instant found shows the time asked for and no earlier instant does; or no instant shows it, and
// the one found is the first that shows a later time.
func TestDateAtIsTheFirst(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		loc := drawZone(t)
		near := drawStart(t, loc)
		if _, change := near.ZoneBounds(); !change.IsZero() && rapid.Bool().Draw(t, "at the change") {
			near = change.Add(time.Duration(rapid.IntRange(-90, 90).Draw(t, "minutes off")) * time.Minute)
		}
		day := DateOf(near, loc)
		minute := TimeOfDay(near.In(loc).Hour()*60 + near.In(loc).Minute())
		if rapid.Bool().Draw(t, "any minute") {
			minute = TimeOfDay(rapid.IntRange(0, 24*60).Draw(t, "minute"))
		}
		want := day.utc().Add(time.Duration(minute) * time.Minute)

		got := day.At(minute, loc)
		if shows := wallClock(got.In(loc)); shows.Before(want) {
			t.Fatalf("%s %s in %s is %s, which shows an earlier time", day, minute, loc, got)
		} else if before := wallClock(got.Add(-time.Minute).In(loc)); shows.After(want) && !before.Before(want) {
			t.Fatalf("%s %s in %s is %s, but a minute before already showed a later time", day, minute, loc, got)
		}
		for ago := time.Minute; ago < 26*time.Hour; ago += time.Minute {
			if wallClock(got.Add(-ago).In(loc)).Equal(want) {
				t.Fatalf("%s %s in %s is %s, but %s before showed it too", day, minute, loc, got, ago)
			}
		}
	})
}

func TestParseDateRefuses(t *testing.T) {
	for _, s := range []string{"", "2026-02-30", "2026-13-01", "01/12/2026", "2026-12-4", "tomorrow", "2026-12-04 "} {
		if d, err := ParseDate(s); err == nil {
			t.Errorf("ParseDate(%q) = %s, want an error", s, d)
		}
	}
}

func TestParseHours(t *testing.T) {
	for s, want := range map[string]Hours{"08:00-21:00": {480, 1260}, "00:00-24:00": {0, 1440},
		"09:30 - 17:45": {570, 1065}} {
		if got, err := ParseHours(s); err != nil || got != want {
			t.Errorf("ParseHours(%q) = %v, %v, want %v", s, got, err, want)
		}
	}
	for _, s := range []string{"", "08:00", "21:00-08:00", "08:00-08:00", "8-21", "08:00-25:00", "08:60-09:00"} {
		if got, err := ParseHours(s); err == nil {
			t.Errorf("ParseHours(%q) = %v, want an error", s, got)
		}
	}
}

func TestFirstMoments(t *testing.T) {
	tests := []struct {
		name, zone, at, want string
		hours                func(Policy, time.Time) time.Time
	}{
		{"within the waking hours it is now", "Europe/Berlin", "2026-12-01 14:00", "2026-12-01 14:00",
			Policy.firstWaking},
		{"their start is inside", "Europe/Berlin", "2026-12-01 08:00", "2026-12-01 08:00", Policy.firstWaking},
		{"their end is outside", "Europe/Berlin", "2026-12-01 21:00", "2026-12-02 08:00", Policy.firstWaking},
		{"before them it is their start", "Europe/Berlin", "2026-12-06 03:00", "2026-12-06 08:00",
			Policy.firstWaking},
		{"office hours start at send_at", "Europe/Berlin", "2026-12-01 08:30", "2026-12-01 09:00", Policy.firstOffice},
		{"their last minute is inside", "Europe/Berlin", "2026-12-04 20:59", "2026-12-04 20:59", Policy.firstOffice},
		{"on Friday evening it is Monday morning", "Europe/Berlin", "2026-12-04 21:00", "2026-12-07 09:00",
			Policy.firstOffice},
		{"a time at the end of the waking hours is moved back to that end", "Europe/Berlin", "2026-12-01 21:00",
			"2026-12-01 21:00", Policy.lastWakingEnd},
		{"a time before the waking hours is moved back to the day before",
			"Europe/Berlin", "2026-12-01 20:59", "2026-11-30 21:00", Policy.lastWakingEnd},
		{"at the end of the year", "Europe/Berlin", "2026-12-31 22:00", "2027-01-01 09:00", Policy.firstOffice},
		{"Apia's missing Friday leads to Monday", "Pacific/Apia", "2011-12-29 23:00", "2012-01-02 09:00",
			Policy.firstOffice},
		{"and in waking hours to Saturday", "Pacific/Apia", "2011-12-29 23:00", "2011-12-31 08:00",
			Policy.firstWaking},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := DefaultPolicy(zone(t, tt.zone))
			if got := tt.hours(p,
				clock(t, p.Location, tt.at)).In(p.Location).Format("2006-01-02 15:04"); got != tt.want {
				t.Errorf("from %s: %s, want %s", tt.at, got, tt.want)
			}
		})
	}
}
