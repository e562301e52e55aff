package people

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// titles may stand before the last name in a greeting.
var titles = []string{"dr", "prof", "professor", "mr", "mrs", "ms", "mx", "miss", "sir", "dame", "herr", "frau"}

// bareWord returns "phd" for "Ph.D.", for comparison.
func bareWord(s string) string { return strings.ToLower(strings.ReplaceAll(s, ".", "")) }

// SplitTitles returns the titles before a name, and the words of the name without them.
func SplitTitles(name string) (title, words []string) {
	words = strings.Fields(name)
	for len(words) > 1 && slices.Contains(titles, bareWord(words[0])) {
		title, words = append(title, words[0]), words[1:]
	}
	return title, words
}

// Bare returns the name to look somebody up by: "Jana Müller" for "Dr. Jana Müller", "Jo Smith" for "Smith, Jo".
func Bare(name string) string {
	_, words := SplitTitles(Plain(name))
	return strings.Join(words, " ")
}

// IsFirstName reports whether the first word of a name is a first name to greet by. An initial is not, nor is a
// word in a script that writes the family name first.
func IsFirstName(word string) bool {
	familyFirst := func(r rune) bool {
		return unicode.In(r, unicode.Han, unicode.Hangul, unicode.Hiragana, unicode.Katakana)
	}
	return utf8.RuneCountInString(bareWord(word)) > 1 && !strings.ContainsFunc(word, familyFirst)
}

// LastName returns the last name, with its particles, from the words of a name.
func LastName(words []string) string {
	from := len(words) - 1
	for from > 0 && slices.Contains(Particles, words[from-1]) {
		from--
	}
	return strings.Join(words[from:], " ")
}
