package german

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"followup/mailer/letters/fact"
	"followup/pattern"
)

// ReadFact reads a fact as it was typed. The letters say "über …" before a topic and "ich habe …" before a fit, so a
// phrase is one that is surely right in the accusative. Anything that is neither that nor a whole sentence is unclear.
func (Language) ReadFact(kind fact.Kind, typed string) fact.Reading {
	text := strings.Join(strings.Fields(typed), " ")
	r := fact.Reading{Text: text}
	if phrase, ok := asPhrase(kind, text); ok {
		r.Text, r.Form = phrase, fact.Phrase
	} else if isShown(kind, text) || isSentence(kind, text) {
		r.Text, r.Form = mended(text), fact.Sentence
	}
	r.Remark = remarkOn(kind, r.Text)
	return r
}

// A frame is the sentence that a phrase stands in where it is shown.
type frame struct{ before, after string }

var frames = map[fact.Kind]frame{
	fact.Topic: {"Wir haben über ", " gesprochen"},
	fact.Fit:   {"Ich habe ", ""},
}

// InLetter returns the sentence that a fact makes in a letter. That of an unclear fact may be wrong.
func (l Language) InLetter(kind fact.Kind, typed string) string {
	r := l.ReadFact(kind, typed)
	if r.Form == fact.Sentence || kind == fact.Hook {
		return mended(r.Text)
	}
	return mended(frames[kind].before + strings.TrimRight(r.Text, ".!?") + frames[kind].after)
}

// isShown reports whether a text is a sentence as InLetter makes it, whatever it is made of.
func isShown(kind fact.Kind, text string) bool {
	f := frames[kind]
	return f.before != "" && strings.HasPrefix(text, f.before) && strings.HasSuffix(text, f.after+".")
}

// Examples returns a noun phrase and a sentence as examples of a fact. A hook is always a sentence.
func (Language) Examples(kind fact.Kind) (phrase, sentence string) {
	switch kind {
	case fact.Fit:
		return "zehn Jahre Erfahrung in der Schichtplanung", "Ich habe zwei Stationen geleitet."
	case fact.Hook:
		return "", "Herzlichen Glückwunsch zur neuen Klinik."
	}
	return "den neuen Dienstplan", "Sie haben mir den neuen Dienstplan gezeigt."
}

// TopicIn returns what a sentence says that the two talked about, or "" if it says anything else.
func (Language) TopicIn(sentence string) string {
	f := frames[fact.Topic]
	topic, begins := strings.CutPrefix(sentence, f.before)
	topic, ends := strings.CutSuffix(topic, f.after+".")
	if !begins || !ends || strings.ContainsAny(topic, ".!?") {
		return ""
	}
	return topic
}

// mended returns a sentence with its capital and its final stop.
func mended(s string) string {
	s = strings.TrimRight(s, " ,;:…")
	if bare := strings.TrimRight(s, `"”“»)`); fact.IsSentence(bare) && bare != s {
		s = strings.TrimRight(bare, ".!?") + s[len(bare):] + bare[len(bare)-1:]
	}
	if !fact.IsSentence(s) {
		s += "."
	}
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}

// leadIn matches how people begin a topic, which the letters say themselves.
var leadIn = pattern.Lazy(`(?i)^(wir haben |wir sprachen )?über `)

// asPhrase returns a noun phrase as it is stored. ok is false if the text is not surely one that letters can use.
func asPhrase(kind fact.Kind, text string) (phrase string, ok bool) {
	if kind == fact.Hook || strings.ContainsAny(text, ".!?:;") && !strings.HasSuffix(text, ".") ||
		strings.Contains(text, ", ") {
		return "", false
	}
	text = strings.TrimRight(text, " .,…")
	if kind == fact.Topic && !strings.HasSuffix(text, " gesprochen") {
		text = leadIn.ReplaceAllString(text, "")
	}
	words := strings.Fields(text)
	if len(words) == 0 || len(words) > 14 || slices.ContainsFunc(words, isFinite) {
		return "", false
	}
	read := map[fact.Kind]func([]string) bool{fact.Topic: isTopic, fact.Fit: isFit}[kind]
	if !read(words) {
		return "", false
	}
	return asInSentence(text), true
}

// asInSentence returns a text that begins as it does in the middle of a sentence: with a small letter, unless its first
// word is a noun or "Ihr", which is theirs whom the letter is to.
func asInSentence(text string) string {
	first, rest, found := strings.Cut(text, " ")
	if found && strings.HasPrefix(strings.ToLower(first), "ihr") {
		return "I" + text[1:]
	}
	if found && (isDeterminer.Has(strings.ToLower(first)) || isNumber.Has(strings.ToLower(first))) {
		return strings.ToLower(first) + " " + rest
	}
	return text
}

