package german

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"followup/pattern"
)

// Echoes returns a function that counts the telling words of a text that stand in what is before it, in whatever form:
// "freuen" after "freue". The words of grammar and courtesy that every letter has may come again.
func (Language) Echoes(before string) (count func(text string) int) {
	said := map[string]bool{}
	for _, w := range plainWords(before) {
		said[stem(w)] = true
	}
	return func(text string) (n int) {
		counted := map[string]bool{}
		for _, w := range plainWords(text) {
			s := stem(w)
			if said[s] && !counted[s] && utf8.RuneCountInString(w) > 3 && !isCourtesy.Has(w) {
				n++
			}
			counted[s] = true
		}
		return n
	}
}

// plainWords returns the words of a text in small letters.
func plainWords(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) })
}

// stem returns a word without the ending that makes another form of it.
func stem(w string) string {
	for _, end := range []string{"en", "es", "er", "e", "t", "n", "s"} {
		if bare, ok := strings.CutSuffix(w, end); ok && utf8.RuneCountInString(bare) > 3 {
			return bare
		}
	}
	return w
}

var isCourtesy = pattern.Words(`dass mich mein meine meinen meiner meines ihnen ihre ihren ihrem ihrer ihres habe haben
	hatte hätte
	wird werden wurde würde kann können könnte könnten wenn aber auch noch nach über sich eine einen einem einer sind
	nicht mehr sehr gern oder dazu dann bis zum zur bei beim mit für und sie wir uns unser unsere unseren unserem
	montag dienstag mittwoch donnerstag freitag samstag sonntag heute gestern gesagt sagen darf möchte bitte einmal
	danke dank vielen steht unten stelle`)
