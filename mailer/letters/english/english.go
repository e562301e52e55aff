// Package english has the letters in English, and what the language knows: how to greet, to name days and roles, and
// to read a fact.
package english

import (
	"embed"
	"io/fs"
	"strconv"
	"strings"
	"time"

	"followup/rules"
)

//go:embed *.txt
var texts embed.FS

// Language is English.
type Language struct{}

// Letters has the letters.
func (Language) Letters() fs.FS { return texts }

// SignOff is what stands above the sender's name.
func (Language) SignOff() string { return "Kind regards" }

// Team is what the people around the recipient are called.
func (Language) Team() string { return "your team" }

// Placeholders are words that stand for a fact.
func (Language) Placeholders() []string { return []string{"NAME", "COMPANY", "ROLE"} }

// Today and Yesterday are days as seen from now.
func (Language) Today() string { return "today" }

// Yesterday is the day before.
func (Language) Yesterday() string { return "yesterday" }

// OnWeekday returns "on Tuesday".
func (Language) OnWeekday(day time.Weekday) string { return "on " + day.String() }

// OnDate returns "on 1 December", with the year if that is wanted.
func (Language) OnDate(d rules.Date, withYear bool) string { return "on " + dayAndMonth(d, withYear) }

// Date returns "Tuesday, 1 December", with the year if that is wanted.
func (Language) Date(d rules.Date, withYear bool) string {
	return d.Weekday().String() + ", " + dayAndMonth(d, withYear)
}

func dayAndMonth(d rules.Date, withYear bool) string {
	format := "2 January"
	if withYear {
		format = "2 January 2006"
	}
	return time.Date(d.Year, d.Month, d.Day, 12, 0, 0, 0, time.UTC).Format(format)
}

// Dates returns "1 December", "1 and 8 December" or "28 November and 8 December". A year that is not today's is that of
// both.
func (Language) Dates(days []rules.Date, today rules.Date) string {
	first, last := days[0], days[len(days)-1]
	words := dayAndMonth(last, last.Year != today.Year)
	switch {
	case len(days) == 1:
		return words
	case first.Year == last.Year && first.Month == last.Month:
		return strconv.Itoa(first.Day) + " and " + words
	case first.Year == last.Year:
		return dayAndMonth(first, false) + " and " + words
	}
	return dayAndMonth(first, first.Year != today.Year) + " and " + words
}

// Clock returns the time by a clock of 24 hours.
func (Language) Clock(t time.Time) string { return t.Format("15:04") }

// Reply returns "Re: …", and no second "Re:".
func (Language) Reply(subject string) string {
	if len(subject) >= 3 && strings.EqualFold(subject[:3], "re:") {
		return subject
	}
	return "Re: " + subject
}

// Attribution returns "On Tue 8 Dec 2026, I wrote:".
func (Language) Attribution(sent rules.Date) string { return "On " + sent.Long() + ", I wrote:" }
