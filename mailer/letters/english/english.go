// Package english has the letters in English, and what the language knows: how to greet, to name days and roles, and
// to read a fact.
package english

import (
	"embed"
	"io/fs"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
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

var numbers = strings.Fields("a two three four five six seven eight nine ten eleven twelve")

// Weeks returns "a week" or "two weeks".
func (Language) Weeks(n int) string {
	switch {
	case n == 1:
		return "a week"
	case n <= len(numbers):
		return numbers[n-1] + " weeks"
	}
	return strconv.Itoa(n) + " weeks"
}

// Reply returns "Re: …", and no second "Re:".
func (Language) Reply(subject string) string {
	if len(subject) >= 3 && strings.EqualFold(subject[:3], "re:") {
		return subject
	}
	return "Re: " + subject
}

// Attribution returns "On Tue 8 Dec 2026, I wrote:".
func (Language) Attribution(sent rules.Date) string { return "On " + sent.Long() + ", I wrote:" }

// Role returns a role without its article and without a noun that "the … role" has itself.
func (Language) Role(role string) string {
	words := strings.Fields(rules.OneLine(role))
	if len(words) > 1 && strings.EqualFold(words[0], "the") {
		words = words[1:]
	}
	if len(words) > 1 && slices.Contains([]string{"a", "an"}, words[0]) {
		words = words[1:]
	}
	if n := len(words); n > 1 && slices.Contains([]string{"role", "position", "job"}, strings.ToLower(words[n-1])) {
		words = words[:n-1]
	}
	return strings.Join(words, " ")
}

// posts are nouns for what one applies for. A role that has one is called by it.
var posts = strings.Fields(`role position job post scheme internship apprenticeship traineeship fellowship placement
	program programme residency scholarship studentship secondment clerkship lectureship professorship directorship
	vacancy opening opportunity contract`)

// prepositions end the noun of a role, as in "internship in marketing".
var prepositions = strings.Fields("of in for at with on to as by under and - – / | (")

// forAll matches "(m/w/d)" and its like, which employers have to add and nobody says.
var forAll = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)\s*[(\[]\s*(?:[a-z]{1,3}\*?)(?:\s*[/|,]\s*[a-z*]{1,3})+\s*[)\]]`)
})

// TheRole returns "the staff nurse role", but "the graduate scheme" and "the internship in marketing".
func (l Language) TheRole(role string) string {
	role = l.Role(role)
	if spoken := strings.TrimSpace(forAll().ReplaceAllString(role, "")); spoken != "" {
		role = spoken
	}
	words := strings.Fields(strings.ToLower(role))
	if i := slices.IndexFunc(words, endsNoun); i > 0 {
		words = words[:i]
	}
	if n := len(words); n > 0 && slices.Contains(posts, strings.Trim(words[n-1], ",;:")) {
		return "the " + role
	}
	return "the " + role + " role"
}

func endsNoun(word string) bool {
	return slices.Contains(prepositions, word) || strings.HasPrefix(word, "(")
}
