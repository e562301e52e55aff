package letters

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"followup/rules"
)

// titles are those that stand before a last name in a greeting.
var titles = []string{"dr", "prof", "professor", "mr", "mrs", "ms", "mx", "miss", "sir", "dame", "herr", "frau"}

// bareWord is "Ph.D." as "phd", to look it up.
func bareWord(s string) string { return strings.ToLower(strings.ReplaceAll(s, ".", "")) }

// salutation greets the named person: "Dear Dr Müller", "Dear Jana Müller" or, in the style "first", "Dear Jana".
func salutation(name, style string) string {
	title, words := splitName(name)
	switch {
	case len(words) == 0:
		return "Dear hiring team"
	case style == "first" && isFirstName(words[0]):
		return "Dear " + words[0]
	case len(title) > 0:
		return "Dear " + strings.Join(append(title, lastName(words)), " ")
	}
	return "Dear " + strings.Join(words, " ")
}

// splitName is a name's titles, and the name without them.
func splitName(name string) (title, words []string) {
	words = strings.Fields(name)
	for len(words) > 1 && slices.Contains(titles, bareWord(words[0])) {
		title, words = append(title, words[0]), words[1:]
	}
	return title, words
}

// BareName is a name as one would look it up: "Jana Müller" of "Dr. Jana Müller", "Jo Smith" of "Smith, Jo".
func BareName(name string) string {
	_, words := splitName(OneLine(rules.PlainName(name)))
	return strings.Join(words, " ")
}

// isFirstName tells whether the first word of a name is one to greet by: not an initial, and not in a script that puts
// the family's name first.
func isFirstName(word string) bool {
	familyFirst := func(r rune) bool {
		return unicode.In(r, unicode.Han, unicode.Hangul, unicode.Hiragana, unicode.Katakana)
	}
	return utf8.RuneCountInString(bareWord(word)) > 1 && !strings.ContainsFunc(word, familyFirst)
}

func lastName(words []string) string {
	from := len(words) - 1
	for from > 0 && slices.Contains(rules.NameParticles, words[from-1]) {
		from--
	}
	return strings.Join(words[from:], " ")
}
