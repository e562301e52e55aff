package english

import (
	"slices"
	"strings"

	"followup/pattern"
	"followup/rules"
)

// Role returns a role without its article and without a noun that "the … role" has itself.
func (Language) Role(role string) string {
	words := strings.Fields(withoutArticle(role))
	if n := len(words); n > 1 && slices.Contains([]string{"role", "position", "job"}, strings.ToLower(words[n-1])) {
		words = words[:n-1]
	}
	return strings.Join(words, " ")
}

func withoutArticle(role string) string {
	words := strings.Fields(rules.OneLine(role))
	for _, articles := range [][]string{{"the", "The", "THE"}, {"a", "an"}} {
		if len(words) > 1 && slices.Contains(articles, words[0]) {
			words = words[1:]
		}
	}
	return strings.Join(words, " ")
}

// TheRole returns what a sentence calls a role. One that names what is applied for is called by that: "the graduate
// scheme", "the internship in marketing". Any other is a person: "the staff nurse role". Where that would be hard to
// read, because a preposition other than "of", an article or a list follows, it is "the role of assistant to the CEO".
func (l Language) TheRole(role string) string {
	role = withoutArticle(role)
	if spoken := strings.TrimSpace(forAll.ReplaceAllString(role, "")); spoken != "" {
		role = spoken
	}
	role = bracketed(role)
	words := strings.Fields(role)
	noun, rest := words, []string(nil)
	if i := slices.IndexFunc(words, endsNoun); i > 0 {
		noun, rest = words[:i], words[i:]
	}
	if n := len(noun); n > 1 && '0' <= noun[n-1][0] && noun[n-1][0] <= '9' {
		noun = noun[:n-1] // "internship 2027", but not "Year 4 teacher"
	}
	switch {
	case len(noun) > 0 && isPost(strings.Trim(noun[len(noun)-1], ",;:")):
		return "the " + role
	case slices.ContainsFunc(rest, turns) || strings.Contains(beforeBracket(role), ","):
		return "the role of " + role
	}
	return "the " + role + " role"
}

// forAll matches "(m/w/d)" and its like, which employers have to add and nobody says.
var forAll = pattern.Lazy(`(?i)\s*[(\[]\s*(?:` + gender + `(?:\s*[/|,]\s*` + gender + `)+|all genders|gn\*?|mwd)` +
	`\s*[)\]]|[\s,–-]*\b[mwfhdx](?:/[mwfhdx]){2}\b`)

const gender = `(?:[mwfhdxi]\*?|div\.?|divers|gn)`

// addition matches what follows a role behind a comma, a dash or a colon.
var addition = pattern.Lazy(`^([^,:(\[|]+?)(?:[,:]|\s+[-–—|])\s+([^(\[]+?)(?:\s*[(\[]([^()\[\]]+)[)\]])?$`)

// list matches a list in words: "Sales, Marketing and Events Manager".
var list = pattern.Lazy(`(?i),.*\s(?:and|&|or)\s`)

// bracketed puts an addition to a role in brackets, so that it does not break up a sentence: "Director, Operations"
// becomes "Director (Operations)". The commas of a list stay.
func bracketed(role string) string {
	m := addition.FindStringSubmatch(role)
	if m == nil || list.MatchString(role) {
		return role
	}
	more := m[2]
	if m[3] != "" {
		more += ", " + m[3]
	}
	return m[1] + " (" + more + ")"
}

func beforeBracket(role string) string {
	before, _, _ := strings.Cut(role, "(")
	return before
}

// posts are nouns for what one applies for, beside those with "-ship".
var posts = pattern.Words(`role position job post scheme programme program residency placement secondment appointment
	vacancy opening opportunity contract pupillage phd doctorate postdoc thesis shift year`)

// isPost reports whether a noun is what one applies for: a scheme or an internship, but not a nurse.
func isPost(noun string) bool {
	noun = strings.ToLower(noun)
	isShip := strings.HasSuffix(noun, "ship") && noun != "leadership" && noun != "membership" && noun != "ship"
	return isShip || posts.Has(noun)
}

// prepositions end the noun of a role, as in "internship in marketing". After those of the first line, "role" would be
// too far from what it belongs to.
var (
	prepositions = pattern.Words("to in for at with on as by under near between across within from")
	joints       = pattern.Words("of and or & - – — / |")
)

// endsNoun reports whether a word is no longer part of the noun, as "in" of "internship in marketing" is not.
func endsNoun(word string) bool {
	return turns(word) || joints.Has(strings.ToLower(word)) || word[0] == '(' || word[0] == '['
}

// turns reports whether "the … role" cannot go on after a word.
func turns(word string) bool {
	word = strings.ToLower(word)
	return prepositions.Has(word) || slices.Contains([]string{"the", "a", "an", "our", "your"}, word)
}
