package german

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"followup/pattern"
	"followup/rules/people"
)

// Salutation greets the named person: "Sehr geehrte Frau Dr. Schmidt" if the name was typed with "Frau" or its like,
// and "Guten Tag Kim Berger" otherwise, because no first name says surely whether it is a man's or a woman's. The style
// makes no difference: first names go with "du".
func (Language) Salutation(name, _ string) string {
	name = spelledOut(name)
	if m := shortSister.FindStringSubmatch(name); m != nil {
		if words := strings.Fields(m[1]); len(firstNames(words)) < len(words) {
			return "Guten Tag " + m[1]
		}
		return "Guten Tag Sr. " + m[1]
	}
	greeted := people.Greet(name)
	if greeted.Whole == "" {
		return "Sehr geehrte Damen und Herren"
	}
	if m := ofAnOrder.FindStringSubmatch(name); m != nil {
		begin := "Sehr geehrter "
		if m[1] == "Schwester" {
			begin = "Sehr geehrte "
		}
		return begin + m[1] + " " + strings.Join(firstNames(strings.Fields(m[2])), " ")
	}
	a := addresseeOf(strings.Fields(greeted.Title + " " + greeted.Whole))
	titles := a.titles()
	if a.form == people.Neutral {
		return strings.Join(slices.Concat([]string{"Guten Tag"}, titles, a.name), " ")
	}
	begin, title := "Sehr geehrte", "Frau"
	if a.form == people.Sir {
		begin, title = "Sehr geehrter", "Herr"
	}
	if noble := nobleName(a.name); noble != nil && len(titles) == 0 {
		return begin + " " + strings.Join(noble, " ") // "Sehr geehrte Gräfin von Hardenberg"
	}
	return strings.Join(slices.Concat([]string{begin, title}, titles, lastNameOf(title, a.name)), " ")
}

// ofAnOrder matches sisters, brothers and fathers, who are greeted with their first name.
var ofAnOrder = pattern.Lazy(`^\s*(?:(?:Frau|Herr) )?(Schwester|Bruder|Pater) (\p{Lu}.*)`)

// shortSister matches "Sr. Clara Egger", a sister here and not a Señor. With a last name she is greeted without "Sr.",
// which somebody from Spain may have meant otherwise.
var shortSister = pattern.Lazy(`^\s*Sr\. (\p{Lu}.*\S)\s*$`)

// firstNames returns the first names that a name begins with: at least one.
func firstNames(name []string) []string {
	n := 1
	for n < len(name) && people.IsGiven(name[n]) {
		n++
	}
	return name[:n]
}

// spelledOut returns "Herr Petersen" for "Hr. Petersen jun.", and "Herr von Stetten" for "Herr Freiherr v. Stetten".
// Nobody is greeted with what is left out.
func spelledOut(name string) string {
	name = shortSir.ReplaceAllString(name, "Herr ")
	name = shortMadam.ReplaceAllString(name, "Frau ")
	name = shortOf.ReplaceAllString(name, "${1}von ")
	name = baron.ReplaceAllString(name, "$1")
	return withoutLetters(generation.ReplaceAllString(name, "$1"))
}

// withoutLetters returns a name without a title in capitals behind "Herr" or "Frau", such as "DSA" in "Frau DSA Renate
// Huber". What may be a last name, as in "Frau KERN Mia", stays, and so do those that addresseeOf knows.
func withoutLetters(name string) string {
	m := inLetters.FindStringSubmatch(name)
	if m == nil || isAustrian.MatchString(strings.ToLower(m[2])) || isDoctor.MatchString(strings.ToLower(m[2])) {
		return name
	}
	rest := strings.Fields(m[3])
	for len(rest) > 1 && !strings.ContainsFunc(rest[0], unicode.IsLower) {
		rest = rest[1:] // more letters: "Herr OA PD Dr. Voss"
	}
	_, words := people.SplitTitles(strings.Join(rest, " "))
	if len(words) == 0 || !isLetters(m[2], words, len(words) < len(rest)) {
		return name
	}
	return withoutLetters(m[1] + m[3])
}

