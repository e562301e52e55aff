package main

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/spf13/pflag"

	"followup/cmd/followup/dates"
	"followup/cmd/followup/form"
	"followup/rules"
)

// TestExamplesOfTimes checks that the times in the help can be read on every day of the week, and at every hour.
func TestExamplesOfTimes(t *testing.T) {
	set := pflag.NewFlagSet("", pflag.ContinueOnError)
	new(form.Form).Register(set)
	set.AddFlag(heardCommand(new(world)).Flags().Lookup("until"))
	read := map[string]func(string, time.Time) error{
		"at": func(s string, now time.Time) error {
			_, err := dates.Time(s, now, time.UTC, dates.Nearest)
			return err
		},
	}
	read["decision-by"] = func(s string, now time.Time) error {
		_, err := dates.Deadline(s, rules.DateOf(now, time.UTC), &rules.Calendar{})
		return err
	}
	read["until"] = read["decision-by"]
	for flag, try := range read {
		examples := regexp.MustCompile(`"([^"]+)"`).FindAllStringSubmatch(set.Lookup(flag).Usage, -1)
		if len(examples) < 3 {
			t.Errorf("--%s has the examples %v", flag, examples)
		}
		for _, example := range examples {
			for hours := range 7 * 24 {
				now := time.Date(2026, 12, 7, hours, 30, 0, 0, time.UTC)
				if err := try(example[1], now); err != nil {
					t.Errorf("--%s %q on %s: %v", flag, example[1], now.Format("Mon 15:04"), err)
				}
			}
		}
	}
}

// TestPhrasesOfPages: the phrases that the documentation recommends are read on every day of the week, and at every
// hour.
func TestPhrasesOfPages(t *testing.T) {
	for path, lead := range map[string]string{
		"docs/dates.md":     "These are understood:",
		"docs/daily-use.md": "Type them as you would say them:",
	} {
		_, list, _ := strings.Cut(readPage(t, path), lead)
		list, _, _ = strings.Cut(list, ".\n")
		list, _, _ = strings.Cut(list, ". ")
		phrases := regexp.MustCompile("`([^`]+)`").FindAllStringSubmatch(list, -1)
		if len(phrases) < 5 {
			t.Errorf("%s has the phrases %q", path, phrases)
		}
		for _, phrase := range phrases {
			for hours := range 7 * 24 {
				now := time.Date(2026, 12, 7, hours, 30, 0, 0, time.UTC)
				_, _, err := dates.TimeOrDay(phrase[1], now, time.UTC, dates.Future)
				_, noDeadline := dates.Deadline(phrase[1], rules.DateOf(now, time.UTC), &rules.Calendar{})
				if err != nil && noDeadline != nil {
					t.Errorf("%s on %s: %v", path, now.Format("Mon 15:04"), err)
				}
			}
		}
	}
}
