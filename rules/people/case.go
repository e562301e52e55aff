package people

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// recased returns a name that a directory has in capitals, or that was typed without any, as one writes it. A last name
// in capitals, as in "KERN Mia", goes behind the first name.
func recased(name string) string {
	title, words := SplitTitles(name)
	bare := strings.Join(words, " ")
	if !isCased(bare) {
		return name
	}
	lower, upper := strings.ContainsFunc(bare, unicode.IsLower), strings.ContainsFunc(bare, unicode.IsUpper)
	if lower && upper {
		return strings.Join(append(title, lastNameBehind(words)...), " ")
	}
	if len(words) == 1 && !lower && utf8.RuneCountInString(bare) < 4 { // may be initials
		return name
	}
	for i, word := range title {
		title[i] = titled(word)
	}
	for i, word := range words {
		words[i] = capitalized(word, i == 0)
	}
	return strings.Join(append(title, words...), " ")
}

// isCased reports whether a name has nothing but letters and what belongs between them.
func isCased(name string) bool {
	return !strings.ContainsFunc(name, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsMark(r) && !strings.ContainsRune(" .'’-", r)
	})
}

// lastNameBehind puts a last name in capitals behind the first name, and writes it in small letters.
func lastNameBehind(words []string) []string {
	var first, last []string
	for i, word := range words {
		if isCapitals(word) {
			last = append(last, capitalized(word, i == 0))
		} else {
			first = append(first, word)
		}
	}
	if len(last) == 0 || !isCapitals(words[0]) && !isCapitals(words[len(words)-1]) {
		return words
	}
	return append(first, last...)
}

// isCapitals reports whether a word is a name in capitals: it has more letters than initials have, and a vowel.
func isCapitals(word string) bool {
	return utf8.RuneCountInString(word) > 2 && strings.ToUpper(word) == word && strings.ToLower(word) != word &&
		strings.ContainsAny(Folded(word), "aeiouy") && !strings.Contains(word, ".")
}

// capitalized returns a word of a name with a capital, and the rest in small letters. Particles stay small.
func capitalized(word string, first bool) string {
	noVowel := strings.HasSuffix(word, "J") || !strings.ContainsAny(Folded(word), "aeiouy")
	switch isInitials := len(word) == 2 && noVowel; {
	case isInitials && strings.ToUpper(word) == word:
		return word
	case !first && isParticle(word):
		return strings.ToLower(word)
	}
	recased := titled(word)
	if rest, found := strings.CutPrefix(recased, "Mc"); found && len(rest) > 2 {
		return "Mc" + titled(rest)
	}
	return recased
}

// titled returns a word with a capital after its beginning and after each hyphen or apostrophe in it.
func titled(word string) string {
	begins := true
	return strings.Map(func(r rune) rune {
		was := begins
		begins = !unicode.IsLetter(r) && !unicode.IsMark(r)
		if was {
			return unicode.ToTitle(r)
		}
		return unicode.ToLower(r)
	}, word)
}
