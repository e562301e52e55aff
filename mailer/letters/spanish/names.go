package spanish

import (
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
	form := formOfAddress(g.Title)
	switch {
	case g.Whole == "":
		return "Buenos días"
	case form == "":
		return strings.Join(append(append([]string{"Buenos días,"}, otherTitles(g.Title)...), g.Whole), " ")
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
// say it. A doctor is called that and no more.
func formOfAddress(title string) (form string) {
	for _, t := range strings.Fields(title) {
		switch strings.ToLower(strings.TrimSuffix(t, ".")) {
		case "frau", "mrs", "ms", "miss", "madame", "mademoiselle", "mme", "mlle", "sra", "srta", "señora", "señorita",
			"signora", "profesora":
			form = "Estimada Sra."
		case "herr", "mr", "monsieur", "sr", "señor", "sig", "signor", "profesor":
			form = "Estimado Sr."
		case "dra", "doctora":
			return "Estimada Dra."
		}
	}
	return form
}

// otherTitles returns the words of a title that stands before a whole name.
func otherTitles(title string) (titles []string) {
	for _, t := range strings.Fields(title) {
		switch strings.ToLower(strings.TrimSuffix(t, ".")) {
		case "dr":
			titles = append(titles, "Dr.")
		case "mx":
		default:
			titles = append(titles, t)
		}
	}
	return titles
}
