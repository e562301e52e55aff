package spanish

import (
	"slices"
	"strings"
	"unicode"

	"followup/mailer/letters/fact"
	"followup/mailer/letters/grammar"
	"followup/pattern"
	"followup/rules"
)

// reader reads facts. The letters say "sobre …" before a topic and "tengo …" before a fit, so a phrase is a noun with
// its article.
var reader = grammar.Reader{
	Topic: grammar.Frame{Before: "Hablamos sobre "}, Fit: grammar.Frame{Before: "Tengo "},
	Phrase: asPhrase, IsSentence: isSentence, Wishes: wishes, Unfinished: unfinished, Remark: remarkOn,
}

// ReadFact reads a fact as it was typed. Anything that is neither a phrase nor a whole sentence is unclear.
func (Language) ReadFact(kind fact.Kind, typed string) fact.Reading {
	if kind == fact.Topic {
		typed = asThat(strings.TrimSpace(typed))
	}
	if m := thatI.FindStringSubmatch(strings.TrimSpace(typed)); kind == fact.Fit && m != nil && isSentence(m[1]) {
		typed = rules.Capital(m[1])
	}
	r := reader.Read(kind, typed)
	if kind == fact.Hook && r.Form == fact.Sentence {
		r.Text = asRead(r.Text)
	}
	return r
}

// asThat returns a topic that begins with "que" as what they told, "Me contó que abren en mayo.", or as what they aim
// at: "la idea de que los residentes elijan".
func asThat(topic string) string {
	m := startsThat.FindString(topic)
	switch what := topic[len(m):]; {
	case m == "":
		return topic
	case isWanted(what):
		return "la idea de que " + strings.TrimRight(what, ". ")
	default:
		return "Me contó que " + what
	}
}

var startsThat = pattern.Lazy(`^(?:[Ll]o de q|[Qq])ue +`)

// isWanted reports whether the first verb of a clause is one for what is wanted, and not for what is so: "los
// residentes elijan a qué hora desayunan".
func isWanted(clause string) bool {
	isOfOther := false // the next verb belongs to another clause
	words := wordsOf(clause)
	for i, w := range words {
		isWish := wanted.Has(w.string) || w.string == "viva" && i+1 < len(words) && !isVerb(words[i+1]) &&
			(leads(words[i+1]) || ofLiving.Has(words[i+1].string))
		isRelative := i > 0 && relating.Has(words[i-1].string) && verbForm.MatchString(w.string) // "que comen aquí"
		switch {
		case subordinating.Has(w.string):
			isOfOther = true
		case isOfOther && (isWish || isRelative || isVerb(w)):
			isOfOther = false
		case isWish:
			return true
		case isVerb(w):
			return false
		}
	}
	return false
}

// subordinating are words whose verb may be in the subjunctive without being wanted: "cuando abran", "el que llegue",
// "quizá abran". ofLiving are words behind "viva" that make it a verb, as "la música viva" is not.
var (
	subordinating = pattern.Words(`cuando aunque si que quien quienes donde mientras como cuanto cuantos cuantas apenas
		conforme según hasta quizá quizás tal posiblemente probablemente`)
	ofLiving = pattern.Words("aquí allí cerca lejos mejor bien sola solo tranquila juntos")
)

// wanted are verbs in the subjunctive that are nothing else behind "que" and a subject.
var wanted = pattern.Words(`
	sea sean esté estén haya hayan vaya vayan den sepa sepan tenga tengan venga vengan ponga pongan salga salgan
	haga hagan diga digan oiga oigan traiga traigan caigan valga valgan pueda puedan quiera quieran vuelva
	vuelvan mueva muevan resuelva resuelvan duerma duerman pida pidan sirva sirvan siga sigan elija elijan
	consiga consigan mida midan repita repitan sientan prefiera prefieran convierta conviertan entienda
	entiendan atienda atiendan pierda pierdan conozca conozcan ofrezca ofrezcan crezca crezcan aparezca
	aparezcan produzca produzcan reduzca reduzcan traduzca traduzcan conduzca conduzcan introduzca introduzcan
	coma coman beban aprenda aprendan lea lean vea vean venda vendan corran decida decidan vivan escriba
	escriban reciba reciban comparta compartan asista asistan suba suban permita permitan dependa dependan
	comprendan responda respondan recorran cubra cubran descubran discutan añadan cumpla cumplan deba deban unan
	abra abran coja cojan recoja recojan proteja protejan dirija dirijan exijan escoja escojan acuda acudan
	trabaje trabajen participe participen desayune desayunen cocine cocinen juegue jueguen cuide cuiden use usen
	hable hablen llegue lleguen entren lleve lleven pasen tome tomen empiece empiecen organice organicen ayude
	ayuden enseñe enseñen estudie estudien visite visiten prepare preparen cenen paseen descanse descansen roten
	voten opine opinen quede queden cambie cambien gane ganen pague paguen cierren diseñe diseñen mejore mejoren
	dure duren`)

