package letters

import (
	"strings"

	"followup/rules/people"
)

// salutation greets the named person: "Dear Dr Müller", "Dear Jana Müller" or, in the style "first", "Dear Jana".
func salutation(name, style string) string {
	title, words := people.SplitTitles(name)
	switch {
	case len(words) == 0:
		return "Dear hiring team"
	case style == "first" && people.IsFirstName(words[0]):
		return "Dear " + words[0]
	case len(title) > 0:
		return "Dear " + strings.Join(append(title, people.LastName(words)), " ")
	}
	return "Dear " + strings.Join(words, " ")
}
