package dates

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"

	"followup/pattern"
)

// A language is what is read in a language other than English: phrases that are turned into English ones, which are
// then read. So a phrase means the same in every language, and what may mean two days in English is asked about in all.
type language struct {
	// signs match some part of every text that has a phrase. The phrases are many, and are not even made for others.
	signs *pattern.Expr
	// words has, for each kind of word, what the language says for an English word; forms of it are separated by "|".
	words map[string]map[string]string
	// phrases have a regular expression and its English. In both, "{day}" stands for a word of that kind, and "{day2}"
	// for another one. "{day?}" with what separates it may be missing. A space also matches a hyphen.
	phrases [][2]string
}

// A tongue is a language whose phrases are made when they are first needed.
type tongue struct {
	signs   *pattern.Expr
	phrases func() []phrase
}

// tongues are tried together: they share hardly a word, and the longest phrase counts.
var tongues = sync.OnceValue(func() (all []tongue) {
	for _, l := range []language{inGerman, inFrench, inSpanish} {
		all = append(all, tongue{l.signs, sync.OnceValue(l.compiled)})
	}
	return all
})

// A phrase is one of a language, ready to be read. blanks has the words of each group of the form.
type phrase struct {
	form    *pattern.Expr
	english string
	blanks  []blank
}

// A blank is a part of a phrase that any of some words fills.
type blank struct {
	name  string            // as it is written in the phrase, "{day2}"
	words map[string]string // in English
}

// digits are what fills a blank besides words: a number, one above 1, the day of a month, one with a dot, and a date,
// which is full if it does not end in the month.
var digits = map[string]string{
	"n": `\d{1,2}`, "many": `[2-9]|\d\d`, "date": `\d{1,2}[.º]?`, "dotted": `\d{1,2}\.`,
	"full":   `\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})?`,
	"digits": `\d{1,2}[./]\d{1,2}(?:[./](?:\d{4}|\d{2})?)?`,
}

var blankForm = pattern.Lazy(`\{([a-z]+)(\d?)(\??)\}`)

// compiled returns the phrases of a language. A phrase ends where a word does.
func (l language) compiled() (list []phrase) {
	for _, p := range l.phrases {
		made := phrase{english: p[1]}
		form := blankForm.ReplaceAllStringFunc(strings.ReplaceAll(p[0], " ", "[ -]"), func(s string) string {
			m := blankForm.FindStringSubmatch(s)
			words, group := l.blank(m[1])
			made.blanks = append(made.blanks, blank{"{" + m[1] + m[2] + "}", words})
			if m[3] != "" {
				return "(?:" + group + ",?[ -])?"
			}
			return group
		})
		made.form = pattern.Lazy(`^(?:` + form + `)([^\pL\pN ]*)(?: |$)`)
		list = append(list, made)
	}
	return list
}

// blank returns the words of a kind with their English, and an expression whose one group matches any of them. Longer
// ones are tried first.
func (l language) blank(kind string) (words map[string]string, group string) {
	words = map[string]string{}
	listed := l.words[kind]
	if kind == "many" { // "un jour" is a day that nobody counts
		listed = maps.Clone(l.words["n"])
		delete(listed, "1")
	}
	for english, forms := range listed {
		for form := range strings.SplitSeq(forms, "|") {
			words[form] = english
		}
	}
	if len(words) == 0 && digits[kind] == "" {
		panic(fmt.Sprintf("no words for {%s}", kind))
	}
	longestFirst := func(a, b string) int { return cmp.Or(len(b)-len(a), strings.Compare(a, b)) }
	all := slices.SortedFunc(maps.Keys(words), longestFirst)
	for i, form := range all {
		all[i] = strings.ReplaceAll(regexp.QuoteMeta(form), " ", "[ -]")
	}
	if other, ok := digits[kind]; ok {
		all = append(all, other)
	}
	return words, "(" + strings.Join(all, "|") + ")"
}

// read returns the English of a text that begins with the phrase, with the punctuation behind it, and where the phrase
// ends. It returns 0 if the text does not.
func (p phrase) read(text string) (english string, end int) {
	m := p.form.FindStringSubmatchIndex(text)
	if m == nil {
		return "", 0
	}
	english = p.english
	for i, b := range p.blanks {
		from, to := max(m[2*i+2], 0), max(m[2*i+3], 0)
		typed := strings.ReplaceAll(text[from:to], "-", " ")
		meant, known := b.words[typed]
		switch {
		case known:
		case b.name == "{digits}", b.name == "{full}":
			meant = typed
		default:
			meant = strings.TrimRight(typed, ".º")
		}
		english = strings.ReplaceAll(english, b.name, meant)
	}
	last := len(m) - 2
	return strings.Join(strings.Fields(english), " ") + text[m[last]:m[last+1]], m[last+1]
}

// mostAbroad is the most words that a phrase has.
const mostAbroad = 10

// notForm matches a negation behind a phrase: "diese Woche leider nicht".
var notForm = pattern.Lazy(
	`^(?: \pL+){0,3} (?:nicht|nichts|nie|niemals|kein(?:e[nm]?)?|pas|jamais|no|nunca|nada)(?:[^\pL]|$)`)

// inEnglish returns the time of another language with which fields of a text begin in English, "mid december" for "a
// mediados de diciembre", and how many fields it has. It returns 0 if they begin with none. What else such a sentence
// says is not read, but for a negation.
func inEnglish(fields []string) (english string, n int) {
	text := asText(fields)
	_, english, end := phraseAt(text)
	if end == 0 {
		return "", 0
	}
	isAside := strings.HasPrefix(english, "before ") && strings.HasSuffix(english, ",") // "vor Freitag, kein Problem"
	if !isAside && notForm.MatchString(text[end:]) {
		english = "not " + english
	}
	return english, 1 + strings.Count(text[:end], " ")
}

// asText returns as many fields as a phrase can have, in one spelling.
func asText(fields []string) string {
	text := strings.Join(fields[:min(len(fields), mostAbroad)], " ")
	return strings.TrimLeft(marks.Replace(strings.ToLower(text)), quotes)
}

// phraseAt returns the longest phrase with which a text begins, its English, and where it ends, or 0 if there is none.
func phraseAt(text string) (longest phrase, english string, end int) {
	for _, l := range tongues() {
		if !l.signs.MatchString(text) {
			continue
		}
		for _, p := range l.phrases() {
			if said, to := p.read(text); to > end {
				longest, english, end = p, said, to
			}
		}
	}
	return longest, english, end
}
