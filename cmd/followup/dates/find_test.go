package dates

import (
	"testing"

	"followup/rules"
)

// TestFind: what was said on Wednesday, 9 December 2026.
func TestFind(t *testing.T) {
	const doubt = "in doubt"
	for _, tt := range []struct{ text, words, day string }{
		{"we will let you know in two weeks", "in two weeks", "2026-12-23"},
		{"You will hear from us by Friday.", "by Friday", "2026-12-11"},
		{"by the end of next week", "by the end of next week", "2026-12-18"},
		{"a decision next week, we hope", "next week", "2026-12-18"},
		{"it takes us two to three weeks", "two to three weeks", "2026-12-30"},
		{"we will call on Monday, 14 December, at the latest", "on Monday, 14 December, at the latest", "2026-12-14"},
		{"we need one more week", "one more week", "2026-12-16"},
		{"give us another two weeks", "two weeks", "2026-12-23"},
		{"another week", "another week", "2026-12-16"},
		{"by next week at the latest", "by next week at the latest", "2026-12-18"},
		{"you will hear on Wednesday", "on Wednesday", doubt},

		{"", "", ""},
		{"we will be in touch soon", "", ""},
		{"we have to talk to two more candidates", "", ""},
		{"we sat down with the team yesterday", "", ""},
		{"we decide today", "", ""},
		{"you are the best of 3.5 candidates", "", ""},
		{"we are there 24/7", "", ""},
	} {
		t.Run(tt.text, func(t *testing.T) {
			loc := zone(t, "Europe/Berlin")
			words, day := Find(tt.text, said(loc), loc)
			got := day.String()
			if words != "" && day == (rules.Date{}) {
				got = doubt
			}
			if words != tt.words || got != tt.day {
				t.Errorf("got %q, %s; want %q, %s", words, got, tt.words, tt.day)
			}
		})
	}
}
