// Package people reads names and mail domains as mail programs, address books and people write them.
package people

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// suffixes may follow a name after a comma, where an address book otherwise has the first name.
var suffixes = strings.Fields("phd md mba msc bsc ma ba jr sr ii iii esq rn np bsn msn frcp cpa pe pmp")

// Particles lists the words that belong to the last name after them, such as "von" in "Jana von der Heide".
var Particles = strings.Fields("von van de der den del della di da dos la le zu al bin ter ten")

var (
	aside         = regexp.MustCompile(` *\([^()]*\)`) // a department, a pronoun, what somebody is called
	trailingAside = regexp.MustCompile(`^(.*?)( *\([^()]*\))$`)
	together      = regexp.MustCompile(`(?i) (?:and|und|&) `)
)

// Plain returns the name to greet somebody by: "Jo Smith" for "Smith, Jo (HR)" and for "Jo Smith, PhD".
func Plain(name string) string {
	names, _ := nameParts(aside.ReplaceAllString(name, ""))
	if plain := strings.Join(firstNameFirst(names), ", "); plain != "" {
		return plain
	}
	return name
}

// Ordered returns the whole name with the first name first: "Jo Smith, PhD (HR)" for "Smith, Jo, PhD (HR)".
func Ordered(name string) string {
	behind := ""
	if m := trailingAside.FindStringSubmatch(name); m != nil && m[1] != "" {
		name, behind = m[1], m[2]
	}
	names, titles := nameParts(name)
	return strings.Join(append(firstNameFirst(names), titles...), ", ") + behind
}

// firstNameFirst puts the two parts of "Smith, Jo" in order.
func firstNameFirst(names []string) []string {
	if len(names) == 2 && names[0] != "" {
		return []string{names[1] + " " + names[0]}
	}
	return names
}

// nameParts splits a name at its commas and separates the suffixes that follow it.
func nameParts(name string) (names, titles []string) {
	names = strings.Split(name, ",")
	for i := range names {
		names[i] = strings.TrimSpace(names[i])
	}
	n := len(names)
	for n > 1 && (names[n-1] == "" || isSuffix(names[n-1], names[0])) {
		n--
	}
	for _, s := range names[n:] {
		if s != "" {
			titles = append(titles, s)
		}
	}
	return names[:n], titles
}

// isSuffix reports whether word may follow the whole name: it is one of the suffixes, or capitals such as "CTO" in
// "Ann Lee, CTO".
func isSuffix(word, name string) bool {
	if slices.Contains(suffixes, strings.ToLower(strings.ReplaceAll(word, ".", ""))) {
		return true
	}
	capitals := len(word) < 5 && strings.Trim(word, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
	return capitals && len(strings.Fields(name)) > 1 && strings.ContainsFunc(name, unicode.IsLower)
}

// Several returns the names of which a name seems to consist, or nil if it is a single name. "Smith, Jo" is a
// single name. So is "Jo and Ann", who can be greeted together.
func Several(name string) []string {
	plain := aside.ReplaceAllString(name, "")
	if both := together.Split(plain, -1); len(both) > 1 && !slices.ContainsFunc(both, isOneWord) {
		return both
	}
	names, _ := nameParts(plain)
	if len(names) > 2 || len(names) == 2 && !slices.ContainsFunc(names, isOneWord) {
		return names
	}
	return nil
}

// isOneWord reports whether a name is just a first or a last name, apart from particles and initials.
func isOneWord(name string) bool {
	words := slices.DeleteFunc(strings.Fields(name), func(w string) bool {
		return slices.Contains(Particles, w) || strings.HasSuffix(w, ".")
	})
	return len(words) < 2
}
