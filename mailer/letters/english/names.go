package english

import "followup/rules/people"

// Salutation greets the named person: "Dear Dr Müller", "Dear Jana Müller" or, in the style "first", "Dear Jana". If
// the last name is not certain, it is the whole name. A lone word that may be a last name greets nobody: "Dear Kessler"
// is rude.
func (Language) Salutation(name, style string) string {
	g := people.Greet(name)
	switch {
	case g.Whole == "":
		return "Dear hiring team"
	case style == "first" && g.First != "":
		return "Dear " + g.First
	case people.MayBeLast(name):
		return "Dear hiring team"
	case g.Title != "" && g.Last != "":
		return "Dear " + g.Title + " " + g.Last
	case g.Title != "":
		return "Dear " + g.Title + " " + g.Whole
	}
	return "Dear " + g.Whole
}
