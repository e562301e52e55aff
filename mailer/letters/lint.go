package letters

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// What a note may measure. A page is about 400 words, and nobody reads one; a mail program shows 70 characters of a
// subject, and 120 leave room for a long role.
const (
	maxWords          = 300
	maxSubjectInRunes = 120
)

// marker is what a draft that is not finished looks like.
var marker = regexp.MustCompile(`\{\{|\}\}|<no value>|\[[^\]\n]*\]|\b(NAME|COMPANY|ROLE|TODO|XXX)\b|%!\w?\(`)

// lint finds what makes a letter one that should not be sent as it is. The quoted email was sent already and is not
// looked at.
func lint(l Letter, f Facts) (faults []string) {
	own := strings.TrimSuffix(l.Body, l.Quote)
	if found := marker.FindString(l.Subject + "\n" + own); found != "" {
		faults = append(faults, fmt.Sprintf("contains “%s”, which looks unfinished", found))
	}
	if !addresses(own, f.Name) {
		faults = append(faults, fmt.Sprintf("does not name %s, whom it is to; begin it with {{.Salutation}}", f.Name))
	}
	if n := len(strings.Fields(own)); n > maxWords {
		faults = append(faults, fmt.Sprintf("has %d words; a note of more than %d is seldom read", n, maxWords))
	}
	if n := utf8.RuneCountInString(l.Subject); n > maxSubjectInRunes {
		faults = append(faults, fmt.Sprintf("has a subject of %d characters; more than %d are seldom seen", n, maxSubjectInRunes))
	}
	return faults
}

// addresses tells whether the text has a word of the name in it, where one is known.
func addresses(text, name string) bool {
	return name == "" || slices.ContainsFunc(strings.Fields(name), func(word string) bool { return strings.Contains(text, word) })
}
