package dates

import (
	"slices"
	"strings"
	"sync"

	"followup/pattern"
)

// An utterance is what somebody said, split into words with a uniform spelling.
type utterance struct {
	fields []string // as they were written
	words  []word
}

type word struct {
	spelling string
	field    int  // the index of the field that it comes from
	pauses   bool // a comma follows
	ends     bool // the sentence ends with it
	read     bool // it was read as a part of a time
}

// mostInText is more words than people say about timing. It limits how long reading takes.
const mostInText = 200

const quotes = "\"'`“”„‘’«»()[]*_"

// newText splits a text into words. Words that are joined by hyphens and slashes are split too.
func newText(s string) (t utterance) {
	t.fields = strings.Fields(s)
	t.fields = t.fields[:min(len(t.fields), mostInText)]
	for i := 0; i < len(t.fields); i++ {
		english, n := inEnglish(t.fields[i:])
		if n == 0 || i > 0 && amForm.MatchString(t.fields[i-1]+" "+t.fields[i]) {
			t.add(i, marks.Replace(strings.ToLower(t.fields[i])))
			continue
		}
		words := strings.Fields(english)
		for _, w := range words[:len(words)-1] {
			t.add(i, w)
		}
		i += n - 1
		t.add(i, words[len(words)-1])
	}
	t.disambiguate()
	t.dropClocks()
	return t
}

// add adds the words of a field, and notes what its punctuation says.
func (t *utterance) add(i int, field string) {
	plain := strings.Trim(field, quotes+",:;.!?…-/")
	behind := strings.TrimLeft(field[strings.LastIndex(field, plain)+len(plain):], quotes)
	ends := strings.ContainsAny(behind, ";:!?…") || strings.Contains(behind, ".") && !dottedForm.MatchString(plain)
	if strings.HasPrefix(behind, ".") && digitForm.MatchString(plain) { // 18.12.
		plain += "."
	}
	for _, part := range strings.Fields(spelled(plain)) {
		t.words = append(t.words, word{spelling: part, field: i})
	}
	if last := len(t.words) - 1; last >= 0 { // for a lone dash, the word before it
		t.words[last].ends = t.words[last].ends || ends
		t.words[last].pauses = strings.Contains(behind, ",")
	}
}

// dropClocks removes times of day, which do not matter in a promise.
func (t *utterance) dropClocks() {
	kept := t.words[:0:0]
	for i := 0; i < len(t.words); i++ {
		w, n := t.words[i], 0
		if clockWord.MatchString(w.spelling) {
			n = 1
		} else if halfDay.MatchString(t.phrase(i, min(i+2, len(t.words)))) {
			n = 2
		}
		last := len(kept) - 1
		switch {
		case n == 0:
			kept = append(kept, w)
		case last >= 0 && i+n < len(t.words) && !t.words[i+n-1].ends &&
			slices.Contains([]string{"at", "before", "by"}, kept[last].spelling): // before 14:00 on Friday
			kept[last].spelling = "by"
		case last >= 0:
			kept[last].ends = kept[last].ends || t.words[i+n-1].ends
		}
		i += max(0, n-1)
	}
	t.words = kept
}

var (
	// amForm matches the English "am", which German has too.
	amForm    = pattern.Lazy(`(?i)^(?:i|\d{1,2}(?::\d\d)?) am$`)
	halfDay   = pattern.Lazy(`^\d{1,2}(?::\d\d)? [ap]m$`)
	clockWord = pattern.Lazy(`^(?:\d{1,2}(?::\d\d)?[ap]m|\d{1,2}:\d\d|noon|midnight|lunchtime)$`)

	marks = strings.NewReplacer("–", "-", "—", "-", "’", "'", "‘", "'", "\u00a0", " ", "&", "and")
	// dottedForm matches what a dot may follow within a sentence.
	dottedForm = pattern.Lazy(`^\d{1,2}(?:\.\d{1,2})?$|^(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|` +
		`mon|tues?|wed|thurs?|fri|approx|a\.m|p\.m)$`)
	digitForm  = pattern.Lazy(`^\d{1,2}(?:\.\d{1,2})?$`)
	joinedForm = pattern.Lazy(`([a-z])[-/]([a-z\d])|(\d)[-/]([a-z])`)
)

