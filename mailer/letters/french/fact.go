package french

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"followup/mailer/letters/fact"
	"followup/pattern"
)

// ReadFact reads a fact as it was typed. The letters say "sur …" before a topic and "j'ai …" before a fit, so a phrase
// is a noun with its article. Anything that is neither that nor a whole sentence is unclear.
func (Language) ReadFact(kind fact.Kind, typed string) fact.Reading {
	text := strings.Join(strings.FieldsFunc(typed, unicode.IsSpace), " ")
	r := fact.Reading{Text: text}
	if phrase, ok := asPhrase(kind, text); ok {
		r.Text, r.Form = phrase, fact.Phrase
	} else if isShown(kind, text) || isSentence(kind, text) {
		r.Text, r.Form = mended(text), fact.Sentence
	}
	r.Remark = remarkOn(kind, r.Text)
	return r
}

// lead begins the sentence in which a phrase is shown.
var lead = map[fact.Kind]string{fact.Topic: "Nous avons échangé sur ", fact.Fit: "J'ai "}

// InLetter returns the sentence that a fact makes in a letter. That of an unclear fact may be wrong.
func (l Language) InLetter(kind fact.Kind, typed string) string {
	r := l.ReadFact(kind, typed)
	if r.Form == fact.Sentence || kind == fact.Hook {
		return mended(r.Text)
	}
	return mended(lead[kind] + strings.TrimRight(r.Text, ".!? \u00a0"))
}

// isShown reports whether a text is a sentence as InLetter makes it, whatever it is made of.
func isShown(kind fact.Kind, text string) bool {
	return lead[kind] != "" && strings.HasPrefix(text, lead[kind]) && fact.IsSentence(text)
}

// Examples returns a noun phrase and a sentence as examples of a fact. A hook is always a sentence.
func (Language) Examples(kind fact.Kind) (phrase, sentence string) {
	switch kind {
	case fact.Fit:
		return "dix ans d'expérience en planification", "J'ai dirigé deux services."
	case fact.Hook:
		return "", "Félicitations pour la nouvelle clinique."
	}
	return "le nouveau planning", "Vous m'avez montré le nouveau planning."
}

// TopicIn returns what a sentence says that the two talked about, or "" if it says anything else.
func (Language) TopicIn(sentence string) string {
	topic, begins := strings.CutPrefix(sentence, lead[fact.Topic])
	if topic = strings.TrimRight(topic, ".!"); !begins || strings.ContainsAny(topic, ".!?") {
		return ""
	}
	return topic
}

// mended returns a sentence with its capital and its final stop.
func mended(s string) string {
	s = strings.TrimRight(s, " ,;:…\u00a0")
	if bare := strings.TrimRight(s, `"”») `+"\u00a0"); fact.IsSentence(bare) && bare != s {
		s = strings.TrimRight(bare, ".!?") + s[len(bare):] + bare[len(bare)-1:]
	}
	if !fact.IsSentence(s) {
		s += "."
	}
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}

// leadIn matches how people begin a topic, which the letters say themselves.
var leadIn = pattern.Lazy(`(?i)^(nous avons (parlé|échangé|discuté) )?sur `)

// asPhrase returns a noun phrase as it is stored. ok is false if the text is not surely one that letters can use.
func asPhrase(kind fact.Kind, text string) (phrase string, ok bool) {
	if kind == fact.Hook || strings.ContainsAny(text, "!?:;") ||
		strings.Contains(text, ". ") || strings.Contains(text, ", ") {
		return "", false
	}
	text = strings.TrimRight(text, " .,…")
	if kind == fact.Topic {
		text = leadIn.ReplaceAllString(text, "")
	}
	words := wordsOf(text)
	if len(words) == 0 || len(words) > 14 || slices.ContainsFunc(words, isFinite.Has) {
		return "", false
	}
	switch first := words[0]; {
	case kind == fact.Topic && len(words) == 1:
		return text, initials.MatchString(text)
	case kind == fact.Topic && articles.Has(first), kind == fact.Fit && (first == "un" || first == "une"):
		return withSmall(text), len(words) > 1
	case kind == fact.Fit && len(words) > 2 && (numbers.Has(first) || digits.MatchString(first)):
		return withSmall(text), times.Has(words[1])
	case kind == fact.Fit && first == "de" && len(words) > 3:
		return withSmall(text), qualities.Has(words[1]) // "de bonnes connaissances en …"
	}
	return "", false
}

// wordsOf returns the words of a text in small letters; "l'équipe" is two, "l" and "équipe".
func wordsOf(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-'
	})
}

// withSmall returns a text that begins as it does in the middle of a sentence.
func withSmall(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToLower(first)) + text[size:]
}

var (
	initials = pattern.Lazy(`^[A-Z][A-Z0-9]{1,4}$`)
	digits   = pattern.Lazy(`^\d+$`)

	articles = pattern.Words("le la les l un une des votre vos notre nos mon ma mes ce cet cette ces")

	numbers   = pattern.Words("deux trois quatre cinq six sept huit neuf dix onze douze quinze vingt vingt-cinq trente")
	times     = pattern.Words("ans années mois")
	qualities = pattern.Words("bonnes solides bons bonne nombreuses longues larges")
)

