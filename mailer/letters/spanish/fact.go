package spanish

import (
	"slices"
	"strings"

	"followup/mailer/letters/fact"
	"followup/mailer/letters/grammar"
	"followup/pattern"
)

// reader reads facts. The letters say "sobre …" before a topic and "tengo …" before a fit, so a phrase is a noun with
// its article.
var reader = grammar.Reader{
	Topic: grammar.Frame{Before: "Hablamos sobre "}, Fit: grammar.Frame{Before: "Tengo "},
	Phrase: asPhrase, IsSentence: isSentence, Wishes: wishes, Unfinished: unfinished, Remark: remarkOn,
}

// ReadFact reads a fact as it was typed. Anything that is neither a phrase nor a whole sentence is unclear.
func (Language) ReadFact(kind fact.Kind, typed string) fact.Reading { return reader.Read(kind, typed) }

// InLetter returns the sentence that a fact makes in a letter. That of an unclear fact may be wrong.
func (Language) InLetter(kind fact.Kind, typed string) string { return reader.InLetter(kind, typed) }

// TopicIn returns what a sentence says that the two talked about, or "" if it says anything else.
func (Language) TopicIn(sentence string) string { return reader.TopicIn(sentence) }

// unfinished makes a sentence of a span of time without its verb: "cinco años como educador social".
func unfinished(kind fact.Kind, bare string) string {
	if words := grammar.Words(bare); kind == fact.Fit && len(words) > 2 && times.Has(words[1]) {
		return "He trabajado " + grammar.WithSmall(bare)
	}
	return ""
}

// Examples returns a noun phrase and a sentence as examples of a fact. A hook is always a sentence.
func (Language) Examples(kind fact.Kind) (phrase, sentence string) {
	switch kind {
	case fact.Fit:
		return "diez años de experiencia en planificación", "He dirigido dos plantas."
	case fact.Hook:
		return "", "Enhorabuena por la nueva clínica."
	}
	return "el nuevo horario", "Usted me enseñó el nuevo horario."
}

// leadIn matches how people begin a topic, which the letters say themselves.
var leadIn = pattern.Lazy(`(?i)^((hablamos|conversamos|charlamos) )?(sobre|de) `)

// asPhrase returns a noun phrase as it is stored. ok is false if the text is not surely one that letters can use.
func asPhrase(kind fact.Kind, text string) (phrase string, ok bool) {
	if kind == fact.Hook || strings.Contains(text, ", ") ||
		strings.ContainsAny(strings.TrimSuffix(text, "."), ".!?¡¿:;") {
		return "", false
	}
	text = strings.TrimRight(text, " .,…")
	if kind == fact.Topic {
		text = leadIn.ReplaceAllString(text, "")
	}
	words := grammar.Words(text)
	if len(words) == 0 || len(words) > 14 || slices.ContainsFunc(words, isFinite.Has) {
		return "", false
	}
	switch first := words[0]; {
	case kind == fact.Topic && len(words) == 1:
		return text, initials.MatchString(text)
	case kind == fact.Topic:
		return grammar.WithSmall(text), articles.Has(first) && isNominal(words)
	case numbers.Has(first) || digits.MatchString(first):
		isExperience := len(words) > 3 && times.Has(words[1]) && words[2] == "de" && practice.Has(words[3])
		return grammar.WithSmall(text), isExperience
	case first == "un" || first == "una" || first == "el" || first == "la":
		return grammar.WithSmall(text), len(words) > 1 && abilities.Has(words[1]) && isNominal(words)
	}
	i := slices.IndexFunc(words, func(w string) bool { return !qualities.Has(w) })
	return grammar.WithSmall(text), i >= 0 && abilities.Has(words[i]) && isNominal(words)
}

// isNominal reports whether words are an article, a noun and what may follow it: small words, or words after them. The
// word after the noun may be a verb, unless it is an adjective by its ending.
func isNominal(words []string) bool {
	for i, w := range words {
		isSmall := small.Has(w) || articles.Has(w)
		isFree := i < 2 || isSmall || small.Has(words[i-1]) || articles.Has(words[i-1]) || qualities.Has(words[i-1])
		if !isFree && !adjective.MatchString(w) {
			return false
		}
	}
	return true
}

var (
	initials = pattern.Lazy(`^[A-Z][A-Z0-9]{1,4}$`)
	digits   = pattern.Lazy(`^\d+$`)

	// adjective matches words that end as adjectives do and verbs do not.
	adjective = pattern.Lazy(`(?:[^aeiou]al|ales|ivo|iva|ivos|ivas|oso|osa|osos|osas|ico|ica|icos|icas|ble|bles|ano|` +
		`ana|nuevo|nueva|nuevos|nuevas|ado|ada|ados|adas|ido|ida|idos|idas|solar|mayor|gratuitas|gratuitos)$`)

	small = pattern.Words("de del a al en con para por sin sobre y o e u entre desde hasta como según tras lo más que")

	articles = pattern.Words("el la los las un una unos unas su sus nuestro nuestra nuestros nuestras mi mis este " +
		"esta estos estas ese esa esos esas")

	numbers = pattern.Words("dos tres cuatro cinco seis siete ocho nueve diez once doce quince veinte " +
		"veinticinco treinta")
	times     = pattern.Words("años meses")
	practice  = pattern.Words("experiencia oficio práctica profesión carrera trayectoria docencia")
	qualities = pattern.Words("nuevo nueva nuevos nuevas buen buena buenos buenas mucha mucho muchas muchos amplia " +
		"larga sólidos amplios gran")
	abilities = pattern.Words("conocimientos experiencia referencias nociones título formación carné licencia máster " +
		"grado diploma certificado nivel trato ganas ilusión habilitación permiso especialidad")
)