// spellings are other ways to write a word.
var spellings = sync.OnceValue(func() map[string]string {
	return map[string]string{
		"w/c": "week commencing", "w/e": "week ending", "wk": "week", "wks": "weeks",
		"midweek": "mid this week", "mid-week": "mid this week",
		"wd": "working days", "wds": "working days", "mth": "month", "mths": "months", "mos": "months",
		"hrs": "hours", "fortnight's": "fortnight",
		"xmas": "christmas", "approx": "about", "a.m": "am", "p.m": "pm", "midday": "noon",

		"fifth": "5th", "sixth": "6th", "seventh": "7th", "eighth": "8th",
		"ninth": "9th", "tenth": "10th", "eleventh": "11th", "twelfth": "12th",
		"thirteenth": "13th", "fourteenth": "14th", "fifteenth": "15th",
		"sixteenth": "16th", "seventeenth": "17th", "eighteenth": "18th",
		"nineteenth": "19th", "twentieth": "20th",
		"twenty-first": "21st", "twenty-second": "22nd", "twenty-third": "23rd", "twenty-fourth": "24th",
		"twenty-fifth": "25th", "twenty-sixth": "26th",
		"twenty-seventh": "27th", "twenty-eighth": "28th", "twenty-ninth": "29th",
		"thirtieth": "30th", "thirty-first": "31st",
	}
})

func spelled(s string) string {
	if other, ok := spellings()[s]; ok {
		return other
	}
	if isoDay.MatchString(s) {
		return s
	}
	for range 2 { // the ends of one match begin the next
		s = joinedForm.ReplaceAllString(s, "$1$3 $2$4")
	}
	return s
}

// disambiguate changes the spelling of words whose meaning depends on their neighbours: "may" as a verb, "second" as a
// day, "next" as a week.
func (t *utterance) disambiguate() {
	near := func(i int) string {
		if i < 0 || i >= len(t.words) {
			return ""
		}
		return t.words[i].spelling
	}
	for i := 0; i < len(t.words); i++ {
		w := &t.words[i]
		switch {
		case w.spelling == "may" && len(t.words) > 1 && !mayForm.MatchString(near(i-1)) &&
			!strings.ContainsAny(near(i+1), "0123456789"):
			w.spelling = "might"
		case w.spelling == "next" && near(i-1) != "after" &&
			(w.pauses || w.ends || near(i+1) == "" || mayFollow.MatchString(near(i+1))): // this week or early next
			if j := t.lastUnit(i); j >= 0 {
				t.words = slices.Insert(t.words, i+1, word{t.words[j].spelling, w.field, w.pauses, w.ends, false})
				t.words[i].pauses, t.words[i].ends = false, false
			}
		case near(i+1) == "of" && places[w.spelling] > 0 &&
			(months()[near(i+2)]+months()[near(i+3)] > 0 || near(i+3) == "month"):
			w.spelling = map[string]string{"first": "1st", "second": "2nd", "third": "3rd", "fourth": "4th"}[w.spelling]
		}
	}
}

// lastUnit returns the index of the last word up to i, in its sentence, that names a week or a longer stretch, or -1.
func (t utterance) lastUnit(i int) int {
	for start := t.sentenceStart(i); i >= start; i-- {
		if slices.Contains([]string{"week", "month", "quarter", "year"}, t.words[i].spelling) {
			return i
		}
	}
	return -1
}

var mayForm = pattern.Lazy(`^(?:in|by|early|mid|late|of|before|after|until|till|next|this|during|\d.*)$`)

func (t utterance) phrase(from, to int) string {
	var list []string
	for _, w := range t.words[from:to] {
		list = append(list, w.spelling)
	}
	return strings.Join(list, " ")
}

// quote returns words from to to-1 as they were written.
func (t utterance) quote(from, to int) string {
	return strings.Trim(strings.Join(t.fields[t.words[from].field:t.words[to-1].field+1], " "), quotes+",:;.!?…–—- ")
}

func (t utterance) sentenceEnd(from int) int {
	for from < len(t.words) && !t.words[from].ends {
		from++
	}
	return min(from+1, len(t.words))
}

func (t utterance) sentenceStart(at int) int {
	for at > 0 && !t.words[at-1].ends {
		at--
	}
	return at
}

// timeWords are words of which times consist, besides numbers, and the names of weekdays and months.
var timeWords = pattern.Words(`
	today tonight tomorrow yesterday day days week weeks fortnight fortnights month months quarter year hour hours
	weekend weekends weekday weekdays morning afternoon evening eod eow eom eoq eoy cob
	easter christmas pentecost whitsun ascension thanksgiving halloween holidays holiday break
	season vacation spring summer autumn winter semester ramadan diwali eid hanukkah passover bank ago
	since business play years
	workday workdays q1 q2 q3 q4`)

