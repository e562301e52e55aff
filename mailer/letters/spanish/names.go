package spanish

import (
	"slices"
	"strings"

	"followup/rules/people"
)

// Salutation greets the named person: "Estimada Sra. Ortega" if the name was typed with "Sra." or its like, and "Buenos
// días, Kim Berger" otherwise, because no first name says surely whether it is a man's or a woman's. The style makes no
// difference: first names go with "tú". Without a name it is "Buenos días", which is right for one reader or several.
func (Language) Salutation(name, _ string) string {
	for title, form := range byFirstName {
		if rest, ok := strings.CutPrefix(name, title); ok && rest != "" {
			first, _, _ := strings.Cut(rest, " ")
			return form + " " + first // "Estimado don Luis"
		}
	}
	g := people.Greet(name)
	form, titles := formOfAddress(g.Title)
	switch {
	case g.Whole == "":
		return "Buenos días"
	case form == "":
		return strings.Join(append(append([]string{"Buenos días,"}, titles...), g.Whole), " ")
	}
	return form + " " + lastName(strings.Fields(g.Whole))
}

// byFirstName has titles that stand before a first name.
var byFirstName = map[string]string{
	"Don ": "Estimado don", "D. ": "Estimado don", "Doña ": "Estimada doña", "Dña. ": "Estimada doña",
	"D.ª ": "Estimada doña",
}

// lastName returns the first last name of "Carmen Ortega Lillo". What may be two last names stays whole.
func lastName(words []string) string {
	switch n := len(words); {
	case n == 1 || !people.IsGiven(words[0]):
	case n == 2 || n == 3 && !people.IsGiven(words[1]):
		return words[1]
	}
	return strings.Join(words, " ")
}

// formOfAddress returns how a letter to somebody with that title begins, "Estimada Sra.", or "" if the title does not
// say it, and the rest of the title. A doctor is called that and no more.
func formOfAddress(title string) (form string, others []string) {
	is, others := people.FormOf(title)
	has := func(titles ...string) bool {
		return slices.ContainsFunc(others, func(t string) bool {
			return slices.Contains(titles, strings.ToLower(strings.TrimSuffix(t, ".")))
		})
	}
	switch {
	case has("dra", "doctora"):
		return "Estimada Dra.", others
	case is == people.Madam || has("profesora"):
		return "Estimada Sra.", others
	case is == people.Sir || has("profesor"):
		return "Estimado Sr.", others
	}
	return "", others
}