// thatI matches a fit that follows "creo que encajo por": "que llevo diez años con niños".
var thatI = pattern.Lazy(`^[Qq]ue ((?:llevo|he|tengo|soy|fui|trabajo|hablo|conozco) .+)$`)

// InLetter returns the sentence that a fact makes in a letter. That of an unclear fact may be wrong; one that surely is
// no sentence is "".
func (l Language) InLetter(kind fact.Kind, typed string) string {
	if kind == fact.Topic {
		typed = asThat(strings.TrimSpace(typed))
	}
	r := l.ReadFact(kind, typed)
	if did := l.Did(r.Text); kind == fact.Fit && r.Form == fact.Phrase && did != "" {
		return did
	}
	if r.Form == fact.Unclear && kind != fact.Hook && unfinished(kind, r.Text) == "" && !isFramed(kind, r.Text) {
		return "" // "Tengo aunque sea tarde."
	}
	if r.Form == fact.Unclear && kind == fact.Fit && likeAnAge.MatchString(r.Text) {
		return "" // "Tengo veinte años, los diez últimos en Lima."
	}
	if occasion := asOccasion(typed); kind == fact.Hook && occasion != "" {
		return occasion
	}
	if words := wordsOf(r.Text); kind != fact.Hook && r.Form == fact.Unclear && len(words) > 1 &&
		(articles.Has(words[0].string) || isNumber(words[0].string) || qualities.Has(words[0].string)) {
		typed = withSmall(r.Text) // "Tengo un hijo."
	}
	return reader.InLetter(kind, typed)
}

// likeAnAge matches a span of time that behind "tengo" is an age, or nothing.
var likeAnAge = pattern.Lazy(`(?i)^(?:más de |casi |unos )?[\pL\d]+ (?:años(?:,| y |$)|` +
	`(?:temporadas|veranos|inviernos) )`)

// isFramed reports whether an unclear fact may stand behind "hablamos sobre" or "tengo": whether it begins as a noun
// phrase does, and has no verb at its beginning.
func isFramed(kind fact.Kind, text string) bool {
	words := wordsOf(text)
	if len(words) == 0 || strings.ContainsAny(text, "+/;:") {
		return false
	}
	first := words[0].string
	if len(words) == 1 {
		return grammar.WithSmall(text) != text && (kind == fact.Topic || virtue.MatchString(first))
	}
	return (articles.Has(first) || isNumber(first) || kind == fact.Fit && qualities.Has(first)) && !isVerb(words[1])
}

// unfinished returns the sentence that an unclear fact most likely is: "La directora se jubila.", "Hablo inglés y
// francés.", or "".
func unfinished(kind fact.Kind, bare string) string {
	words := wordsOf(bare)
	isLanguage := func(w word) bool { return languages.Has(w.string) }
	if len(words) == 0 {
		return ""
	}
	first, rest, _ := strings.Cut(bare, " ")
	your, isYour := ofUsted.Get(words[0].string)
	because, isReason := strings.CutPrefix(withSmall(bare), "porque ")
	switch {
	case kind == fact.Fit && isReason && isSentence(because):
		return because
	case kind == fact.Fit && strings.HasPrefix(withSmall(bare), "curso de "):
		return "He hecho un " + withSmall(bare)
	case kind == fact.Fit && len(words) == 1 && grammar.WithSmall(bare) != bare && !virtue.MatchString(bare):
		return "Tengo experiencia con " + bare
	case kind == fact.Fit && adjectives.MatchString(bare):
		return "Soy " + withSmall(bare)
	case kind == fact.Topic && isYour && strings.HasPrefix(your, "su") && len(first) < len(bare):
		return "Hablamos sobre " + your + " " + rest
	case kind == fact.Topic && len(words) > 2 && articles.Has(words[0].string) && mayHaveVerb(words[2:]):
		return bare
	case kind == fact.Fit && slices.ContainsFunc(words, isLanguage) && !slices.ContainsFunc(words, func(w word) bool {
		return !isLanguage(w) && !linking.Has(w.string)
	}):
		return "Hablo " + withSmall(bare)
	}
	return ""
}