func isTimeWord(s string) bool {
	_, isWeekday := weekdays()[s]
	return isWeekday || months()[s] > 0 || timeWords.Has(s)
}

func (w word) isOfTime() bool {
	return strings.ContainsAny(w.spelling, "0123456789") ||
		isTimeWord(strings.TrimSuffix(w.spelling, "'s"))
}

// seldomTime are the time words that, alone, usually mean something else.
var seldomTime = pattern.Words("day hour hours morning afternoon evening break season play " +
	"business ago since bank years march mar may sat sun mon weekdays weekday workday today")

// namesATime reports whether a word alone names a time to come, even if that is no day.
func (w word) namesATime() bool {
	s := strings.TrimSuffix(w.spelling, "'s")
	if _, plural := weekdays()[strings.TrimSuffix(s, "s")]; plural && len(s) > len("thurs") {
		return true
	}
	return isTimeWord(s) && !seldomTime.Has(s) || dayNumber.MatchString(s)
}

var dayNumber = pattern.Lazy(`^\d{1,2}(?:st|nd|rd|th)$`)

// isBare reports whether a phrase is a time only together with others: "sat" and "3.5" may mean something else.
func (t utterance) isBare(s string) bool {
	_, weekday := weekdays()[s]
	digits := digitsForm.MatchString(s) && !wholeDigits.MatchString(s)
	return len(t.words) > 1 && (digits || len(s) < 4 && (weekday || months()[s] > 0) || s == "march")
}

var (
	digitsForm  = pattern.Lazy(`^\d[\d./-]*$`)
	wholeDigits = pattern.Lazy(`\d{4}|^\d{1,2}\.\d{1,2}\.$`)
)

// leavesOpen returns an error if a mention continues in words that were not read: two weeks after what?
func (t utterance) leavesOpen(m mention) error {
	before, behind := "", ""
	if m.from > t.sentenceStart(m.from) {
		before = t.words[m.from-1].spelling
	}
	if end := t.sentenceEnd(m.to - 1); m.to < end {
		behind = t.phrase(m.to, min(m.to+3, end))
		if t.words[m.to-1].pauses && !strings.ContainsAny(behind, "0123456789") {
			behind = ""
		}
	}
	phrase := t.phrase(m.from, m.to)
	switch {
	case leadsOn.MatchString(before), goesOn.MatchString(behind) && !saysOn.MatchString(behind):
	case before == "for" && countedForm.MatchString(phrase): // how long something lasts
	case openForm.MatchString(phrase) && behind != "" && !mayFollow.MatchString(behind): // the 2nd candidate
	case strings.HasSuffix(phrase, " after") && strings.HasPrefix(behind, "the "):
	default:
		return nil
	}
	return unclearf("names no single day")
}

var (
	leadsOn = pattern.Lazy(`\d|^(?:last|past|every|each|previous|from|since|than|least|over|other|except|half|` +
		`first|second|third|fourth|next|not|black|ash|palm|whit)$`)
	goesOn = pattern.Lazy(`^(?:after|from|of|before|ago|since|following|next|past|last|onwards?|earlier|` +
		`and a half|et demie?|y media|weeks?|days?|months?|hours?|years?|working|business)\b|^\d`)
	saysOn    = pattern.Lazy(`^(?:after|before) (?:we|i|they|that|lunch)\b|^from (?:us|me|hr)\b`)
	openForm  = pattern.Lazy(`^(?:[a-z]+ )*?\d{1,2}(?:st|nd|rd|th)$| after$`)
	mayFollow = pattern.Lazy(`^(?:or|and|but|at|we|we'll|i|i'll|they|you|you'll|he|she|it|its|latest|` +
		`then|so|if|to|the|when|by|on|hopefully|probably|maybe|perhaps|for|as|because|from|in|is|will|please|with` +
		`|about|our|that|whether` +
		`|um|wir|ich|melden|sagen|entscheiden|wissen|bekommen|erhalten|haben|le|te|les|nous|vous|je)\b`)
	linkForm = pattern.Lazy(`^(?:or|and|to|maybe|perhaps|possibly|probably|but|by|on|more|likely|rather|` +
		`certainly|definitely|even|worst|best|case|in|the|at|latest|if|not|then| )*$`)
)

// areLinked reports whether all the mentions belong to one list: "Friday, or perhaps Monday".
func (t utterance) areLinked(list []mention) bool {
	for i := 1; i < len(list); i++ {
		if !linkForm.MatchString(t.phrase(list[i-1].to, list[i].from)) {
			return false
		}
	}
	return true
}
