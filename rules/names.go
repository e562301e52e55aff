package rules

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// suffixes follow a name after a comma, where otherwise the first name of an address book entry stands.
var suffixes = []string{"phd", "md", "mba", "msc", "bsc", "ma", "ba", "jr", "sr", "ii", "iii", "esq", "rn", "np", "bsn", "msn", "frcp", "cpa", "pe", "pmp"}

// NameParticles belong to the last name that they stand before.
var NameParticles = strings.Fields("von van de der den del della di da dos la le zu al bin ter ten")

var (
	aside       = regexp.MustCompile(` *\([^()]*\)`) // a department, a pronoun, what somebody is called
	asideAtLast = regexp.MustCompile(`^(.*?)( *\([^()]*\))$`)
	together    = regexp.MustCompile(`(?i) (?:and|und|&) `)
)

// PlainName is a name to greet by: "Jo Smith" of the address book's "Smith, Jo (HR)" and of "Jo Smith, PhD".
func PlainName(name string) string {
	names, _ := nameParts(aside.ReplaceAllString(name, ""))
	if plain := strings.Join(firstFirst(names), ", "); plain != "" {
		return plain
	}
	return name
}

// OrderedName is a name with the first name first, and all that follows it: "Jo Smith, PhD (HR)" of "Smith, Jo, PhD (HR)".
func OrderedName(name string) string {
	behind := ""
	if m := asideAtLast.FindStringSubmatch(name); m != nil && m[1] != "" {
		name, behind = m[1], m[2]
	}
	names, titles := nameParts(name)
	return strings.Join(append(firstFirst(names), titles...), ", ") + behind
}

// firstFirst puts the two parts of "Smith, Jo" in order.
func firstFirst(names []string) []string {
	if len(names) == 2 && names[0] != "" {
		return []string{names[1] + " " + names[0]}
	}
	return names
}

// nameParts are the parts of a name between its commas, and the suffixes that follow them.
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

// isSuffix tells whether a word follows a whole name: a known one, or such as the "CTO" of "Ann Lee, CTO".
func isSuffix(word, name string) bool {
	if slices.Contains(suffixes, strings.ToLower(strings.ReplaceAll(word, ".", ""))) {
		return true
	}
	capitals := len(word) < 5 && strings.Trim(word, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
	return capitals && len(strings.Fields(name)) > 1 && strings.ContainsFunc(name, unicode.IsLower)
}

// A SeveralError is a name that reads like those of several people.
type SeveralError struct {
	Typed string
	Names []string
}

func (e SeveralError) Error() string {
	return fmt.Sprintf("%q reads like several people; name each by themselves, and a single one with the first name first", e.Typed)
}

// ReadPerson reads what somebody types as [ParsePerson] does, and puts the name in order. It refuses a name of several
// people, which would become that of one who does not exist, and an address that [ParseAddress] does.
func ReadPerson(s string) (Person, error) {
	p, err := ParsePerson(s)
	if err != nil {
		return p, err
	}
	if err := checkAddress(p.Email); err != nil {
		return p, fmt.Errorf("%q %w; leave it out, or write another", p.Email, err)
	}
	if names := severalNames(p.Name); names != nil {
		if p.Email != "" {
			names[len(names)-1] += " <" + p.Email + ">"
		}
		return p, SeveralError{Typed: s, Names: names}
	}
	p.Name = OrderedName(p.Name)
	return p, nil
}

// severalNames are the names that a name seems to be made of, or nil where it is one: "Smith, Jo" is, and "Jo and Ann" are
// greeted as well as one.
func severalNames(name string) []string {
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

// isOneWord tells whether a name is a first or a last one alone, particles aside.
func isOneWord(name string) bool {
	words := strings.Fields(name)
	words = slices.DeleteFunc(words, func(w string) bool { return slices.Contains(NameParticles, w) || strings.HasSuffix(w, ".") })
	return len(words) < 2
}
