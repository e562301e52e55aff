package roster

import (
	"slices"
	"strings"
	"unicode"

	"followup/rules"
	"followup/rules/people"
	"followup/typo"
)

// words returns the words of a name in lower case.
func words(name string) []string {
	return strings.FieldsFunc(strings.ToLower(name), func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune(`,;"()<>`, r)
	})
}

// HasWords reports whether a name contains all words of some, and some is not empty. Case does not matter.
func HasWords(name, some string) bool { return hasAll(words(name), words(some)) }

// hasAll reports whether all contains every word of some, and some is not empty.
func hasAll(all, some []string) bool {
	return len(some) > 0 && !slices.ContainsFunc(some, func(word string) bool { return !slices.Contains(all, word) })
}

// NamesPart reports whether who has no address, and its name is part of the name of p: words of it, or one piece.
func NamesPart(p, who rules.Person) bool {
	piece := words(who.Name)
	return who.Email == "" && (hasAll(words(p.Name), piece) ||
		len(piece) == 1 && strings.Contains(strings.ToLower(p.Name), piece[0]))
}

// ShareAddress reports whether two people have the same address, although their names cannot belong to one person.
func ShareAddress(p, q rules.Person) bool {
	return SameAddress(p.Email, q.Email) && !mayBeOne(p.Name, q.Name)
}

// mayBeOne reports whether two names may belong to one person: one is part of the other, like "Jo" of "Jo Smith", or
// one word differs in a letter, like "Smyth" and "Smith", or is the initial of the other, like "J." and "Jo". An empty
// name may be anyone's.
func mayBeOne(name, other string) bool {
	some, all := words(people.Ordered(name)), words(people.Ordered(other))
	if len(some) > len(all) {
		some, all = all, some
	}
	odd := 0
	for _, word := range some {
		if slices.Contains(all, word) {
			continue
		}
		odd++
		if !slices.ContainsFunc(all, func(w string) bool { return isLike(word, w) }) {
			return false
		}
	}
	return odd == 0 || odd == 1 && len(some) > 1
}

// isLike reports whether two words of names begin with the same letter, and differ in one letter or one of them is an
// initial.
func isLike(word, other string) bool {
	word, other = strings.TrimRight(word, "."), strings.TrimRight(other, ".")
	if word == "" || other == "" || []rune(word)[0] != []rune(other)[0] {
		return false
	}
	return len([]rune(word)) == 1 || len([]rune(other)) == 1 || typo.Distance(word, other) == 1
}
