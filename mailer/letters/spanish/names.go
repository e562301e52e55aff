package spanish

import (
	"strings"

	"followup/rules/people"
)

// Salutation greets the named person: "Estimada Sra. Vega Ríos" if the name was typed with "Sra." or its like, and
// "Buenos días, Kim Berger" otherwise, because no first name says surely whether it is a man's or a woman's. The name
// is said as it was typed, because two last names cannot be told from a first and a last one. The style makes no
// difference: first names go with "tú".
func (Language) Salutation(name, _ string) string {
	g := people.Greet(name)
	form, titles := formOfAddress(g.Title)
	switch {
	case g.Whole == "":
		return "Estimado equipo de selección"
	case form == "":
		return strings.Join(append(append([]string{"Buenos días,"}, titles...), g.Whole), " ")
	}
	return strings.Join(append(append([]string{form}, titles...), g.Whole), " ")
}

// formOfAddress returns how a letter to somebody with that title begins, "Estimada Sra.", or "" if the title does not
// say it, and the rest of the title.
func formOfAddress(title string) (form string, titles []string) {
	for _, t := range strings.Fields(title) {
		switch strings.ToLower(strings.TrimSuffix(t, ".")) {
		case "frau", "mrs", "ms", "miss", "madame", "mademoiselle", "mme", "mlle", "sra", "srta", "señora", "señorita",
			"signora":
			form = "Estimada Sra."
		case "herr", "mr", "monsieur", "m", "sr", "señor", "sig", "signor":
			form = "Estimado Sr."
		case "dra", "doctora":
			form = "Estimada Dra."
		case "mx":
		case "dr":
			titles = append(titles, "Dr.")
		default:
			titles = append(titles, t)
		}
	}
	return form, titles
}
