package letters

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"followup/rules"
)

// stop adds a full stop, but not a second one after "Acme Inc.".
func stop(s string) string {
	if endsSentence(s) {
		return s
	}
	return s + "."
}

func lastRune(s string) rune {
	r := []rune(s)
	return r[len(r)-1]
}

// reply returns the subject of an answer to the given subject.
func reply(subject string) string {
	if len(subject) >= 3 && strings.EqualFold(subject[:3], "re:") {
		return subject
	}
	return "Re: " + subject
}

// day returns the day of t as seen from now: "today", "yesterday", "on Tuesday", "on 3 December". Unless the letter
// surely goes out today, the words are also right tomorrow.
func day(t, now time.Time, loc *time.Location, goesToday bool) string {
	d, today := rules.DateOf(t, loc), rules.DateOf(now, loc)
	read := today
	if !goesToday {
		read = today.AddDays(1)
	}
	switch days := d.DaysUntil(today); {
	case days == 0 && goesToday:
		return "today"
	case days == 1 && goesToday:
		return "yesterday"
	case days >= 0 && d.DaysUntil(read) < 7:
		return "on " + d.Weekday().String()
	}
	return "on " + dayAndMonth(d, today)
}

// lateEvening is how long before midnight a draft may be sent only after it.
const lateEvening = 2 * time.Hour

// goesToday reports whether the note of a step is surely sent on the day that its draft comes: it is not late in
// the evening, and there is no deadline on a later day.
func goesToday(s rules.Step, now time.Time, loc *time.Location) bool {
	today := rules.DateOf(now, loc)
	midnight := today.AddDays(1).At(0, loc)
	return now.Before(midnight.Add(-lateEvening)) && s.Deadline.Before(midnight)
}

// dayAndMonth returns "3 December", with the year if it differs from today's.
func dayAndMonth(d, today rules.Date) string {
	format := "2 January"
	if d.Year != today.Year {
		format = "2 January 2006"
	}
	return noon(d).Format(format)
}

// dateInWords returns "Friday, 4 December", or "" for the zero date.
func dateInWords(d, today rules.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.Weekday().String() + ", " + dayAndMonth(d, today)
}

// daysInWords returns "1 December", "1 and 8 December" or "28 November and 8 December", or "" for more than two days.
func daysInWords(days []rules.Date, today rules.Date) string {
	if len(days) > 2 {
		return ""
	}
	last := days[len(days)-1]
	words := dayAndMonth(last, today)
	if len(days) == 1 {
		return words
	}
	first := days[0]
	switch {
	case first.Year == last.Year && first.Month == last.Month:
		return strconv.Itoa(first.Day) + " and " + words
	case first.Year == last.Year:
		return dayAndMonth(first, first) + " and " + words // a year in words is that of both
	}
	return dayAndMonth(first, today) + " and " + words
}

func noon(d rules.Date) time.Time { return time.Date(d.Year, d.Month, d.Day, 12, 0, 0, 0, time.UTC) }

// bareRole strips a role so that a template can write "the … role" around it.
func bareRole(role string) string {
	role = rules.OneLine(role)
	words := strings.Fields(role)
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

// theirWords returns what they said, ready for quotation marks around it.
func theirWords(said string) string {
	return strings.TrimRight(strings.Trim(rules.OneLine(said), `"“”„«» `), ". ")
}

// phraseOrSentence returns a stored fact as a phrase or as a sentence; the other is empty. A sentence is stored with
// its final stop, and a phrase without one.
func phraseOrSentence(stored string) (phrase, sentence string) {
	if stored != "" && strings.ContainsRune(".!?", lastRune(stored)) {
		return "", rules.Capital(stored)
	}
	return stored, ""
}

// lazy returns an expression that is compiled when first used, because most commands write no letter.
func lazy(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}

// quote returns the sender's own email, quoted under an attribution line. Quoted lines in it go one level deeper.
func quote(body string, sent rules.Date) string {
	lines := []string{"On " + sent.Long() + ", I wrote:"}
	for line := range strings.SplitSeq(strings.TrimRight(rules.Visible(body), "\r\n"), "\n") {
		switch line = strings.TrimRight(line, " \t\r"); {
		case line == "":
			lines = append(lines, ">")
		case strings.HasPrefix(line, ">"):
			lines = append(lines, ">"+line)
		default:
			lines = append(lines, "> "+line)
		}
	}
	return strings.Join(lines, "\n")
}
