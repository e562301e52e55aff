package spanish

import (
	"slices"
	"strings"

	"followup/pattern"
	"followup/rules/people"
)

// Salutation greets the named person: "Estimada Sra. Ortega" if the name was typed with "Sra." or another title that
// says so, "Estimada Marta Soler" if the first name surely does, and "Buenos días, Kim Berger" otherwise. "Ing. Kim
// Paz" is "Buenos días, Ing. Paz". By first name
// it is "Hola, Kim"; the letter says "usted" all the same, as much of Latin America does.
// Without a name it is "Buenos días", which is right for one reader or several.
func (Language) Salutation(name, style string) string {
	for title, form := range byFirstName {
		if rest, ok := strings.CutPrefix(name, title); ok && rest != "" {
			first := firstNames(strings.Fields(rest))
			if style == "first" {
				return "Hola, " + first
			}
			return form + " " + first // "Estimado don Miguel Ángel"
		}
	}
	for title, form := range ofOrders {
		if rest, ok := strings.CutPrefix(name, title); ok && rest != "" {
			return form + " " + rest
		}
	}
	if rest, ok := strings.CutPrefix(name, "Chef "); ok {
		if words := strings.Fields(rest); style != "first" && sexOf(words) != "" {
			return sexOf(words) + " chef " + lastName(words)
		}
	}
	if m := profession.FindStringSubmatch(name); m != nil {
		return byProfession(m[1], strings.Fields(m[2]), style)
	}
	g := people.Greet(name)
	form, titles := formOfAddress(g)
	words := strings.Fields(g.Whole)
	switch {
	case g.Whole == "":
		return "Buenos días"
	case style == "first" && g.First != "" && g.First == words[0]:
		return "Hola, " + firstNames(words)
	case style == "first" && g.First != "":
		return "Hola, " + g.First
	case form != "" && sexOf(words) != "" && !strings.HasPrefix(form, sexOf(words)):
		return form + " " + g.Whole // "Estimada Sra. Santiago Ruiz" has two last names
	case form != "":
		return form + " " + lastName(words)
	case sexOf(words) != "" && len(titles) == 0:
		return sexOf(words) + " " + g.Whole
	}
	return strings.Join(append(append([]string{"Buenos días,"}, titles...), g.Whole), " ")
}

// bareTitle returns a title in small letters and without its full stop.
func bareTitle(title string) string { return strings.ToLower(strings.TrimSuffix(title, ".")) }

// byFirstName has titles that stand before a first name.
var byFirstName = map[string]string{
	"Don ": "Estimado don", "D. ": "Estimado don", "Doña ": "Estimada doña", "Dña. ": "Estimada doña",
	"D.ª ": "Estimada doña", "Dña ": "Estimada doña",
	"Sor ": "Estimada sor", "Fray ": "Estimado fray", "Padre ": "Estimado padre", "Madre ": "Estimada madre",
}

// ofOrders are titles that stand before a whole name.
var ofOrders = map[string]string{"Hna. ": "Estimada Hna.", "Hermana ": "Estimada hermana", "Hno. ": "Estimado Hno."}

// profession matches a title that says neither a woman's nor a man's, and the name behind it.
var profession = pattern.Lazy(`^((?:Ing|Lic|Arq|Abg|Ab|C\. ?P|Econ|Psic|Quím|Biól|M\. ?V\. ?Z|Prof|Cap|Insp)\.|` +
	`CP|MVZ) (.+)$`)

// byProfession greets somebody by a profession and the last name: "Estimada Ing. Paz", "Buenos días, Lic. Cuauhtémoc".
func byProfession(title string, words []string, style string) string {
	last := lastName(words)
	switch {
	case style == "first" && len(words) > 1 && isGiven(words[0]):
		return "Hola, " + firstNames(words)
	case sexOf(words) != "":
		return sexOf(words) + " " + title + " " + last
	case len(words) > 1 && len(words) < 4 && last == strings.Join(words, " ") && !mayBeLast(words[0]) &&
		!isGiven(words[1]) && !particles.Has(people.Folded(words[1])):
		last = words[1]
	}
	return "Buenos días, " + title + " " + last
}

// lastName returns the first last name of "Carmen Ortega Lillo", and "del Olmo" of "Marta del Olmo". What may be two
// first names or two last names stays whole.
func lastName(words []string) string {
	switch n := len(words); {
	case n == 1 || !isGiven(words[0]) || alsoLast.Has(people.Folded(words[0])):
	case devotion(words) > 0:
	case particles.Has(people.Folded(words[1])):
		if n > 2 {
			return strings.Join(words[1:], " ")
		}
	case n == 2 && !isSecond(words[1]), n == 3 && !isGiven(words[1]) && !isSecond(words[1]):
		return words[1]
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
	{[]string{"profa", "profesora"}, "Estimada Profa."},
	{[]string{"profesor"}, "Estimado Prof."},
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
