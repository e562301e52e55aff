package exchange

import (
	"regexp"
	"strings"
)

// beside are what stands between the two sides of a meeting: "Sam Doe <> Acme", "Acme x Sam Doe". Most of them are part of
// companies' names as well, such as "Marks & Spencer", so they separate only beside the user's own name.
const (
	besideSigns = `<>|<->|[&+/|×↔]`
	besideWords = `x|and|und|et`
	beforeName  = `with|mit|avec|for|für|pour`
)

// withoutOwnName puts a separator where the user's own name stands in a title. It is never the company, and what it is
// joined to is not the whole of a name. A name of one word stays: it may as well be a piece of another, as in "Sam's
// Bakery". So does a first name alone, but beside an "x", which joins two sides and nothing else.
func withoutOwnName(title, name string) string {
	words := strings.Fields(name)
	if len(words) < 2 {
		return title
	}
	for i, w := range words {
		words[i] = regexp.QuoteMeta(w)
	}
	first, last := words[0], words[len(words)-1]
	whole := strings.Join(words, `\s+`) + `|` + first + `\s+` + last + `|` + last + `,\s*` + first
	before := `(?:(^|` + edge + `)(?:` + besideWords + `|` + beforeName + `)\s+|\s*(?:` + besideSigns + `)\s*|(^|` + edge + `))`
	behind := `(?:['’]s)?(?:\s+(?:` + besideWords + `)\s|\s*(?:` + besideSigns + `)|` + edge + `|$)`
	for _, pattern := range []string{
		before + `(?:` + whole + `)` + behind,
		`(^|` + edge + `)` + first + `\s+x\s`,
		`(^|` + edge + `)x\s+` + first + `(?:` + edge + `|$)`,
	} {
		title = regexp.MustCompile(`(?i)`+pattern).ReplaceAllString(title, "$1$2 | ")
	}
	return title
}

// edge is what a name does not go on with. With a hyphen it is another name.
const edge = `[^\pL\pN-]`
