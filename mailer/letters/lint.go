package letters

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"followup/pattern"
	"followup/rules/people"
)

// The limits of a note. A page has about 400 words, and nobody reads a whole page. A mail program shows 70
// characters of a subject; 120 leave room for a long role.
const (
	maxWords          = 300
	maxSubjectInRunes = 120
)

// marker matches what an unfinished draft looks like.
var marker = pattern.Lazy(`\{\{|\}\}|<no value>|<[\pL ]+>|\[[^\]\n]*\]|\b(` +
	strings.Join(markerWords, "|") + `)\b|%!\w?\(`)

var markerWords = func() []string {
	words := []string{"TODO", "XXX"}
	for _, l := range languages {
		for _, w := range l.Placeholders() {
			if !slices.Contains(words, w) {
				words = append(words, w)
			}
		}
	}
	return words
}()

// lint returns why a letter should not be sent as it is. It ignores the quoted email, which has been sent already.
func lint(l Letter, f Facts) (faults []string) {
	own := strings.TrimSuffix(l.Body, l.Quote)
	if found := unresolved(l.Subject+"\n"+own, f); found != "" {
		faults = append(faults, fmt.Sprintf("contains “%s”, which looks unfinished", found))
	}
	greeted := f.Salutation != "" && strings.Contains(own, f.Salutation) // which the user may have set, without a name
	if !greeted && !mentions(own, f.Name) {
		faults = append(faults, fmt.Sprintf("does not name %s, whom it is to", f.Name)+greetingHint)
	}
	if n := len(strings.Fields(own)); n > maxWords {
		faults = append(faults, fmt.Sprintf("has %d words; a note of more than %d is seldom read", n, maxWords))
	}
	if n := utf8.RuneCountInString(l.Subject); n > maxSubjectInRunes {
		faults = append(faults, fmt.Sprintf("has a subject of %d characters; more than %d are seldom seen",
			n, maxSubjectInRunes))
	}
	return faults
}

// Faults returns why a letter that the user edited should not be sent as it is.
func Faults(l Letter, f Facts) (faults []string) {
	for _, fault := range lint(l, f) {
		fault, _, _ = strings.Cut(fault, greetingHint) // it is no template
		faults = append(faults, fault)
	}
	return faults
}

// greetingHint says how a template greets.
const greetingHint = "; begin it with {{.Salutation}}"

// unresolved returns the first marker in the text that is not part of a name or a role, which may have "(m/w/d)" in
// it.
func unresolved(text string, f Facts) string {
	if !mayHaveMarker(text) {
		return ""
	}
	for _, name := range []string{f.Company, f.Role, f.Name, f.Sender} {
		if marker.MatchString(name) {
			text = strings.ReplaceAll(text, name, "…")
		}
	}
	return marker.FindString(text)
}

// mayHaveMarker reports whether the text has what every marker has. Hardly a letter does, and the expression is slow.
func mayHaveMarker(text string) bool {
	return strings.ContainsAny(text, "{}<[%") ||
		slices.ContainsFunc(markerWords, func(word string) bool { return strings.Contains(text, word) })
}

// mentions reports whether the text has the name in it, or a word of it, where one is known. An initial or a particle
// alone does not count.
func mentions(text, name string) bool {
	if name == "" {
		return true
	}
	inText := words(text)
	if strings.Contains(" "+strings.Join(inText, " ")+" ", " "+strings.Join(words(name), " ")+" ") {
		return true // the whole of it, which may be initials alone
	}
	return slices.ContainsFunc(strings.Fields(name), func(word string) bool {
		bare := strings.TrimFunc(word, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) })
		switch {
		case strings.Trim(bare, ascii) != "": // some scripts put no blanks between words
			return strings.Contains(text, word)
		case len(bare) < 2 && len(name) > 2, people.Particles.Has(bare):
			return false
		}
		return slices.Contains(inText, bare) || strings.ContainsAny(bare, "'-") && strings.Contains(text, word)
	})
}

// words are the words of a text without what stands between them.
func words(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) })
}

const ascii = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'-"

// hole matches what a missing fact leaves in a sentence that does not test for it.
var hole = pattern.Lazy(`[^\n]{0,12} [.,]|[^\n]{0,12}\( ?\)|“”|""|„“|«\s*»|– –`)

// holes returns the holes in a text. The expression is slow, so it runs only on a text that has a part of one.
func holes(text string) []string {
	for _, part := range []string{" .", " ,", "()", "( )", "“”", `""`, "„“", "«", "– –"} {
		if strings.Contains(text, part) {
			return hole.FindAllString(text, -1)
		}
	}
	return nil
}

// lintTemplate returns a fault that only the sample facts show and that the source does not have: a hole, a doubled
// word, or a fact that was written into the template as text.
func lintTemplate(l Letter, f Facts, source string) string {
	own := strings.TrimSuffix(l.Body, l.Quote)
	for _, found := range holes(l.Subject + " \n" + own) {
		if !strings.Contains(source, found) {
			return fmt.Sprintf("contains “%s”, which has a hole in it", strings.TrimSpace(found))
		}
	}
	if word := doubled(own, source); word != "" {
		return fmt.Sprintf("contains “%s %s”", word, word)
	}
	if strings.HasSuffix(l.Subject, ",") {
		return fmt.Sprintf("has the subject “%s”, which ends in a comma", l.Subject)
	}
	switch {
	case f.Name == "" && strings.Contains(own, sampleName):
		return fmt.Sprintf("names “%s”, whoever it is to", sampleName)
	case f.Hook != "" && !strings.Contains(strings.ToLower(own), strings.ToLower(f.Hook)): // it may begin small
		return "does without the occasion to write; begin it with {{stop .Hook}}"
	}
	return ""
}

// doubled returns a word that is twice in a row in the text but not in the source, such as the "on" in "on
// {{.Day}}", where Day begins with another.
func doubled(text, source string) string {
	words := strings.Fields(text)
	for i := 1; i < len(words); i++ {
		if w := words[i]; w == words[i-1] && strings.Trim(w, ascii) == "" && !strings.Contains(source, w+" "+w) {
			return w
		}
	}
	return ""
}
