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

// openers are words that have a capital only because they came first. Any other word may be a name.
var openers = strings.Fields(`The A An This That Your Their His Her Our My How What Why Where When Some Many More Over
	Several One Two Three Four Five Six Seven Eight Nine Ten Twelve Fifteen Twenty Building Leading Managing Moving
	Planning Running Working`)

// talkedAbout matches how people begin a topic, which the letters put after "we talked about".
var talkedAbout = lazy(`(?i)^((we )?(talked|spoke|chatted) (a lot )?about|(we )?discussed|discussing|talking about|` +
	`about)\s+`)

// topicOnly returns the topic without what the letters say themselves, addressed to the reader.
func topicOnly(s string) string {
	s = talkedAbout().ReplaceAllString(s, "")
	if rest, found := strings.CutPrefix(s, "their "); found {
		s = "your " + rest
	}
	return s
}

// did are verbs with which people begin what they have done, without "I". Words that may also be adjectives, such as
// "experienced" or "trained", are not among them.
var did = strings.Fields(`managed led ran built planned organised organized supervised coordinated developed designed
	introduced created founded improved worked taught wrote grew have`)

// fitOnly returns why the user fits. The end of a sentence becomes a whole one.
func fitOnly(s string) string {
	if rest, found := strings.CutPrefix(s, "because "); found {
		s = rest
	}
	if rest, found := strings.CutPrefix(s, "has "); found {
		s = "have " + rest
	}
	if first, _, more := strings.Cut(s, " "); more && slices.Contains(did, first) {
		s = "I " + s
	}
	return s
}

// phraseOrSentence returns s as a phrase or as a sentence; the other is empty. "The new rota." becomes the phrase
// "the new rota", "We spoke about rotas" a sentence.
func phraseOrSentence(s string) (phrase, sentence string) {
	if s == "" {
		return "", ""
	}
	if isSentence(s) {
		return "", stop(rules.Capital(s))
	}
	s = strings.TrimRight(s, ".,;:!? ")
	first, rest, _ := strings.Cut(s, " ")
	if rest != "" && slices.Contains(openers, first) {
		s = strings.ToLower(first) + " " + rest
	}
	// "my background – ten years …", not "my background – my ten years …"
	return strings.TrimPrefix(s, "my "), ""
}

var (
	subjectFirst = lazy(`^([Ii]|[Ww]e|[Yy]ou|[Tt]hey|[Hh]e|[Ss]he|[Ii]t)(['’][a-z]+)?\s`) // but not "IT"
	myIs         = lazy(`^[Mm]y\s.*\s(is|are|was|were|has|have|includes?)\s`)
	twoSentences = lazy(`\pL{4}[.!?]\s+\p{Lu}`) // four letters, so that "Inc." and "Prof." end nothing
)

// lazy returns an expression that is compiled when first used, because most commands write no letter.
func lazy(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}

func isSentence(s string) bool {
	return subjectFirst().MatchString(s) || myIs().MatchString(s) || twoSentences().MatchString(s)
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
