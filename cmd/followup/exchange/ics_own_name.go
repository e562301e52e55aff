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

// ownName finds the user's own name in titles. It is compiled once for a file: that takes longer than to read an event.
type ownName []*regexp.Regexp

// newOwnName makes one of the user's name. A name of one word is not looked for: it may as well be a piece of another, as in
// "Sam's Bakery". Nor is a first name alone, but beside an "x", which joins two sides and nothing else.
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
	before := `(?:(^|` + edge + `)(?:` + besideWords + `|` + beforeName + `)\s+|\s*(?:` + besideSigns + `)\s*|(^|` + edge + `))`
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

// cutOut puts a separator where the name stands in a title. It is never the company, and what it is joined to is not the
// whole of a name.
func (own ownName) cutOut(title string) string {
	for _, pattern := range own {
		title = pattern.ReplaceAllString(title, "$1$2 | ")
	}
	return title
}

// edge is what a name does not go on with. With a hyphen it is another name.
const edge = `[^\pL\pN-]`
