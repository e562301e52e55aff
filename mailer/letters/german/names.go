package german

import (
	"strings"

	"followup/rules/people"
)

// Salutation greets the named person: "Sehr geehrte Frau Dr. Schmidt" if the name was typed with "Frau" or its like,
// and "Guten Tag Kim Berger" otherwise, because no first name says surely whether it is a man's or a woman's. The style
// makes no difference: first names go with "du".
func (Language) Salutation(name, _ string) string {
	g := people.Greet(name)
	form, titles := formOfAddress(g.Title)
	switch {
	case g.Whole == "":
		return "Sehr geehrte Damen und Herren"
	case form == "" || g.Last == "":
		return strings.Join(append(append([]string{"Guten Tag"}, titles...), g.Whole), " ")
	}
	return strings.Join(append(append([]string{form}, titles...), g.Last), " ")
}

// formOfAddress returns how a letter to somebody with that title begins, "Sehr geehrte Frau", or "" if the title does
// not say it, and the rest of the title.
func formOfAddress(title string) (form string, titles []string) {
	for _, t := range strings.Fields(title) {
		switch strings.ToLower(strings.TrimSuffix(t, ".")) {
		case "frau", "mrs", "ms", "miss", "madame", "mademoiselle", "mme", "mlle", "sra", "srta", "señora", "señorita",
			"signora":
			form = "Sehr geehrte Frau"
		case "herr", "mr", "monsieur", "m", "sr", "señor", "sig", "signor":
			form = "Sehr geehrter Herr"
		case "mx":
		case "dr", "drin", "prof", "profin":
			titles = append(titles, strings.TrimSuffix(t, ".")+".")
		default:
			titles = append(titles, t)
		}
	}
	return form, titles
}
