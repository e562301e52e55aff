package spanish

import (
	"slices"
	"strings"

	"followup/pattern"
	"followup/rules/people"
)

// Salutation greets the named person: "Estimada Sra. Ortega" if the name was typed with "Sra." or another title that
// says whether it is a woman or a man, and "Buenos días, Kim Berger" otherwise, because no first name says it surely.
// Behind a title stands the last name alone, as in "Buenos días, Ing. Paz". The style makes no difference: "Hola, Kim"
// goes with "tú". Without a name it is "Estimado equipo".
func (Language) Salutation(name, _ string) string {
	name = withoutHonors(name)
	title, rest, _ := strings.Cut(name, " ")
	words := strings.Fields(rest)
	if form := byFirstName[strings.ToLower(title)]; form != "" && len(words) > 0 {
		return form + " " + firstNames(words) // "Estimado don Miguel Ángel"
	}
	if sex, isOffice := offices[strings.ToLower(title)]; isOffice && len(words) > 0 {
		return byOffice(strings.ToLower(title), sex, words)
	}
	if m := profession.FindStringSubmatch(name); m != nil {
		return byProfession(m[1], strings.Fields(m[2]))
	}
	return byName(people.Greet(name))
}

// byName greets somebody by what is sure of the name.
func byName(g people.Greeting) string {
	form, titles := formOfAddress(g)
	words := strings.Fields(g.Whole)
	switch {
	case g.Whole == "":
		return "Estimado equipo"
	case form != "" && sexOf(words) != "" && !strings.HasPrefix(form, sexOf(words)):
		return form + " " + g.Whole // "Estimada Sra. Santiago Ruiz" has two last names
	case form != "":
		return form + " " + behindTitle(words)
	case len(titles) > 0:
		return neutral(strings.Join(titles, " ") + " " + behindTitle(words))
	}
	return neutral(g.Whole)
}

// neutral greets somebody who may be a woman or a man.
func neutral(name string) string { return morning + name }

const morning = "Buenos días, "

// AtHour returns "Buenas tardes, …" for "Buenos días, …" from 13:00 on. What is written
// from 21:00 on is read in the morning.
func (Language) AtHour(salutation string, hour int) string {
	name, isNeutral := strings.CutPrefix(salutation, morning)
	if isNeutral && hour >= 13 && hour < 21 {
		return "Buenas tardes, " + name
	}
	return salutation
}

// withoutHonors returns a name without what stands before "Sr." and between that and the name: "Sr. Jordi Mas" for
// "Excmo. Sr. D. Jordi Mas".
func withoutHonors(name string) string {
	return doubled.ReplaceAllString(honors.ReplaceAllString(name, ""), "${1}")
}

var (
	honors  = pattern.Lazy(`^(?:Excm[oa]\.|Ilm[oa]\.) `)
	doubled = pattern.Lazy(`(?i)^((?:Sr|Sra)\. )(?:don|doña|d\.ª|d\.|dña\.?) `)
)

// bareTitle returns a title in small letters and without its full stop.
func bareTitle(title string) string { return strings.ToLower(strings.TrimSuffix(title, ".")) }

// byFirstName has titles that stand before a first name.
var byFirstName = map[string]string{
	"don": "Estimado don", "d.": "Estimado don", "doña": "Estimada doña", "dña.": "Estimada doña",
	"d.ª": "Estimada doña", "dña": "Estimada doña",
	"sor": "Estimada sor", "fray": "Estimado fray", "padre": "Estimado padre", "madre": "Estimada madre",
	"hermana": "Estimada hermana", "hna.": "Estimada hermana", "hermano": "Estimado hermano",
	"hno.": "Estimado hermano",
}

// offices are titles that stand before a last name in small letters, with whose they are. "" is anybody's.
var offices = map[string]string{
	"rector": "Estimado", "rectora": "Estimada", "vicerrector": "Estimado", "vicerrectora": "Estimada",
	"director": "Estimado", "directora": "Estimada", "decano": "Estimado", "decana": "Estimada",
	"alcalde": "Estimado", "alcaldesa": "Estimada", "presidente": "Estimado", "presidenta": "Estimada",
	"profesor": "Estimado", "profesora": "Estimada", "capitán": "Estimado", "capitana": "Estimada",
	"inspector": "Estimado", "inspectora": "Estimada",
	"coordinador": "Estimado", "coordinadora": "Estimada", "chef": "", "comandante": "", "gerente": "",
}

// byOffice greets somebody by an office and the last name: "Estimado rector Pinzón", "Buenos días, chef Tamayo".
func byOffice(office, sex string, words []string) string {
	if sex != "" {
		return sex + " " + office + " " + behindTitle(words)
	}
	return neutral(office + " " + behindTitle(words))
}

// behindTitle returns the last name behind a title, "Tamayo" of "Yeison Tamayo": of two or three words, the second, if
// the first may be no last name and the second no first name.
func behindTitle(words []string) string {
	last := lastName(words)
	if len(words) > 1 && len(words) < 4 && last == strings.Join(words, " ") && !mayBeLast(words[0]) &&
		!particles.Has(people.Folded(words[0])) && !isGiven(words[1]) && !particles.Has(people.Folded(words[1])) {
		return words[1]
	}
	return last
}

// profession matches a title that says neither a woman's nor a man's, and the name behind it.
var profession = pattern.Lazy(`^((?:Ing|Lic|Arq|Abg|Ab|C\. ?P|Econ|Psic|Quím|Biól|M\. ?V\. ?Z|Prof|Cap|Insp)\.|` +
	`CP|MVZ) (.+)$`)

