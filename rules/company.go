package rules

import "strings"

// BareCompany returns the name of a company without the "the" that it may have in a sentence.
func BareCompany(name string) string {
	name = strings.TrimSpace(name)
	first, rest, _ := strings.Cut(name, " ")
	if rest = strings.TrimSpace(rest); rest != "" && strings.EqualFold(first, "the") {
		return rest
	}
	return name
}

// SameCompany reports whether two names are those of one company, which one may have typed with "the" or without it,
// and in upper or lower case.
func SameCompany(a, b string) bool { return strings.EqualFold(BareCompany(a), BareCompany(b)) }