// isTopic reports whether words can surely follow "über".
func isTopic(words []string) bool {
	first := strings.ToLower(words[0])
	if len(words) == 1 {
		return isInitials(words[0]) || isAbstract.MatchString(words[0])
	}
	second := words[1]
	switch {
	case first == "wie" || first == "warum": // "wie Sie die Schichten planen" would need a comma
		return false
	case accusative.Has(first):
		return startsNoun(words[1:])
	case first == "das" || first == "die":
		// "die" may begin a clause, which has a verb, and "das" may stand alone: both need a noun to come.
		return startsNoun(words[1:])
	case first == "ein" || first == "ihr" || first == "mein": // a masculine noun would need "einen"
		return strings.HasSuffix(second, "es") && isSmall(second) && startsNoun(words[1:])
	}
	return isAbstract.MatchString(words[0])
}

// isFit reports whether words can surely follow "ich habe".
func isFit(words []string) bool {
	first := strings.ToLower(words[0])
	hasNoun := startsNoun(words[1:])
	switch {
	case isNumber.Has(first) || isYears.MatchString(strings.Join(words, " ")):
		return hasNoun
	case first == "eine" || first == "einen":
		return hasNoun
	case first == "ein":
		return len(words) > 1 && isSmall(words[1]) && strings.HasSuffix(words[1], "es") && hasNoun
	}
	return isQuality.Has(first) && slices.ContainsFunc(words[1:], isAbility) && hasNoun
}

// startsNoun reports whether words are adjectives and the like before a noun.
func startsNoun(words []string) bool {
	i := slices.IndexFunc(words, isNoun)
	return i >= 0 && !slices.ContainsFunc(words[:i], func(w string) bool { return !isAdjective.MatchString(w) })
}

func isNoun(w string) bool {
	first, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(first)
}

func isSmall(w string) bool { return !isNoun(w) }

func isAbility(w string) bool {
	w = strings.ToLower(w)
	return slices.ContainsFunc([]string{"erfahrung", "erfahrungen", "kenntnisse", "abschluss", "schein"},
		func(end string) bool { return strings.HasSuffix(w, end) })
}

// isInitials reports whether the word looks like "SAP" or "KPIs".
func isInitials(w string) bool { return initials.MatchString(w) }

var (
	initials = pattern.Lazy(`^[A-Z][A-Z0-9]{1,4}s?$`)

	// isAbstract matches nouns that need no article: "Digitalisierung", "Nachtschichten", "Führungskultur".
	isAbstract = pattern.Lazy(`^\p{Lu}\pL*(?:ung|heit|keit|schaft|tion|ungen|heiten|keiten|schaften|tionen|schichten)$`)

	// isAdjective matches words with the endings that an adjective has in the accusative, and words before it.
	isAdjective = pattern.Lazy(`^(?:\p{Ll}+(?:e|en|es)|sehr|besonders|\d+\.?)$`)

	// isYears matches "10 Jahre …" and "zehn Jahre …".
	isYears = pattern.Lazy(`^(?:über |fast |mehr als )?(?:\d+|\p{Ll}+) (?:Jahre|Monate)\b`)

	accusative = pattern.Words("den diese diesen dieses eine einen ihre ihren meine meinen unsere unseren")

	isDeterminer = pattern.Words("der die das den dem ein eine einen ihr ihre ihren mein meine meinen unsere unseren " +
		"diese diesen dieses viel langjährige gute sehr solide fließende mehrere")

	isNumber = pattern.Words("zwei drei vier fünf sechs sieben acht neun zehn elf zwölf fünfzehn zwanzig " +
		"fünfundzwanzig dreißig")

	isQuality = pattern.Words("viel langjährige gute solide fließende mehrere breite praktische einschlägige erste")
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

// between matches the end of a sentence that another one follows, but not "Prof. Kern".
var between = pattern.Lazy(`(\pL{4}[.!?])\s+(\p{Lu})`)

func isOneSentence(kind fact.Kind, s string) bool {
	if strings.HasSuffix(s, "?") {
		return false // the letter would ask it
	}
	if kind == fact.Hook && wishes.MatchString(s) {
		return true
	}
	words := strings.FieldsFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune(`.,!;:"„“`, r)
	})
	if len(words) < 3 {
		return false
	}
	typedAsOne := isNoun(s) && fact.IsSentence(s)
	first := strings.ToLower(words[0])
	switch {
	case isSubject.Has(first):
		return isFinite(words[1]) || typedAsOne && isVerbForm.MatchString(words[1])
	case isOpening.Has(first):
		return false // a subordinate clause, or half of one
	}
	return typedAsOne && slices.ContainsFunc(words[1:], isFinite)
}