// byProfession greets somebody by a profession and the last name: "Buenos días, Lic. Cuauhtémoc".
func byProfession(title string, words []string) string {
	if title == "Prof." {
		return byChair(words)
	}
	return neutral(title + " " + behindTitle(words))
}

// byChair greets a professor, who may be a doctor as well: "Estimada profesora Rubio" for "Prof. Dra. Rubio".
func byChair(words []string) string {
	doctor := bareTitle(words[0])
	if len(words) > 1 && (doctor == "dr" || doctor == "dra") {
		words = words[1:]
	}
	if doctor == "dra" {
		return "Estimada profesora " + behindTitle(words)
	}
	return neutral("Prof. " + behindTitle(words))
}

// lastName returns the first last name of "Carmen Ortega Lillo" and of "Jordi Mas i Pla", and "del Olmo" of "Marta del
// Olmo". What may be two first names or two last names stays whole.
func lastName(words []string) string {
	n := len(words)
	if n > 3 && (words[n-2] == "i" || words[n-2] == "y") {
		if rest := words[:n-2]; lastName(rest) != strings.Join(rest, " ") {
			return lastName(rest)
		}
		return strings.Join(words, " ")
	}
	switch {
	case n == 1 || !isGiven(words[0]) || alsoLast.Has(people.Folded(words[0])):
	case devotion(words) > 0:
		return behind(words, 1+devotion(words))
	case particles.Has(people.Folded(words[1])):
		if n > 2 {
			return strings.Join(words[1:], " ")
		}
	case n == 2 && !isSecond(words[1]), n == 3 && !isGiven(words[1]) && !isSecond(words[1]):
		return words[1]
	case isSecond(words[1]):
		return behind(words, 2)
	}
	return strings.Join(words, " ")
}

// behind returns the last name behind a number of first names, or the whole name if none surely is.
func behind(words []string, n int) string {
	rest := words[n:]
	switch {
	case len(rest) > 1 && particles.Has(people.Folded(rest[0])):
		return strings.Join(rest, " ")
	case len(rest) == 1, len(rest) == 2 && !isGiven(rest[0]) && !isSecond(rest[0]):
		return rest[0]
	}
	return strings.Join(words, " ")
}

// firstNames returns the first names with which a name begins: "Miguel Ángel" of "Miguel Ángel Soto", and "María del
// Carmen" of "María del Carmen Ruiz".
func firstNames(words []string) string {
	n := 1
	switch more := devotion(words); {
	case more > 0:
		n += more
	case len(words) > 1 && isGiven(words[0]) && isSecond(words[1]):
		n = 2
	}
	return strings.Join(words[:n], " ")
}

// devotion returns how many words behind the first belong to a first name such as "María del Carmen" or "María de los
// Ángeles".
func devotion(words []string) int {
	n := 1
	for n < len(words) && particles.Has(people.Folded(words[n])) {
		n++
	}
	if n > 1 && n < len(words) && devoted.Has(givenName(words[0])) && devotions.Has(people.Folded(words[n])) {
		return n
	}
	return 0
}

// isSecond reports whether a word behind a first name is another one, and no last name.
func isSecond(word string) bool {
	second := givenName(word)
	return (women.Has(second) || men.Has(second) || seconds.Has(second)) && !alsoLast.Has(second)
}

var (
	// particles are words with which a last name begins: "de la Torre", "San Juan".
	particles = pattern.Words("de del la las los da das do dos di van von san santa mac")

	devoted   = pattern.Words("maria jose luz rosa ana juan")
	devotions = pattern.Words(`
		carmen pilar mar rosario consuelo rocio dolores angeles luz paz mercedes jesus sagrario valle cruz soledad
		milagro milagros remedios nieves carmelo guadalupe fatima amparo`)

	// seconds are names that stand behind a first name, and are no last names.
	seconds = pattern.Words(`
		angeles dary stella lucero yaneth janeth mabel ines fernanda alexandra alexander milena ofelia
		jesus camilo andrea guadalupe noel`)
)

// byTitle has the titles by which one is greeted and that say whether it is a woman or a man, the highest first. "Ing."
// and "Lic." do not say it.
var byTitle = []struct {
	titles []string
	form   string
}{
	{[]string{"dra", "doctora"}, "Estimada Dra."},
	{[]string{"dr", "doctor"}, "Estimado Dr."},
	{[]string{"mtra", "maestra"}, "Estimada Mtra."},
	{[]string{"mtro", "maestro"}, "Estimado Mtro."},
	{[]string{"profa", "profesora"}, "Estimada profesora"},
	{[]string{"profesor"}, "Estimado profesor"},
	{[]string{"licenciada"}, "Estimada Lic."},
	{[]string{"licenciado"}, "Estimado Lic."},
}

// formOfAddress returns how a letter to somebody begins, "Estimada Sra.", or "" if the title does not say it, and the
// rest of the title. A doctor is called that and no more.
func formOfAddress(g people.Greeting) (form string, others []string) {
	is, others := people.FormOf(g.Title)
	for _, by := range byTitle {
		isIt := slices.ContainsFunc(others, func(t string) bool {
			return slices.Contains(by.titles, bareTitle(t))
		})
		if isIt && !(by.form == "Estimado Dr." && mayBeWoman(is, g)) {
			return by.form, others
		}
	}
	switch is {
	case people.Madam:
		return "Estimada Sra.", others
	case people.Sir:
		return "Estimado Sr.", others
	}
	return "", others
}

// mayBeWoman reports whether "Dr." may be that of another language, in which it says nothing: "Dr. Jana Müller".
func mayBeWoman(is people.Form, g people.Greeting) bool {
	first, _, several := strings.Cut(g.Whole, " ")
	return is == people.Madam || is == people.Neutral && several && strings.HasSuffix(first, "a")
}
