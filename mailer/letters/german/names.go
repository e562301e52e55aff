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
	form, titles := people.FormOf(g.Title)
	titles = dotted(titles)
	switch {
	case g.Whole == "":
		return "Sehr geehrte Damen und Herren"
	case form == people.Neutral || g.Last == "":
		return strings.Join(append(append([]string{"Guten Tag"}, titles...), g.Whole), " ")
	}
	begin := map[people.Form]string{people.Madam: "Sehr geehrte Frau", people.Sir: "Sehr geehrter Herr"}[form]
	return strings.Join(append(append([]string{begin}, titles...), g.Last), " ")
}

// dotted returns titles with the full stop that German writes: "Dr."
func dotted(titles []string) (all []string) {
	for _, t := range titles {
		switch bare := strings.TrimSuffix(t, "."); strings.ToLower(bare) {
		case "dr", "drin", "prof", "profin":
			t = bare + "."
		}
		all = append(all, t)
	}
	return all
}
