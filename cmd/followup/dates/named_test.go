package dates

import (
	"testing"
	"time"

	"followup/rules"
)

// TestNamedPromise: a day is told from words for a time around it, which a letter must not turn into a day.
func TestNamedPromise(t *testing.T) {
	for text, want := range map[string]bool{
		"we decide by Friday":                 true,
		"by friday afternoon":                 true,
		"at the latest on Friday":             true,
		"Friday at the latest":                true,
		"this Friday":                         true,
		"Friday of next week":                 true,
		"the 18th":                            true,
		"by 5pm on the 18th":                  true,
		"by 11 December":                      true,
		"Friday, 11 December":                 true,
		"December 11th, 2026":                 true,
		"2026-12-11":                          true,
		"10 to 14 January":                    true,
		"tomorrow":                            true,
		"by the end of the week":              true,
		"end of next week":                    true,
		"eow":                                 true,
		"within 10 working days":              true,
		"we will let you know in two weeks":   true,
		"mid-January, the 18th at the latest": true,
		"not before Tuesday, but by Friday at the latest": true,

		"by the end of January":           false,
		"by the end of the year":          false,
		"end of the month":                false,
		"not before Christmas":            false,
		"before Christmas":                false,
		"by Christmas":                    false,
		"before Friday":                   false,
		"early January":                   false,
		"we hope for early January":       false,
		"mid-January":                     false,
		"a mediados de diciembre":         false,
		"la semana que viene":             false,
		"antes de fin de mes":             false,
		"late January":                    false,
		"beginning of January":            false,
		"in January":                      false,
		"in a couple of weeks":            false,
		"in a few weeks":                  false,
		"the next few days":               false,
		"in two or three weeks":           false,
		"in 2-3 weeks":                    false,
		"in a week or two":                false,
		"in about two weeks":              false,
		"around the 18th":                 false,
		"on 7 January or thereabouts":     false,
		"in a month":                      false,
		"next week":                       false,
		"early next week":                 false,
		"the week of 14 December":         false,
		"in the new year":                 false,
		"after Easter":                    false,
		"not before Tuesday":              false,
		"Monday at the earliest":          false,
		"we won't decide before the 18th": false,
	} {
		said := day(t, "2026-12-09")
		p := ReadPromise(text, said, german(t))
		if p.Kind != Promised || p.Named != want {
			t.Errorf("%q: %s, named %t; want %t", text, told(p), p.Named, want)
		}
		if got := Guessed(text, said, p.Day, german(t)); got == want {
			t.Errorf("%q: the day is a guess: %t", text, got)
		}
		if Guessed(text, said, p.Day.AddDays(1), german(t)) {
			t.Errorf("%q: another day, which the user named, is a guess", text)
		}
	}
}

// TestGuessed: a day may be guessed from one of several words that were told apart.
func TestGuessed(t *testing.T) {
	said := rules.Date{Year: 2026, Month: time.December, Day: 2}
	for _, tt := range []struct {
		words string
		day   int
		want  bool
	}{
		{"in a couple of weeks", 16, true},
		{"in a couple of weeks", 17, false}, // the user named that day
		{"in two weeks", 16, false},
		{"we decide by Friday; in a couple of weeks", 16, true},
		{"in a couple of weeks; we decide by Friday", 16, true},
		{"in a couple of weeks; we decide by Friday", 4, false},
		{"in a couple of days (about Wed 16 Dec 2026)", 16, true},
		{"by 16 December; in a couple of weeks", 16, false},
		{";", 16, false},
		{"", 16, false},
	} {
		day := rules.Date{Year: 2026, Month: time.December, Day: tt.day}
		if got := Guessed(tt.words, said, day, &rules.Calendar{}); got != tt.want {
			t.Errorf("%q, %s: guessed %t, want %t", tt.words, day, got, tt.want)
		}
	}
}
