// Package grammar has what the languages of the letters have in common. Each language says how it differs.
package grammar

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"followup/mailer/letters/fact"
	"followup/pattern"
	"followup/rules"
)

// A Frame is the sentence that a phrase stands in where it is shown.
type Frame struct{ Before, After string }

// A Reader reads facts in a language whose letters have them as noun phrases in one place, or as whole sentences.
type Reader struct {
	Topic, Fit Frame

	// Phrase returns a noun phrase as it is stored. ok is false if a text is not surely one that letters can use.
	Phrase func(kind fact.Kind, text string) (phrase string, ok bool)

	// IsSentence reports whether a text that asks nothing is surely one whole sentence.
	IsSentence func(s string) bool

	// Wishes matches how a note to stay in touch may begin without a verb.
	Wishes *pattern.Expr

	// Unfinished returns the sentence that an unclear fact most likely means, or "" for the one of its frame. It may be
	// nil.
	Unfinished func(kind fact.Kind, bare string) string

	// Remark returns why one would not want a fact in a letter, or "".
	Remark func(kind fact.Kind, text string) string
}

// Read is ReadFact of a language. It reads what it returns as a phrase or sentence in the same way again.
func (g Reader) Read(kind fact.Kind, typed string) fact.Reading {
	text := strings.Join(strings.FieldsFunc(typed, unicode.IsSpace), " ")
	r := fact.Reading{Text: text}
	if phrase, ok := g.Phrase(kind, text); ok {
		r.Text, r.Form = phrase, fact.Phrase
	} else if g.isShown(kind, text) || g.areSentences(kind, text) {
		r.Text, r.Form = Mended(text), fact.Sentence
	}
	r.Remark = g.Remark(kind, r.Text)
	return r
}

// InLetter returns the sentence that a fact makes in a letter. That of an unclear fact may be wrong.
func (g Reader) InLetter(kind fact.Kind, typed string) string {
	r := g.Read(kind, typed)
	if r.Form == fact.Sentence || kind == fact.Hook {
		return Mended(r.Text)
	}
	bare := strings.TrimRight(r.Text, ".!? \u00a0")
	if g.Unfinished != nil && r.Form == fact.Unclear {
		if s := g.Unfinished(kind, bare); s != "" {
			return Mended(s)
		}
	}
	f := g.frame(kind)
	return Mended(f.Before + bare + f.After)
}

func (g Reader) frame(kind fact.Kind) Frame {
	if kind == fact.Fit {
		return g.Fit
	}
	return g.Topic
}

// TopicIn returns what a sentence says that the two talked about, or "" if it says anything else.
func (g Reader) TopicIn(sentence string) string {
	f := g.Topic
	topic, begins := strings.CutPrefix(sentence, f.Before)
	topic, ends := strings.CutSuffix(strings.TrimRight(topic, ".!"), f.After)
	if !begins || !ends || strings.ContainsAny(topic, ".!?") {
		return ""
	}
	return topic
}

// isShown reports whether a text is a sentence as InLetter makes it, whatever it is made of. The user saw it, and liked
// it.
func (g Reader) isShown(kind fact.Kind, text string) bool {
	f := g.frame(kind)
	return kind != fact.Hook && fact.IsSentence(text) && strings.HasPrefix(text, f.Before) &&
		strings.HasSuffix(strings.TrimRight(text, ".!?"), f.After)
}

// areSentences reports whether each sentence of a text is surely a whole one. The letter would ask a question.
func (g Reader) areSentences(kind fact.Kind, text string) bool {
	for part := range strings.SplitSeq(between.ReplaceAllString(text, "$1\n$2"), "\n") {
		isWish := kind == fact.Hook && g.Wishes.MatchString(part)
		if strings.HasSuffix(part, "?") || !isWish && !g.IsSentence(part) {
			return false
		}
	}
	return true
}

// between matches the end of a sentence that another one follows, but not "Prof. Kern".
var between = pattern.Lazy(`(\pL{4}[.!?])\s+(\p{Lu})`)

// Mended returns a sentence with its capital and its final stop, which stands after any closing quotation mark.
func Mended(s string) string {
	s = strings.TrimRight(s, " ,;:…\u00a0")
	if bare := strings.TrimRight(s, "\"”“’'»)\u00a0"); fact.IsSentence(bare) && bare != s {
		s = strings.TrimRight(bare, ".!?") + s[len(bare):] + bare[len(bare)-1:]
	}
	if !fact.IsSentence(s) {
		s += "."
	}
	return rules.Capital(s)
}

// IsTypedAsOne reports whether a text was typed as a sentence: with a capital and a full stop.
func IsTypedAsOne(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	return unicode.IsUpper(first) && fact.IsSentence(text)
}

// Words returns the words of a text in small letters. An apostrophe ends one: "l'équipe" is two.
func Words(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-'
	})
}

// WithSmall returns a text that begins with a small letter.
func WithSmall(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToLower(first)) + text[size:]
}

// SmallRole returns a role with a small letter, as languages without capitals for nouns write professions. One with
// other capitals, such as "Data Engineer", stays.
func SmallRole(role string) string {
	if small := WithSmall(role); small == strings.ToLower(role) {
		return small
	}
	return role
}

// Without returns a name without what an expression matches, unless nothing would be left.
func Without(cut *pattern.Expr, name string) string {
	if rest := strings.TrimSpace(cut.ReplaceAllString(name, "")); rest != "" {
		return rest
	}
	return name
}

// SpokenOf returns the first word of a text that names a person or is one of the pronouns, in which case the letter to
// that person speaks of them and not to them, or "". Pronouns are compared as they are spelt.
func SpokenOf(text, name string, pronouns *pattern.Set) string {
	if name == "" {
		return ""
	}
	isOther := func(r rune) bool { return !unicode.IsLetter(r) && r != '-' }
	for _, w := range strings.FieldsFunc(text, isOther) {
		isNamed := utf8.RuneCountInString(w) > 1 && w != strings.ToLower(w) && slices.Contains(strings.Fields(name), w)
		if isNamed || pronouns.Has(w) {
			return w
		}
	}
	return ""
}

// Dates names one or two days as seen from today, by what a language says for a day of a month: "1 and 8 December",
// "28 November and 8 December". A year that is not today's is that of both.
func Dates(
	days []rules.Date, today rules.Date, day func(rules.Date) string, dayAndMonth func(rules.Date, bool) string,
	and string,
) string {
	first, last := days[0], days[len(days)-1]
	words := dayAndMonth(last, last.Year != today.Year)
	switch {
	case len(days) == 1:
		return words
	case first.Year == last.Year && first.Month == last.Month:
		return day(first) + and + words
	case first.Year == last.Year:
		return dayAndMonth(first, false) + and + words
	}
	return dayAndMonth(first, first.Year != today.Year) + and + words
}