// isLetters reports whether a word in capitals before the words of a name, maybe titled, is surely none of them.
func isLetters(word string, words []string, titled bool) bool {
	first, last := words[0], words[len(words)-1]
	noVowel := !strings.ContainsAny(people.Folded(word), "aeiouy")
	switch {
	case !strings.ContainsFunc(first, unicode.IsLower), !titled && len(words) == 1:
		return false
	case noVowel && utf8.RuneCountInString(word) > 3:
		return true
	case noVowel, utf8.RuneCountInString(word) <= 3:
		return !people.IsGiven(last) && (titled || people.IsGiven(first))
	}
	return false
}

// inLetters matches what may be a title in capitals behind "Herr" or "Frau".
var inLetters = pattern.Lazy(`^\s*((?:Herr|Frau)\s+)(\p{Lu}{2,6})\s+(\S.*)$`)

var (
	shortOf = pattern.Lazy(`(\s)v\.\s*\b`)
	baron   = pattern.Lazy(`(?:Freiherr|Freifrau|Freiin|Ritter|Edle|Edler) ((?:von|vom|zu|zum|zur) )`)

	// generation matches what tells a father from a son.
	generation = pattern.Lazy(`^\s*(\S+ .*?),?\s+(?:\(?(?i:sen|jun|jr)\.?\)?|(?i:senior|junior)|Sr\.?|d\. ?[ÄJ]\.|` +
		`der (?:Ältere|Jüngere)|I{2,3})\s*$`)
)

// nobleName returns the name from the title of nobility on, which stands for "Herr" and "Frau": "Graf von Spreti". It
// returns nil for any other, such as "Steffen Graf".
func nobleName(name []string) []string {
	for i, word := range name[:len(name)-1] {
		if i < 2 && isNoble.MatchString(word) || isRoyal.MatchString(word) && name[i+1] == "von" {
			return name[i:]
		}
	}
	return nil
}

var (
	isNoble = pattern.Lazy(`^(?:Graf|Gräfin|Baron|Baronin)$`)
	isRoyal = pattern.Lazy(`^(?:Graf|Gräfin|Baron|Baronin|Prinz|Prinzessin|Fürst|Fürstin)$`)
)

// shortSir and shortMadam do not match "HR", which is a department.
var (
	shortSir   = pattern.Lazy(`^\s*(?:Hrn?\b\.?|hrn?\.)\s*\b`)
	shortMadam = pattern.Lazy(`^\s*(?:Fr\b\.?|fr\.)\s*\b`)
)

// An addressee is a typed name, told apart.
type addressee struct {
	form      people.Form
	professor string   // as it was typed
	doctor    string   // as a letter has it
	degree    string   // of Austria, as it was typed: "Mag.", "DI"
	office    string   // "Pfarrerin"
	name      []string // without all of these
}

// addresseeOf tells the words of a name apart. Degrees and jobs, with which nobody is greeted, are left out, unless
// only they say that a lone word is a last name: "RA Stein".
func addresseeOf(words []string) (a addressee) {
	job := ""
	for len(words) > 1 {
		word := words[0]
		bare := strings.ToLower(strings.ReplaceAll(word, ".", ""))
		form, _ := people.FormOf(word)
		switch {
		case form != people.Neutral:
			a.form = form
		case isProfessor.MatchString(bare):
			a.professor = word
		case bare == "drin", bare == "ddr":
			a.doctor = word
		case isDoctor.MatchString(bare):
			a.doctor = "Dr." // also for "Dr.-Ing."
		case offices.Has(bare):
			a.office = word
		case bare == "dir" && a.form == people.Madam:
			a.office = "Direktorin"
		case bare == "dir" && a.form == people.Sir:
			a.office = "Direktor"
		case isAustrian.MatchString(bare) && !strings.Contains(bare, "-"):
			a.degree, job = cmp.Or(a.degree, word), word
		case isJob.MatchString(bare), isAbbreviation.MatchString(word), isTrade.MatchString(bare) && !isNamed(words):
			job = word
		case bare != "mx":
			a.name = words
			return a
		}
		words = words[1:]
	}
	a.name = words
	if a.form == people.Neutral && a.professor+a.doctor+a.degree+a.office == "" {
		a.office = job
	}
	return a
}

// isNamed reports whether what may be a job is a last name before a first: "Meister Karin".
func isNamed(words []string) bool { return len(words) == 2 && people.IsGiven(words[1]) }

// titles are those that one is greeted with. Behind "Herr" or "Frau" the highest is enough. An office stands behind
// those alone, and before a lone name: nobody says "Guten Tag Direktorin Ilse Wagner".
func (a addressee) titles() (all []string) {
	if a.form == people.Neutral && len(a.name) > 1 {
		a.office = ""
	}
	for _, t := range []string{a.office, a.highest(), a.second()} {
		if t != "" {
			all = append(all, t)
		}
	}
	return all
}

