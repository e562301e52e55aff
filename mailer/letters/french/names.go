package french

import (
	"strings"

	"followup/pattern"
	"followup/rules"
	"followup/rules/people"
)

// Salutation greets the named person: "Bonjour Madame Duval" if the name was typed with "Mme" or its like, "Bonjour
// Docteur Vidal" behind a title of honour, "Bonjour Madame la Maire" for an office, and "Bonjour Camille Duval"
// otherwise, because no first name says surely whether it is a man's or a woman's. The style makes no difference: first
// names go with "tu".
func (Language) Salutation(name, _ string) string {
	rest, isMonsieur := strings.CutPrefix(name, "M. ") // an initial in other languages
	rest, honour := cutHonour(rest)
	g := people.Greet(rest)
	isOf, titles := people.FormOf(g.Title)
	form := map[people.Form]string{people.Madam: "Madame", people.Sir: "Monsieur"}[isOf]
	if isMonsieur {
		form = "Monsieur"
	}
	if (isMonsieur || honour != "") && g.Last == "" {
		g.Last = g.Whole
	}
	office := offices.FindStringSubmatch(g.Whole)
	switch {
	case g.Whole == "":
		return "Madame, Monsieur"
	case form != "" && office != nil:
		return "Bonjour " + form + " " + strings.ToLower(office[1]) + rules.Capital(office[2])
	case form == "" && honour != "":
		return "Bonjour " + honour + " " + g.Last
	case form == "" || g.Last == "":
		return strings.Join(append(append([]string{"Bonjour"}, titles...), g.Whole), " ")
	}
	return "Bonjour " + form + " " + g.Last
}

// honours are the titles by which one greets instead of "Madame" or "Monsieur", as they are typed.
var honours = map[string]string{
	"dr": "Docteur", "docteur": "Docteur", "pr": "Professeur", "prof": "Professeur", "professeur": "Professeur",
	"me": "Maître", "maître": "Maître",
}

// cutHonour returns a name without the title of honour that it begins with, and that title.
func cutHonour(name string) (rest, honour string) {
	first, rest, found := strings.Cut(name, " ")
	honour = honours[strings.ToLower(strings.TrimSuffix(first, "."))]
	if !found || honour == "" {
		return name, ""
	}
	if after, second := cutHonour(rest); second != "" { // "Prof. Dr. Vidal"
		rest = after
	}
	return rest, honour
}

// offices matches an office that stands for the name: "la maire", "le directeur des soins".
var offices = pattern.Lazy(`(?i)^(la |le |l['’])(maire|direct(?:eur|rice)|présidente?|proviseure?|préf(?:et|ète)|` +
	`principale?|doyen(?:ne)?|rect(?:eur|rice)|ministre|juge|procureure?|adjointe?)(?:\s.*)?$`)
