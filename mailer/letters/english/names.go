package english

import (
	"cmp"
	"strings"

	"followup/rules/people"
)

// Salutation greets the named person: "Dear Dr Müller", "Dear Jana Müller" or, in the style "first", "Dear Jana". If
// the last name is not certain, it is the whole name. A lone word that may be a last name greets nobody: "Dear Kessler"
// is rude.
func (Language) Salutation(name, style string) string {
	unusual, rest := cutTitle(name)
	g := people.Greet(rest)
	title := cmp.Or(unusual, spelledOut(g.Title))
	isLone := !strings.Contains(g.Whole, " ")
	switch {
	case g.Whole == "":
		return "Dear hiring team"
	case unusual != "" && isLone:
		return "Dear " + unusual + " " + g.Whole
	case style == "first" && g.First != "":
		return "Dear " + g.First
	case people.MayBeLast(rest):
		return "Dear hiring team"
	case mayBeSister(title) && !isLone:
		return "Dear " + title + " " + g.Whole
	case title != "" && g.Last != "":
		return "Dear " + title + " " + g.Last
	case title != "":
		return "Dear " + title + " " + g.Whole
	}
	return "Dear " + g.Whole
}

// cutTitle cuts off a title of English that in other languages is a plain word, or another title.
func cutTitle(name string) (title, rest string) {
	first, rest, found := strings.Cut(name, " ")
	if found && (first == "Chef" || first == "Sr" || first == "Pastor") {
		return first, rest
	}
	return "", name
}

// mayBeSister reports whether a title is short for "Sister", with a first name, or for "Señor", with a last name.
func mayBeSister(title string) bool { return strings.TrimSuffix(title, ".") == "Sr" }

// spelledOut returns the title that is said: "Professor" for "Prof." and "Associate Professor", "Reverend" for "Rev."
// and "Canon" for "Revd Canon". Any other, such as "Prof. Dr.", is as it was typed.
func spelledOut(title string) string {
	for _, unsaid := range []string{"associate ", "assistant ", "assoc. ", "asst. ", "revd ", "rev. ", "reverend "} {
		if strings.HasPrefix(strings.ToLower(title), unsaid) {
			title = title[len(unsaid):]
		}
	}
	switch strings.TrimSuffix(title, ".") {
	case "Prof":
		return "Professor"
	case "Rev", "Revd":
		return "Reverend"
	}
	return title
}
