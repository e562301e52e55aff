package french

import (
	"cmp"
	"slices"
	"strings"

	"followup/pattern"
	"followup/rules"
	"followup/rules/people"
)

// Salutation greets the named person: "Bonjour Madame Duval" if the name was typed with "Mme" or its like, "Bonjour
// Docteur Vidal" behind a title of honour, "Bonjour Madame la Maire" for an office, and "Maître" alone, as lawyers are.
// Otherwise a first name hardly says whether it is a man's or a woman's, and the whole name reads like a circular, so
// it is "Bonjour Camille" in the style "first", or if the name is "Camille" alone, and else "Bonjour". "Professeur"
// becomes "Professeure" with a first name that does say so.
func (Language) Salutation(name, style string) string {
	rest, isMonsieur := strings.CutPrefix(name, "M. ") // an initial in other languages
	rest, honour := cutHonour(rest)
	g := people.Greet(rest)
	isOf, _ := people.FormOf(g.Title)
	form := map[people.Form]string{people.Madam: "Madame", people.Sir: "Monsieur"}[isOf]
	if isMonsieur {
		form = "Monsieur"
	}
	office := offices.FindStringSubmatch(g.Whole)
	switch {
	case g.Whole == "":
		return "Madame, Monsieur"
	case form != "" && office != nil:
		return "Bonjour " + form + " " + strings.ToLower(office[1]) + rules.Capital(office[2])
	case honour == "Maître":
		return honour
	case form == "" && honour == "" && style == "first" && g.First != "":
		return "Bonjour " + g.First
	case form == "" && honour == "" && !strings.Contains(g.Whole, " ") && people.IsGiven(g.Whole): // "Julien"
		return "Bonjour " + g.Whole
	case form == "" && honour == "":
		return "Bonjour"
	case honour == "Professeur" && (form == "Madame" || form == "" && isWoman(g.Whole)):
		form, honour = "", "Professeure"
	}
	words, last := strings.Fields(g.Whole), g.Last
	if len(words) == 2 && alsoLast.Has(people.Folded(words[0])) { // "Mme Pascale Henry"
		last = words[1]
	}
	return "Bonjour " + cmp.Or(form, honour) + " " + lastName(words, last)
}

// isWoman reports whether a name begins with a first name that is surely a woman's: "Hélène", "Anne-Laure".
func isWoman(name string) bool {
	given, _, found := strings.Cut(name, " ")
	first, _, _ := strings.Cut(given, "-")
	return found && women.Has(people.Folded(first))
}

// women are first names that no man has in French, without accents. Camille, Dominique and their like are missing.
var women = pattern.Words("adele agathe agnes aline alice amandine amelie anais anne annie aurelie aurore beatrice " +
	"benedicte berengere brigitte carine carole caroline catherine cecile celine chantal charlotte christelle " +
	"christine claire clara clemence colette coralie corinne delphine denise diane edith elisabeth elise elodie " +
	"emilie emma emmanuelle estelle eva fabienne fanny fatima florence francoise gabrielle genevieve ghislaine " +
	"helene heloise ines irene isabelle jacqueline jeanne jocelyne josephine josiane julie juliette justine " +
	"karine laetitia laura laure lea leila louise lucie lydie madeleine manon margaux margot marguerite " +
	"marianne marie marine marlene martine mathilde melanie mireille monique muriel myriam nadia " +
	"nadine nathalie nicole noemie odette odile patricia pauline raphaelle renee rosalie sabine sabrina sandra " +
	"sandrine sarah severine simone solange sophie stephanie suzanne sylvie therese valerie vanessa veronique " +
	"victoire virginie viviane yvette yvonne")

// alsoLast are first names that people do not know as such, because as many have them as last names. Behind "Mme" and
// its like, the first of two words is the first name.
var alsoLast = pattern.Words("adrien alain andre arnaud baptiste benoit berenice bernard bertrand charles claude " +
	"georges gerard gilbert gilles ginette gregory guy henri hugues jacques luc marine maurice michel pascale paul " +
	"raymond regine regis simon thomas valentin")

// lastName returns the last name of the words of a name behind a title: from its first particle on, or else the one
// that is certain. Any other name stays whole, because who is greeted without a title misses it.
func lastName(words []string, certain string) string {
	whole := strings.Join(words, " ")
	switch i := slices.IndexFunc(words, isParticle); {
	case i == 0 || i > 1 && !allGiven(words[:i]):
		return whole
	case i > 0 && i < len(words)-1:
		return strings.Join(words[i:], " ")
	case i > 0 || len(words) == 1:
		return whole
	}
	return cmp.Or(certain, whole)
}

func allGiven(words []string) bool {
	return !slices.ContainsFunc(words, func(w string) bool { return !people.IsGiven(w) })
}

// isParticle reports whether a word of a name belongs to the last name after it.
func isParticle(word string) bool {
	small := strings.ToLower(word)
	return particles.Has(small) || people.Particles.Has(small)
}

// particles are those that may be first names elsewhere.
var particles = pattern.Words("ben ould mac des saint sainte st ste abd abdel abou")

// honours are the titles by which one greets instead of "Madame" or "Monsieur", as they are typed. Some are of Belgium.
var honours = pattern.Pairs(`
	dr Docteur  docteur Docteur  pr Professeur  prof Professeur  professeur Professeur  dre Docteure
	docteure Docteure  pre Professeure  professeure Professeure  mevrouw Madame  mevr Madame  meneer Monsieur
	dhr Monsieur  me Maître  mᵉ Maître  maître Maître  chef Chef
	cheffe Cheffe`)

// cutHonour returns a name without the title of honour that it begins with, and that title.
func cutHonour(name string) (rest, honour string) {
	first, rest, found := strings.Cut(name, " ")
	honour, isHonour := honours.Get(strings.ToLower(strings.TrimSuffix(first, ".")))
	if isChef := strings.HasPrefix(honour, "Chef"); !found || !isHonour || isChef && rest != rules.Capital(rest) {
		return name, "" // "Chef de cuisine" is no name
	}
	if after, second := cutHonour(rest); second != "" { // "Prof. Dr. Vidal"
		rest = after
	}
	return rest, honour
}

// offices matches an office that stands for the name: "la maire", "le directeur des soins".
var offices = pattern.Lazy(`(?i)^(la |le |l['’])(maire|direct(?:eur|rice)|présidente?|proviseure?|préf(?:et|ète)|` +
	`principale?|doyen(?:ne)?|rect(?:eur|rice)|ministre|juge|procureure?|adjointe?)(?:\s.*)?$`)
