package letters

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode"

	"followup/rules"
)

// stop ends a sentence without doubling the full stop of "Acme Inc.".
func stop(s string) string {
	if bare := strings.TrimRight(s, `"'”’)»`); bare != "" && strings.ContainsRune(".!?…。！？", lastRune(bare)) {
		return s
	}
	return s + "."
}

func lastRune(s string) rune {
	r := []rune(s)
	return r[len(r)-1]
}

// reply is the subject of an answer to the given one.
func reply(subject string) string {
	if len(subject) >= 3 && strings.EqualFold(subject[:3], "re:") {
		return subject
	}
	return "Re: " + subject
}

// day words the day of t as seen from now: "today", "yesterday", "on Tuesday", "on 3 December". In a letter that
// does not surely go out today it is worded so that it is as right tomorrow.
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

// lateEvening is how long before midnight a draft may well be sent after it.
const lateEvening = 2 * time.Hour

// goesToday reports whether the note of a step is surely sent on the day that its draft comes: it is not late in the
// evening, and no deadline on another day leaves time.
func goesToday(s rules.Step, now time.Time, loc *time.Location) bool {
	today := rules.DateOf(now, loc)
	midnight := today.AddDays(1).At(0, loc)
	return now.Before(midnight.Add(-lateEvening)) && s.Deadline.Before(midnight)
}

// dayAndMonth is "3 December", with the year where it is another one than today's.
func dayAndMonth(d, today rules.Date) string {
	format := "2 January"
	if d.Year != today.Year {
		format = "2 January 2006"
	}
	return noon(d).Format(format)
}

// dateInWords is "Friday, 4 December", or "" for none.
func dateInWords(d, today rules.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.Weekday().String() + ", " + dayAndMonth(d, today)
}

// daysInWords is "1 December", "1 and 8 December" or "28 November and 8 December", or "" for more than two days.
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
		return dayAndMonth(first, first) + " and " + words // whose year, if it has one, is both's
	}
	return dayAndMonth(first, today) + " and " + words
}

func noon(d rules.Date) time.Time { return time.Date(d.Year, d.Month, d.Day, 12, 0, 0, 0, time.UTC) }

// bareRole lets a template write "the … role" around any role.
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

// theirWords is what they said, fit to stand between quotation marks.
func theirWords(said string) string {
	return strings.TrimRight(strings.Trim(rules.OneLine(said), `"“”„«» `), ". ")
}

// openers are words that were typed with a capital only because they came first. Of any other word nobody can tell
// whether it is a name.
var openers = strings.Fields(`The A An This That Your Their His Her Our My How What Why Where When Some Many More Over
	Several One Two Three Four Five Six Seven Eight Nine Ten Twelve Fifteen Twenty Building Leading Managing Moving
	Planning Running Working`)

// talkedAbout is how people begin a topic that is to follow "we talked about".
var talkedAbout = lazy(`(?i)^((we )?(talked|spoke|chatted) (a lot )?about|(we )?discussed|discussing|talking about|about)\s+`)

// topicOnly is the topic without what the letters say themselves, in the words of one who speaks to them.
func topicOnly(s string) string {
	s = talkedAbout().ReplaceAllString(s, "")
	if rest, found := strings.CutPrefix(s, "their "); found {
		s = "your " + rest
	}
	return s
}

// did is how people begin what they have done, without saying "I". Words that may also be an adjective, such as
// "experienced" or "trained", are not among them.
var did = strings.Fields(`managed led ran built planned organised organized supervised coordinated developed designed
	introduced created founded improved worked taught wrote grew have`)

// fitOnly is why the user fits, as a sentence where it was typed as the end of one.
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

// phraseOrSentence tells "The new rota.", which fits into a sentence as "the new rota", from "We spoke about rotas",
// which is one. At most one of the two is not empty.
func phraseOrSentence(s string) (phrase, sentence string) {
	if s == "" {
		return "", ""
	}
	if isSentence(s) {
		return "", stop(Capital(s))
	}
	s = strings.TrimRight(s, ".,;:!? ")
	first, rest, _ := strings.Cut(s, " ")
	if rest != "" && slices.Contains(openers, first) {
		s = strings.ToLower(first) + " " + rest
	}
	return strings.TrimPrefix(s, "my "), "" // "my background – ten years …", not "my background – my ten years …"
}

// Capital is s with a capital at its beginning.
func Capital(s string) string {
	if s == "" {
		return ""
	}
	first := []rune(s)
	return string(unicode.ToUpper(first[0])) + string(first[1:])
}

var (
	subjectFirst = lazy(`^([Ii]|[Ww]e|[Yy]ou|[Tt]hey|[Hh]e|[Ss]he|[Ii]t)(['’][a-z]+)?\s`) // but not "IT"
	myIs         = lazy(`^[Mm]y\s.*\s(is|are|was|were|has|have|includes?)\s`)
	twoSentences = lazy(`\pL{4}[.!?]\s+\p{Lu}`) // four letters, so that "Inc." and "Prof." end nothing
)

// lazy is an expression that is compiled at its first use: most commands write no letter.
func lazy(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}

func isSentence(s string) bool {
	return subjectFirst().MatchString(s) || myIs().MatchString(s) || twoSentences().MatchString(s)
}

// quote is an email of the sender's own, quoted under an attribution line. A quoted line becomes one of a deeper
// level.
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