// mayHaveVerb reports whether the words behind an article and a noun may go on with a verb: "se jubila", "manda mucho".
func mayHaveVerb(words []word) bool {
	for i, w := range words {
		switch {
		case asking.Has(w.string) || relating.Has(w.string):
			return false
		case pronouns.Has(w.string) && !articles.Has(w.string), isVerb(w):
			return true
		case verbForm.MatchString(w.string) && !w.isName && !leads(w) && !isAdjective(w.string) &&
			(i == 0 || !leads(words[i-1])):
			return true
		}
	}
	return false
}

// virtue matches what one has, and not what one works with: "Puntualidad".
var virtue = pattern.Lazy(`(?:dad|ción|cia|ía|ble|nte)$`)

// adjectives matches what one is: "puntual", "muy buena con los niños".
var adjectives = pattern.Lazy(`(?i)^(?:muy )?(?:buen[oa] (?:con|en) [^.,]+|(?:puntual|responsable|` +
	`trabajadora?|paciente|constante|flexible|sociable|bilingüe|trilingüe|detallista|polivalente|` +
	`(?:ordenad|organizad|resolutiv|meticulos|creativ|dinámic|proactiv|autónom|rápid|limpi|educad)[oa])` +
	`(?: y (?:muy )?\pL+[oael])?)$`)

var languages = pattern.Words("español inglés francés alemán portugués italiano catalán euskera gallego árabe chino " +
	"ruso neerlandés polaco rumano quechua")

// Examples returns a noun phrase and a sentence as examples of a fact. A hook is always a sentence.
func (Language) Examples(kind fact.Kind) (phrase, sentence string) {
	switch kind {
	case fact.Fit:
		return "diez años de experiencia en planificación", "He dirigido dos plantas."
	case fact.Hook:
		return "", "Felicidades por la nueva clínica."
	}
	return "el nuevo horario", "Usted me enseñó el nuevo horario."
}

// unthankable matches what one would not thank for.
var unthankable = pattern.Words("salario sueldo paga remuneración vacaciones permiso bonus prima nada")

// remarkOn returns why one would not want the fact in a letter, or "".
func remarkOn(kind fact.Kind, text string) string {
	words := grammar.Words(text)
	for _, w := range words {
		if formal := politely(w); formal != "" {
			return grammar.TooFamiliar(w, "Spanish", "usted") + `; write "` + formal + `"`
		}
		if isFamiliar(w) {
			return grammar.TooFamiliar(w, "Spanish", "usted") + instead(w)
		}
	}
	if i := slices.IndexFunc(words, unthankable.Has); kind == fact.Topic && i >= 0 {
		return grammar.Unthankable(words[i])
	}
	return ""
}

// AboutReader returns why a fact reads badly in a letter to the person with that name, who is spoken of and not
// spoken to, or "".
func (Language) AboutReader(text, name string) string {
	if w := grammar.SpokenOf(text, name, others); w != "" {
		return grammar.AboutReader(w, name, "usted", "su")
	}
	return ""
}

// others are the words for somebody who is spoken of.
var others = pattern.Words("él Él ella Ella")

// A word has its spelling in small letters, and whether it was typed with a capital or a digit in it, as names are.
type word struct {
	string
	isName bool
}

// wordsOf returns the words of a text. The first one is no name by its capital.
func wordsOf(text string) (list []word) {
	typed := strings.FieldsFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-'
	})
	marksName := func(r rune) bool { return unicode.IsUpper(r) || unicode.IsDigit(r) }
	typed = slices.DeleteFunc(typed, func(w string) bool { return strings.Trim(w, "-") == "" }) // "Vigo - Lugo"
	for i, w := range typed {
		list = append(list, word{strings.ToLower(w), i > 0 && strings.ContainsFunc(w, marksName)})
	}
	return list
}