// isSentence reports whether a text is surely one whole sentence.
func isSentence(s string) bool {
	words := grammar.Words(s)
	if len(words) < 3 || openings.Has(words[0]) {
		return false
	}
	typedAsOne := grammar.IsTypedAsOne(s)
	verb := words[0]
	if subjects.Has(verb) && len(words) > 2 {
		verb = words[1]
		for _, next := range words[2:] { // "usted me lo enseñó"
			if !pronouns.Has(verb) {
				break
			}
			verb = next
		}
		return isFinite.Has(verb) || typedAsOne && verbForm.MatchString(verb)
	}
	if firstPerson.Has(verb) {
		return true // Spanish needs no pronoun: "he dirigido dos plantas"
	}
	return typedAsOne && (slices.ContainsFunc(words, isFinite.Has) || articles.Has(words[0]) && !isNominal(words))
}

// wishes matches how a note to stay in touch may begin without a verb.
var wishes = pattern.Lazy(`(?i)^¡?(enhorabuena|felicidades|feliz|mis mejores deseos|gracias|muchas gracias)`)

var (
	subjects = pattern.Words("yo usted ustedes nosotros nosotras él ella ellos ellas esto eso")
	pronouns = pattern.Words("me te le les lo la los las nos se no ya")
	openings = pattern.Words("que porque cuando si como aunque para donde")

	// verbForm matches how a verb ends behind a pronoun: "usted planifica", "ustedes abren".
	verbForm = pattern.Lazy(`^\pL{2,}(?:a|e|an|en|ó|aba|aban|ía|ían|aron|ieron|amos|emos|imos|o|é|í)$`)

	firstPerson = pattern.Words("he tengo llevo soy fui trabajo trabajé dirijo dirigí hablo planifico planifiqué " +
		"organizo organicé " +
		"enseño enseñé conozco gestiono gestioné coordino coordiné leí vi hice monté sé " +
		"vengo di hemos estamos doy llevé creé vendí cuidé")

	isFinite = pattern.Words(`
	he ha han hemos había habían hay tengo tiene tienen tenemos tenía soy es son somos era eran fue fueron será
	serán estoy está están estaba hago hace hacen hizo va van vamos iba puede pueden podemos debe deben quiere
	quieren queremos sabe saben toma toman viene vienen pone ponen dirige dirigen dirigí dirijo llevo lleva llevan
	trabajo trabaja trabajan usa usan utiliza utilizan busca buscan abre abren abrirá abrirán pasa pasan cambia
	cambian traslada trasladan empieza empiezan comienza planifica planifican organiza organizan enseña enseñó
	enseñaron explicó contó dijo mostró habló hablamos hablo conozco conoce crece ha gustó gusta fui leí vi`)
)

// unthankable matches what one would not thank for.
var unthankable = pattern.Words("salario sueldo paga remuneración vacaciones permiso bonus prima nada")

// familiar are "tú" and its forms. The letters say "usted".
var familiar = pattern.Words("tú te ti tu tus contigo vosotros vosotras vuestro vuestra os")

// remarkOn returns why one would not want the fact in a letter, or "".
func remarkOn(kind fact.Kind, text string) string {
	words := grammar.Words(text)
	if i := slices.IndexFunc(words, familiar.Has); i >= 0 {
		return `it says "` + words[i] + `", and the letters in Spanish say "usted"`
	}
	if i := slices.IndexFunc(words, unthankable.Has); kind == fact.Topic && i >= 0 {
		return `a thank-you that is about "` + words[i] + `" may read badly`
	}
	return ""
}

// AboutReader returns why a fact reads badly in a letter to the person with that name, who is spoken of and not
// spoken to, or "".
func (Language) AboutReader(text, name string) string {
	if w := grammar.SpokenOf(text, name, others); w != "" {
		return `the draft to ` + name + ` says "` + w + `"; if that is who reads it, write "usted" or "su"`
	}
	return ""
}

// others are the words for somebody who is spoken of.
var others = pattern.Words("él Él ella Ella")

// PointsBack reports whether a sentence has a word that may point to something said before it, such as "Eso lo hice yo
// también."
func (Language) PointsBack(sentence string) bool {
	return slices.ContainsFunc(grammar.Words(sentence), pointing.Has)
}

var pointing = pattern.Words("eso ello esto también tampoco ese esa esos esas aquel aquella mismo misma mismos " +
	"mismas igual " +
	"parecido parecida semejante otro otra ahí allí")
