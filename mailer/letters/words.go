package letters

import (
	"strings"
	"time"
	"unicode/utf8"

	"followup/mailer/letters/fact"
	"followup/pattern"
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
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// day returns the day of t as seen from now: "today", "yesterday", "on Tuesday", "on 3 December". Unless the letter
// surely goes out today, the words are also right tomorrow.
func day(lang Language, t, now time.Time, loc *time.Location, goesToday bool) string {
	d, today := rules.DateOf(t, loc), rules.DateOf(now, loc)
	read := today
	if !goesToday {
		read = today.AddDays(1)
	}
	switch days := d.DaysUntil(today); {
	case days == 0 && goesToday:
		return lang.Today()
	case days == 1 && goesToday:
		return lang.Yesterday()
	case days >= 0 && d.DaysUntil(read) < 7:
		return lang.OnWeekday(d.Weekday())
	}
	return lang.OnDate(d, d.Year != today.Year)
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

// dateInWords returns "Friday, 4 December", or "" for the zero date.
func dateInWords(lang Language, d, today rules.Date) string {
	if d.IsZero() {
		return ""
	}
	return lang.Date(d, d.Year != today.Year)
}

// sureDays is for how many days the name of a month alone says which one it was.
const sureDays = 300

// month returns the month of d as seen from today: "November", or "November 2025" if that was some ten months ago.
func month(lang Language, d, today rules.Date) string {
	return lang.Month(d, d.DaysUntil(today) > sureDays)
}

// daysInWords returns "1 December" or "1 and 8 December", or "" for more than two days.
func daysInWords(lang Language, days []rules.Date, today rules.Date) string {
	if len(days) > 2 {
		return ""
	}
	return lang.Dates(days, today)
}

// maxHook, in characters, is the longest occasion that fits into a subject.
const maxHook = 60

// twoSentences matches the end of one before the beginning of another. It takes four letters, because "Inc." ends none.
var twoSentences = pattern.Lazy(`\pL{4}[.!?]\s+\p{Lu}`)

// hookSubject returns an occasion as a subject, or "" if it is long or more than one sentence.
func hookSubject(hook string) string {
	hook = strings.TrimRight(hook, ".… ")
	if utf8.RuneCountInString(hook) > maxHook || twoSentences.MatchString(hook) {
		return ""
	}
	return hook
}

// phraseOrSentence returns a stored fact as a phrase or as a sentence; the other is empty.
func phraseOrSentence(stored string) (phrase, sentence string) {
	if fact.IsSentence(stored) {
		return "", rules.Capital(stored)
	}
	return stored, ""
}

// quote returns the sender's own email, quoted under an attribution line. Quoted lines in it go one level deeper.
func quote(lang Language, body string, sent rules.Date) string {
	lines := []string{lang.Attribution(sent)}
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