// wishes matches how a note to stay in touch may begin without a verb.
var wishes = pattern.Lazy(`(?i)^(herzlichen glückwunsch|glückwunsch|gratulation|alles gute|frohe|schöne|ein gutes|` +
	`herzlichen dank|vielen dank|danke)\b`)

var (
	isSubject = pattern.Words("ich wir sie es er man")
	isOpening = pattern.Words("dass weil wenn ob als da obwohl damit wie warum")

	// isVerbForm matches how a verb ends behind a pronoun: "ich plane", "Sie planen", "es beginnt".
	isVerbForm = pattern.Lazy(`^\p{Ll}{2,}(?:e|en|te|ten|t|st|n)$`)
)

// isFinite reports whether a word is a form of a common verb, as a sentence has one.
func isFinite(w string) bool { return finite.Has(w) }

var finite = pattern.Words(`ist sind war waren bin habe hat haben hatte hatten wird werden wurde wurden kann können
	konnte
	konnten soll sollen sollte sollten muss müssen musste will wollen wollte wollten darf dürfen mag mögen möchte
	möchten
	gibt gab geht gehen ging steht stehen kommt kommen kam macht machen machte zieht ziehen zog baut bauen baute bauten
	nutzt nutzen nutzte arbeitet arbeiten arbeitete leitet leiten leitete leite plant planen plante plane führt führen
	führte führe sucht suchen suchte braucht brauchen stellt stellen stellte stelle zeigt zeigen zeigte zeigten sagt
	sagte
	sagten erzählt erzählte erzählten erklärte erklärten spricht sprechen sprach sprachen gefällt gefiel freue freut
	freuen lese las sah gehört gehörte beginnt beginnen begann startet starten eröffnet eröffnen gewann gewinnt wechselt
	wechseln lerne lernte spreche kenne kannte betreue betreute betreuen unterrichte unterrichtete verkaufe verkaufte
	organisiere organisierte entwickle entwickelte entwickelt entwickeln programmiere`)

// unthankable matches what one would not thank for.
var unthankable = pattern.Lazy(`(?i)(?:^|\PL)(gehalt|lohn|urlaub|bezahlung|überstunden|bonus|nichts)(?:\PL|$)`)

// familiar matches "du" and its forms. The letters say "Sie".
var familiar = pattern.Lazy(`(?i)\b(du|dich|dir|dein|deine|deinen|deinem|deiner|euch|euer|eure|euren|eurem|eurer)\b`)

// remarkOn returns why one would not want the fact in a letter, or "".
func remarkOn(kind fact.Kind, text string) string {
	if word := familiar.FindString(text); word != "" {
		return `it says "` + word + `", and the letters in German say "Sie"`
	}
	if m := unthankable.FindStringSubmatch(text); kind == fact.Topic && m != nil {
		return `a thank-you that is about "` + m[1] + `" may read badly`
	}
	return ""
}

// AboutReader returns why a fact reads badly in a letter to the person with that name, who is spoken of and not
// spoken to, or "".
func (Language) AboutReader(text, name string) string {
	if name == "" {
		return ""
	}
	words := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' })
	for _, w := range words {
		isNamed := utf8.RuneCountInString(w) > 1 && isNoun(w) && slices.Contains(strings.Fields(name), w)
		if isNamed || w == "sie" || w == "ihr" || w == "ihre" || w == "ihnen" || w == "ihren" {
			return `the draft to ` + name + ` says "` + w + `"; if that is who reads it, write "Sie" or "Ihr"`
		}
	}
	return ""
}

// PointsBack reports whether a sentence has a word that may point to something said before it, such as "Davon habe ich
// zwei gebaut."
func (Language) PointsBack(sentence string) bool { return pointing.MatchString(sentence) }

var pointing = pattern.Lazy(`(?i)\b(auch|ebenfalls|ebenso|genauso|solche\pL*|davon|dafür|damit|dabei|daran|` +
	`darin|dazu|` +
	`dasselbe|dieselbe\pL*|dort|dies|diese\pL*)\b|^(?:das|es|so)\b`)
