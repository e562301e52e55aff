package french

import (
	"strings"

	"followup/rules/people"
)

// Salutation greets the named person: "Bonjour Madame Duval" if the name was typed with "Mme" or its like, and "Bonjour
// Camille Duval" otherwise, because no first name says surely whether it is a man's or a woman's. The style makes no
// difference: first names go with "tu".
func (Language) Salutation(name, _ string) string {
	rest, isMonsieur := strings.CutPrefix(name, "M. ") // an initial in other languages
	g := people.Greet(rest)
	form, titles := formOfAddress(g.Title)
	if isMonsieur {
		form = "Monsieur"
	}
	if isMonsieur && g.Last == "" {
		g.Last = g.Whole
	}
	switch {
	case g.Whole == "":
		return "Madame, Monsieur"
	case form == "" || g.Last == "":
		return strings.Join(append(append([]string{"Bonjour"}, titles...), g.Whole), " ")
	}
	return "Bonjour " + form + " " + g.Last
}

// formOfAddress returns "Madame" or "Monsieur", or "" if a title does not say it, and the rest of the title. Behind one
// of the two, French does without the rest.
func formOfAddress(title string) (form string, titles []string) {
	for _, t := range strings.Fields(title) {
		switch strings.ToLower(strings.TrimSuffix(t, ".")) {
		case "frau", "mrs", "ms", "miss", "madame", "mademoiselle", "mme", "mlle", "sra", "srta", "señora", "señorita",
			"signora":
			form = "Madame"
		case "herr", "mr", "monsieur", "m", "sr", "señor", "sig", "signor":
			form = "Monsieur"
		case "mx":
		case "dr":
			titles = append(titles, "Dr")
		default:
			titles = append(titles, t)
		}
	}
	return form, titles
}
