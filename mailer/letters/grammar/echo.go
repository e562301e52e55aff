package grammar

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"followup/pattern"
)

// An Echo tells which words are heard when they come again.
type Echo struct {
	Endings  []string     // what makes another form of a word
	Courtesy *pattern.Set // the words of grammar and courtesy that every letter has, which may come again
}

// After returns a function that counts the telling words of a text that stand in what is before it, in whatever form.
func (e Echo) After(before string) (count func(text string) int) {
	return Count(before, letters, e.stem, func(w string) bool {
		return utf8.RuneCountInString(w) > 3 && !e.Courtesy.Has(w)
	})
}

// stem returns a word without the ending that makes another form of it.
func (e Echo) stem(w string) string {
	for _, end := range e.Endings {
		if bare, ok := strings.CutSuffix(w, end); ok && utf8.RuneCountInString(bare) > 3 {
			return bare
		}
	}
	return w
}

func letters(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) })
}

// Count returns a function that counts the telling words of a text whose stems are those of words before it.
func Count(
	before string, words func(string) []string, stem func(string) string, isTelling func(string) bool,
) (count func(text string) int) {
	said := map[string]bool{}
	for _, w := range words(before) {
		said[stem(w)] = true
	}
	return func(text string) (n int) {
		counted := map[string]bool{}
		for _, w := range words(text) {
			s := stem(w)
			if said[s] && !counted[s] && isTelling(w) {
				n++
			}
			counted[s] = true
		}
		return n
	}
}