// isSentence reports whether each sentence of a text is surely a whole one.
func isSentence(kind fact.Kind, text string) bool {
	for _, part := range strings.Split(between.ReplaceAllString(text, "$1\n$2"), "\n") {
		if !isOneSentence(kind, part) {
			return false
		}
	}
	return true
}

// between matches the end of a sentence that another one follows, but not "M. Duval".
var between = pattern.Lazy(`(\pL{4}[.!?])\s+(\p{Lu})`)

func isOneSentence(kind fact.Kind, s string) bool {
	if strings.HasSuffix(s, "?") {
		return false // the letter would ask it
	}
	if kind == fact.Hook && wishes.MatchString(s) {
		return true
	}
	words := wordsOf(s)
	if len(words) < 3 || openings.Has(words[0]) {
		return false
	}
	first, _ := utf8.DecodeRuneInString(s)
	typedAsOne := unicode.IsUpper(first) && fact.IsSentence(s)
	if subjects.Has(words[0]) {
		verb := words[1]
		if pronouns.Has(verb) { // "vous m'avez montré"
			verb = words[2]
		}
		return isFinite.Has(verb) || typedAsOne && verbForm.MatchString(verb)
	}
	return typedAsOne && slices.ContainsFunc(words[1:], isFinite.Has)
}

// wishes matches how a note to stay in touch may begin without a verb.
var wishes = pattern.Lazy(`(?i)^(félicitations|bravo|tous mes vœux|bonne année|joyeu|merci|bonne fête)`)

var (
	subjects = pattern.Words("je j nous vous il elle on c ce cela ils elles")
	pronouns = pattern.Words("m me vous nous l le la les y en n ne s se lui leur")
	openings = pattern.Words("que qu parce quand lorsque si comme puisque bien pour où")

	// verbForm matches how a verb ends behind a pronoun: "je planifie", "vous planifiez", "nous ouvrons".
	verbForm = pattern.Lazy(`^\pL{2,}(?:e|es|s|t|ez|ons|ent|ais|ait|iez|ions|aient|ai|a)$`)

	isFinite = pattern.Words(`ai as a avons avez ont avais avait aviez avaient suis es est sommes êtes sont étais était
		étiez
		étaient sera serez seront fais fait faites faisons font faisait va vais allez allons vont peux peut pouvez
		pouvons peuvent dois doit devez devons doivent veux veut voulez veulent sais sait savez savons prends prend
		prenez prennent viens vient venez viennent mets met mettez mettent dirige dirigez dirigeais gère gérez gérais
		parle parlez parlent parlais connais connaît connaissez travaille travaillez travaillais utilise utilisez
		utilisent cherche cherchez cherchent ouvre ouvrez ouvrent passe passez passent change changez changent déménage
		déménagez déménagent commence commencez commencent planifie planifiez organise organisez enseigne enseignais
		lis lu
		plaît plu`)
)

// unthankable matches what one would not thank for.
var unthankable = pattern.Words("salaire salaires paie rémunération congés congé vacances prime primes rien")

// familiar are "tu" and its forms. The letters say "vous".
var familiar = pattern.Words("tu te toi ton ta tes tiens")

// remarkOn returns why one would not want the fact in a letter, or "".
func remarkOn(kind fact.Kind, text string) string {
	words := wordsOf(text)
	if i := slices.IndexFunc(words, familiar.Has); i >= 0 {
		return `it says "` + words[i] + `", and the letters in French say "vous"`
	}
	if i := slices.IndexFunc(words, unthankable.Has); kind == fact.Topic && i >= 0 {
		return `a thank-you that is about "` + words[i] + `" may read badly`
	}
	return ""
}

// AboutReader returns why a fact reads badly in a letter to the person with that name, who is spoken of and not spoken
// to, or "".
func (Language) AboutReader(text, name string) string {
	if name == "" {
		return ""
	}
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' }) {
		lower := strings.ToLower(w)
		isNamed := utf8.RuneCountInString(w) > 1 && w != lower && slices.Contains(strings.Fields(name), w)
		if isNamed || lower == "il" || lower == "elle" || lower == "lui" {
			return `the draft to ` + name + ` says "` + w + `"; if that is who reads it, write "vous" or "votre"`
		}
	}
	return ""
}

// PointsBack reports whether a sentence has a word that may point to something said before it, such as "J'en ai
// construit deux."
func (Language) PointsBack(sentence string) bool {
	words := wordsOf(sentence)
	begins := len(words) > 1 && (words[0] == "c" || words[1] == "en" || words[1] == "y")
	return begins || slices.ContainsFunc(words, pointing.Has)
}

var pointing = pattern.Words("cela ça ceci aussi également celui celle ceux celles tel telle tels telles pareil " +
	"pareille " +
	"semblable semblables même mêmes")
