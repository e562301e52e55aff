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

var (
	// marker is what a draft that is not finished looks like.
	marker = regexp.MustCompile(`\{\{|\}\}|<no value>|<[\pL ]+>|\[[^\]\n]*\]|\b(NAME|COMPANY|ROLE|TODO|XXX)\b|%!\w?\(`)

	// hole is what a missing fact leaves in a sentence that does not ask whether it is there.
	hole = regexp.MustCompile(`[^\n]{0,12} [.,]|[^\n]{0,12}\( ?\)|“”|""|– –|\S+  \S+`)
)

// lint finds what makes a letter one that should not be sent as it is. The quoted email was sent already and is not
// looked at, nor are names, which nobody chose.
func lint(l Letter, f Facts) (faults []string) {
	own := strings.TrimSuffix(l.Body, l.Quote)
	if found := marker.FindString(strings.NewReplacer(f.names()...).Replace(l.Subject + "\n" + own)); found != "" {
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

// names are the names in the facts, each with what takes its place when the letter is looked at.
func (f Facts) names() (pairs []string) {
	for _, name := range []string{f.Company, f.Role, f.Name, f.Sender} {
		if name != "" {
			pairs = append(pairs, name, "…")
		}
	}
	return pairs
}

// addresses tells whether the text has a word of the name in it, where one is known.
func addresses(text, name string) bool {
	return name == "" || slices.ContainsFunc(strings.Fields(name), func(word string) bool { return strings.Contains(text, word) })
}

// lintTemplate finds what only shows with the sample facts: words that were written into a letter, or left out of it,
// without a thought for other facts.
func lintTemplate(l Letter, f Facts) string {
	own := strings.TrimSuffix(l.Body, l.Quote)
	if found := hole.FindString(l.Subject + " \n" + own); found != "" {
		return fmt.Sprintf("contains “%s”, which has a hole in it", strings.TrimSpace(found))
	}
	if word := doubled(own); word != "" {
		return fmt.Sprintf("contains “%s %s”", word, word)
	}
	if strings.HasSuffix(l.Subject, ",") {
		return fmt.Sprintf("has the subject “%s”, which ends in a comma", l.Subject)
	}
	switch full := sample(); {
	case f.Name == "" && strings.Contains(own, full.Name):
		return fmt.Sprintf("names “%s”, whoever it is to", full.Name)
	case !strings.Contains(own, f.Sender):
		return "is not signed; end it with {{.Closing}}"
	case f.Hook != "" && !strings.Contains(own, f.Hook):
		return "does without the occasion to write; begin it with {{stop .Hook}}"
	}
	return ""
}

// doubled is a word that stands twice in a row, such as the "on" of "on {{.Day}}", which has one of its own.
func doubled(text string) string {
	words := strings.Fields(text)
	for i := 1; i < len(words); i++ {
		if w := words[i]; w == words[i-1] && strings.Trim(w, "abcdefghijklmnopqrstuvwxyz") == "" && w != "had" && w != "that" {
			return w
		}
	}
	return ""
}