func (a addressee) highest() string {
	switch {
	case a.professor == "":
		return cmp.Or(a.doctor, a.degree)
	case a.form == people.Madam:
		return "Professorin"
	case a.form == people.Sir:
		return "Professor"
	}
	return "Prof."
}

func (a addressee) second() string {
	if a.form == people.Neutral && a.professor != "" {
		return a.doctor
	}
	return ""
}

// lastNameOf returns the last name, or the whole name if that is not certain.
func lastNameOf(title string, name []string) []string {
	if noble := nobleName(name); noble != nil {
		return noble // "Herr Dr. Graf von Spreti"
	}
	if g := people.Greet(title + " " + strings.Join(name, " ")); g.Last != "" {
		return []string{g.Last}
	}
	notGiven := func(word string) bool { return !people.IsGiven(word) && !secondNames.Has(strings.ToLower(word)) }
	if last := len(name) - 1; last > 1 && !slices.ContainsFunc(name[1:last], notGiven) && notGiven(name[last]) {
		return name[last:] // "Hans Peter Kern"
	}
	return name
}

var (
	isProfessor = pattern.Lazy(`^(?:\pL+-)?prof(?:essor)?(?:in)?$`)
	isDoctor    = pattern.Lazy(`^d?dr(?:in|med|ing)?(?:-\pL+)?$`)

	// isAustrian matches degrees that belong to the name in Austria, "Mag." and "DI". In Germany nobody is greeted with
	// "Dipl.-Ing.".
	isAustrian = pattern.Lazy(`^(?:m?maga?|magister|di|diin|ing)$`)

	// secondNames stand between a first and a last name; some alone may be last names.
	secondNames = pattern.Words(`peter paul maria anna marie luise sophie johann jürgen wolfgang michael georg friedrich
		wilhelm josef franz dieter joachim werner günter günther ulrich christian christoph martin stefan thomas andreas
		eva elisabeth christine gabriele monika petra otto ludwig ernst walter`)

	// offices are those that one is greeted with.
	offices = pattern.Words(`direktor direktorin generaldirektor generaldirektorin pfarrer pfarrerin pastor pastorin
		notar notarin hofrat hofrätin rektor rektorin dekan dekanin bürgermeister bürgermeisterin landrat landrätin
		präsident präsidentin botschafter botschafterin minister ministerin kommerzialrat kommerzialrätin
		medizinalrat medizinalrätin stadtrat stadträtin kapitän kapitänin`)

	// isJob matches degrees and jobs.
	isJob = pattern.Lazy(`^(?:ra|rain|stb|stbin|wp|wpin|di|diin|dipl|m?maga?|magister|ing|dkfm|pd|ao|apl|em|univ|` +
		`arch|zt|ba|ma|bsc|msc|mba|llm|med|phil|iur|jur|nat|rer|pol|oec|vet|dent|techn|habil|hc|h|c|architekt|` +
		`architektin|prokurist|prokuristin|geschäftsführer|geschäftsführerin|\pL*(?:leiter|leiterin|arzt|ärztin|` +
		`anwalt|anwältin|berater|beraterin|ingenieur|ingenieurin|referent|referentin|manager|managerin|prüfer|` +
		`prüferin))$`)

	// isTrade matches jobs that may also be a last name, or end like one.
	isTrade = pattern.Lazy(`^(?:\pL*(?:meister|koordinator|disponent|inhaber|betreuer|trainer|entwickler|techniker|` +
		`verwalter|bearbeiter|pfleger|lehrer|chef|therapeut|assistent|direktor|sekretär|redakteur|recruiter|` +
		`arbeiter|gesellschafter|administrator|planer|ausbilder|partner|intendant|kurator|dirigent)(?:in)?|` +
		`coach|polier|vorstand|vorständin|vorsitzende[r]?|psychologe|psychologin|hausdame)$`)

	// isAbbreviation matches what else is no name: "Dipl.-Psych.", "Priv.-Doz.". "J." and "St." may be one.
	isAbbreviation = pattern.Lazy(`^\p{Lu}\pL{2,}\.(?:-\pL+\.?)*$|^\pL+\.-\pL+\.?$`)
)
