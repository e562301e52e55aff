package english

import (
	"testing"
	"time"

	"followup/rules"

	"followup/mailer/letters/facttest"
)

// TestDays: the United States have the month first, and a clock of twelve hours.
func TestDays(t *testing.T) {
	british, american := Language{}, Language{American: true}
	day := func(year int, month time.Month, day int) rules.Date {
		return rules.Date{Year: year, Month: month, Day: day}
	}
	friday, sunday := day(2026, 12, 4), day(2026, 12, 13)
	three := time.Date(2026, 12, 4, 15, 5, 0, 0, time.UTC)
	for _, tt := range []struct {
		what           string
		say            func(Language) string
		there, inTheUS string
	}{
		{"a day", func(l Language) string { return l.OnDate(friday, false) }, "on 4 December", "on December 4"},
		{"its weekday", func(l Language) string { return l.Date(friday, false) },
			"Friday, 4 December", "Friday, December 4"},
		{"its year", func(l Language) string { return l.Date(friday, true) },
			"Friday, 4 December 2026", "Friday, December 4, 2026"},
		{"a month", func(l Language) string { return l.Month(friday, false) }, "December", "December"},
		{"a month of another year", func(l Language) string { return l.Month(friday, true) },
			"December 2026", "December 2026"},
		{"a weekend", func(l Language) string { return l.DayBy(sunday, false) }, "13 December", "December 13"},
		{"two days of a month", func(l Language) string { return l.Dates([]rules.Date{friday, sunday}, friday) },
			"4 and 13 December", "December 4 and 13"},
		{"days of two months", func(l Language) string {
			return l.Dates([]rules.Date{day(2026, 11, 28), friday}, friday)
		}, "28 November and 4 December", "November 28 and December 4"},
		{"an earlier email", func(l Language) string { return l.Attribution(friday) },
			"On Fri 4 Dec 2026, I wrote:", "On Fri, Dec 4, 2026, I wrote:"},
		{"the afternoon", func(l Language) string { return l.Clock(three) }, "15:05", "3:05 PM"},
	} {
		if got := tt.say(british); got != tt.there {
			t.Errorf("%s: %q, want %q", tt.what, got, tt.there)
		}
		if got := tt.say(american); got != tt.inTheUS {
			t.Errorf("%s in the United States: %q, want %q", tt.what, got, tt.inTheUS)
		}
	}
}

func TestTellsTime(t *testing.T) {
	facttest.Each(t, lang.TellsTime, map[string]bool{
		"the full council meets on 14 December": true, "not before Easter": true, "give us another week": true,
		"we are still interviewing": false, "it is not decided": false, "may be": false, "": false,
	})
}

// TestAClockOfTwelveHours: outside of the United States, it has small letters and no minutes that are none.
func TestAClockOfTwelveHours(t *testing.T) {
	l := Language{TwelveHours: true}
	for want, at := range map[string]time.Time{
		"2 pm":    time.Date(2026, 12, 4, 14, 0, 0, 0, time.UTC),
		"9:30 am": time.Date(2026, 12, 4, 9, 30, 0, 0, time.UTC),
		"12 pm":   time.Date(2026, 12, 4, 12, 0, 0, 0, time.UTC),
	} {
		if got := l.Clock(at); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
