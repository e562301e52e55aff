package letters

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// titles are those that stand before a last name in a greeting.
var titles = []string{"dr", "prof", "professor", "mr", "mrs", "ms", "mx", "miss", "sir", "dame", "herr", "frau"}

// suffixes follow a name after a comma, where otherwise the first name of an address book entry stands.
var suffixes = []string{"phd", "md", "mba", "msc", "bsc", "ma", "ba", "jr", "sr", "ii", "iii", "esq", "rn", "cpa"}

// personName turns the address book's "Smith, Jo" into "Jo Smith".
func personName(name string) string {
	last, first, found := strings.Cut(name, ",")
	first, last = strings.TrimSpace(first), strings.TrimSpace(last)
	if !found || first == "" || last == "" || strings.Contains(first, ",") {
		return name
	}
	if slices.Contains(suffixes, bareWord(first)) {
		return name
	}
	return first + " " + last
}

// bareWord is "Ph.D." as "phd", to look it up.
func bareWord(s string) string { return strings.ToLower(strings.ReplaceAll(s, ".", "")) }

// salutation greets the named person: "Dear Dr Müller", "Dear Jana Müller" or, in the style "first", "Dear Jana".
func salutation(name, style string) string {
	if name == "" {
		return "Dear hiring team"
	}
	words := strings.Fields(withoutSuffix(name))
	var title []string
	for len(words) > 1 && slices.Contains(titles, bareWord(words[0])) {
		title, words = append(title, words[0]), words[1:]
	}
	switch {
	case style == "first" && utf8.RuneCountInString(bareWord(words[0])) > 1: // an initial is no first name
		return "Dear " + words[0]
	case len(title) > 0:
		return "Dear " + strings.Join(append(title, lastName(words)), " ")
	}
	return "Dear " + strings.Join(words, " ")
}

func withoutSuffix(name string) string {
	before, after, found := strings.Cut(name, ",")
	if found && slices.Contains(suffixes, bareWord(strings.TrimSpace(after))) {
		return before
	}
	return name
}

// particles belong to the last name that they stand before.
var particles = strings.Fields("von van de der den del della di da dos la le zu al bin ter ten")

func lastName(words []string) string {
	from := len(words) - 1
	for from > 0 && slices.Contains(particles, words[from-1]) {
		from--
	}
	return strings.Join(words[from:], " ")
}
