package exchange

import (
	"regexp"
	"strings"
)

// Signs and words between the two sides of a meeting: "Sam Doe <> Acme", "Acme x Sam Doe". Most of them also occur in
// names of companies, such as "Marks & Spencer", so they separate only next to the user's own name.
const (
	besideSigns = `<>|<->|[&+/|×↔]`
	besideWords = `x|and|und|et`
	beforeName  = `with|mit|avec|for|für|pour`
)

// An ownName finds the user's own name in titles. It is compiled once for each file, because compiling takes longer
// than reading an event.
type ownName []*regexp.Regexp

// newOwnName returns an ownName for the user's name. A name of one word is not looked for, because it may be part of
// another, as in "Sam's Bakery". A first name alone is only looked for next to an "x", which only ever joins two sides.
func newOwnName(name string) (own ownName) {
	words := strings.Fields(name)
	if len(words) < 2 {
		return nil
	}
	for i, w := range words {
		words[i] = regexp.QuoteMeta(w)
	}
	first, last := words[0], words[len(words)-1]
	whole := strings.Join(words, `\s+`) + `|` + first + `\s+` + last + `|` + last + `,\s*` + first
	before := `(?:(^|` + edge + `)(?:` + besideWords + `|` + beforeName + `)\s+|\s*(?:` + besideSigns + `)\s*|(^|` +
		edge + `))`
	behind := `(?:['’]s)?(?:\s+(?:` + besideWords + `)\s|\s*(?:` + besideSigns + `)|` + edge + `|$)`
	for _, pattern := range []string{
		before + `(?:` + whole + `)` + behind,
		`(^|` + edge + `)` + first + `\s+x\s`,
		`(^|` + edge + `)x\s+` + first + `(?:` + edge + `|$)`,
	} {
		own = append(own, regexp.MustCompile(`(?i)`+pattern))
	}
	return own
}

// cutOut replaces the name in a title with a separator, because it is never the company.
func (own ownName) cutOut(title string) string {
	for _, pattern := range own {
		title = pattern.ReplaceAllString(title, "$1$2 | ")
	}
	return title
}

// edge matches a character that ends a name. A hyphen does not: it makes another name.
const edge = `[^\pL\pN-]`
