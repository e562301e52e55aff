package german

import (
	"cmp"
	"slices"
	"strings"

	"followup/mailer/letters/fact"
	"followup/mailer/letters/grammar"
	"followup/pattern"
	"followup/rules"
)

// reader reads facts. The letters say "über …" before a topic and "ich habe …" before a fit, so a phrase is one that is
// surely right in the accusative.
var reader = grammar.Reader{
	Topic:  grammar.Frame{Before: "Wir haben über ", After: " gesprochen"},
	Fit:    grammar.Frame{Before: "Ich habe "},
	Phrase: asPhrase, IsSentence: isSentence, Wishes: wishes, Unfinished: unfinished, Remark: remarkOn,
}

// ReadFact reads a fact as it was typed. Anything that is neither a phrase nor a whole sentence is unclear.
func (Language) ReadFact(kind fact.Kind, typed string) fact.Reading {
	typed = completed(kind, asFormal(typed))
	r := reader.Read(kind, typed)
	typedText := strings.Join(strings.Fields(typed), " ")
	if mine := asMine(r.Text); kind == fact.Fit && r.Form == fact.Sentence && mine != "" {
		r.Text = mine // typed without "Ich", and with a full stop
	}
	if kind == fact.Fit && trained.MatchString(r.Text) {
		r.Text, r.Form = grammar.Mended("Ich bin "+grammar.WithSmall(r.Text)), fact.Sentence
	}
	if m := paperSince.FindStringSubmatch(r.Text); kind == fact.Fit && m != nil {
		r.Text, r.Form = "Ich habe seit "+m[2]+" den "+m[1]+".", fact.Sentence
	}
	if r.Form == fact.Unclear {
		if s := meant(kind, r.Text); s != "" {
			r.Text, r.Form = s, fact.Sentence
		}
	}
	if r.Form == fact.Sentence {
		r.Text = have1st.ReplaceAllString(r.Text, "${1}abe")
		r.Text = noComma.ReplaceAllString(r.Text, "$1, $2")
		switch kind {
		case fact.Hook:
			r.Text = congratulated(asSeen(r.Text))
		case fact.Topic:
			if asYours(r.Text) != r.Text {
				return fact.Reading{Text: typedText}
			}
		}
		r.Remark = remarkOn(kind, r.Text)
	}
	return r
}

// meant returns the sentence that an unclear fact surely stands for, or "".
func meant(kind fact.Kind, text string) string {
	switch kind {
	case fact.Topic:
		return withClause(text)
	case fact.Hook:
		return cmp.Or(withNews(text), namedNews(text))
	case fact.Fit:
		if mine := asMine(text); mine != "" {
			return mine
		}
		return cmp.Or(withPart(text), withField(text, ""), asTrade(text), asReason(text), asCredential(text),
			asAble(text), asDone(text))
	}
	return ""
}

// completed returns a fact with the article that it surely lacks: "den Führerschein CE und den ADR-Schein", "Die
// Filiale wird umgebaut". Of a fit it takes "mein": one has an experience, and not one's own.
func completed(kind fact.Kind, typed string) string {
	switch kind {
	case fact.Fit:
		return withPapers(withoutMine(typed))
	case fact.Topic:
		if m := bareSubject.FindStringSubmatch(typed); m != nil && isFinite(m[2]) && !isPlural.MatchString(m[2]) {
			switch {
			case hasDie.MatchString(m[1]):
				return "Die " + typed
			case hasDas.MatchString(m[1]):
				return "Das " + typed
			case hasDer.MatchString(m[1]):
				return "Der " + typed
			}
		}
	}
	return typed
}

// bareSubject matches one noun before a verb. hasDie, hasDas and hasDer match those with that article, and no names of
// companies.
var (
	bareSubject = pattern.Lazy(`^(\p{Lu}\p{Ll}+) (\p{Ll}+) \pL`)
	hasDie      = pattern.Lazy(`(?i)(?:[^s]ung|heit|keit|schaft|[^n]tion|tät|kultur|küche|gruppe|werkstatt|filiale|` +
		`halle|praxis|schule|kita|software|karte|buchhaltung|verwaltung|technik)$`)
	hasDas = pattern.Lazy(`(?i)(?:projekt|team|lager|büro|labor|programm|system|angebot|sortiment|gebäude|budget)$`)
	hasDer = pattern.Lazy(`(?i)(?:plan|umzug|umbau|neubau|ausbau|anbau|dienst|betrieb|vertrieb|einkauf|standort|` +
		`prozess|laden|unterricht)$`)
)

// trained matches what one is and does not have: "gelernte Bäckerin".
var trained = pattern.Lazy(`^(?i:gelernte|ausgebildete|studierte|examinierte|diplomierte|(?:staatlich )?geprüfte|` +
	`approbierte)r? \p{Lu}[\pL-]+(?: (?:für|mit|in|im|der|des) [^.,;:!?]+)?\.?$`)

// paperSince matches a paper with its year: "Gesellenbrief 2019", "Führerschein D seit 2009".
var paperSince = pattern.Lazy(`^(?:den )?(\p{Lu}\pL*(?:brief|schein)(?: [A-Z][A-Z\d]{0,2})?) ` +
	`(?:seit )?((?:19|20)\d\d)\.?$`)

// noComma matches a clause without the comma before it.
var noComma = pattern.Lazy(`\b(gelesen|gehört|gesehen|erfahren|erzählt|erwähnt|gesagt|sagten|weiß|glaube|finde|` +
	`mitbekommen) (dass|wie|ob)\b`)

// have1st matches "hab", which people type and letters spell out.
var have1st = pattern.Lazy(`\b([Hh])ab\b`)

// InLetter returns the sentence that a fact makes in a letter. That of an unclear fact may be wrong.
func (l Language) InLetter(kind fact.Kind, typed string) string {
	typed = completed(kind, asFormal(typed))
	r := l.ReadFact(kind, typed)
	if did := l.Did(r.Text); kind == fact.Fit && r.Form == fact.Phrase && did != "" {
		return did
	}
	if r.Form == fact.Sentence {
		return r.Text
	}
	if r.Form == fact.Unclear {
		if sentence, ok := proposed(kind, r.Text); ok {
			return sentence
		}
	}
	if whole := grammar.Mended(r.Text); r.Form == fact.Unclear && saysSomething(r.Text) {
		if again := l.ReadFact(kind, whole); again.Form == fact.Sentence && again.Text == whole {
			return whole // which only lacks its capital or its full stop
		}
	}
	if yours := asYours(r.Text); kind == fact.Topic && yours != r.Text {
		if again := l.ReadFact(kind, grammar.Mended(yours)); again.Form == fact.Sentence {
			return again.Text
		}
	}
	return reader.InLetter(kind, typed)
}

// proposed returns the sentence that an unclear fact may stand for, where the usual one would be no German, or "" if
// nothing is German.
func proposed(kind fact.Kind, text string) (sentence string, ok bool) {
	first, rest, _ := strings.Cut(text, " ")
	next, _, _ := strings.Cut(rest, " ")
	isAlone := isNoun(first) && (rest == "" || followsNoun.Has(next)) // a noun without its article
	switch {
	case kind == fact.Fit && tools.MatchString(text):
		return knowsTools(text), true
	case kind == fact.Fit && inPlace.MatchString(text):
		return "Ich bin " + text + ".", true
	case kind == fact.Fit && notHad.MatchString(text), kind == fact.Topic && unsureCase.MatchString(text):
		return "", true
	case kind == fact.Topic && isAlone && masculine.MatchString(first):
		return "Wir haben über den " + text + " gesprochen.", true
	case kind == fact.Topic && isAlone && rest != "" && neuter.MatchString(first):
		return "Wir haben über das " + text + " gesprochen.", true
	}
	return "", false
}

// notHad matches what does not stand behind "ich habe", whatever it means: "zwei Jahre Triage", "Einführung der
// E-Akte".
var notHad = pattern.Lazy(`^(?:[Üü]ber |[Ff]ast |[Rr]und )?(?:\d+|\p{L}\p{Ll}+) ` +
	`(?:Jahre?|Monate|Saisonen) \p{Lu}[\pL-]+$|^\p{Lu}\pL*ung (?:der|des|von|einer|eines) |` +
	`^\p{Lu}\pL*(?:erin|er) seit |^(?:[Ss]eit) |^\p{Lu}\pL*(?:erin|steher)$|^(?:\p{Ll}+ )*\p{Ll}+$`)

// unsureCase matches how a noun begins that has another form, or may have one, behind "über".
var unsureCase = pattern.Lazy(`^(?:[Dd]er|Ihr|[Ee]in|[Mm]ein) (?:\p{Ll}+er? )?\p{Lu}`)

// saysSomething reports whether a text has the verb of a sentence behind its first word.
func saysSomething(text string) bool {
	words := strings.Fields(rules.Capital(text))
	return len(words) > 3 && (slices.ContainsFunc(words[1:], isFinite) || subject(words) > 0)
}

// asYours returns a sentence that the employer said about themselves as the letter to them has it: "Sie stellen um."
// for "Wir stellen um." What the two did together stays: "Wir haben die Schichten verglichen."
func asYours(sentence string) string {
	if !ours.MatchString(sentence) || together.MatchString(sentence) {
		return sentence
	}
	sentence = withUs.ReplaceAllString(sentence, "$1 Ihnen")
	reflexive := "Ihnen"
	if weFirst.MatchString(sentence) {
		reflexive = "sich"
	}
	sentence = us.ReplaceAllString(sentence, reflexive)
	sentence = our.ReplaceAllString(sentence, "Ihr$1")
	return we.ReplaceAllString(sentence, "Sie")
}

var (
	ours    = pattern.Lazy(`(?i)\b(?:wir|uns|unser(?:e[mnrs]?)?)\b`)
	we      = pattern.Lazy(`\b[Ww]ir\b`)
	our     = pattern.Lazy(`\b[Uu]nser(e[mnrs]?)?\b`)
	us      = pattern.Lazy(`\b[Uu]ns\b`)
	weFirst = pattern.Lazy(`^[Ww]ir\b`)
	withUs  = pattern.Lazy(`\b([Bb]ei|[Vv]on|[Mm]it|[Zz]u|[Aa]us) uns\b`)

	// together matches what the sender and the reader did, or what somebody else than "we" told.
	together = pattern.Lazy(`(?i)\b(?:wir (?:sprachen|redeten|kamen|fanden|beide)|` +
		`(?:sprachen|fanden|redeten|kamen) wir|ich|mir|mich|sie|` +
		`ihnen|ihre?|einig|gespräch\pL*|gesprochen|besprochen|geredet|diskutiert|unterhalten|verglichen|angesehen|` +
		`angeschaut|verstanden|spaß|festgestellt|gelacht|getroffen|kennengelernt|ausgetauscht|` +
		`überlegt|gefunden|entdeckt)\b`)
)

// congratulated returns "Herzlichen Glückwunsch zum Preis!" for "Glückwunsch zum Preis.", which is curt.
func congratulated(hook string) string {
	if rest, ok := strings.CutPrefix(hook, "Glückwunsch "); ok && !strings.ContainsAny(rest[:len(rest)-1], ".!") {
		return "Herzlichen Glückwunsch " + rest[:len(rest)-1] + "!"
	}
	return hook
}

// TopicIn returns what a sentence says that the two talked about, or "" if it says anything else.
func (Language) TopicIn(sentence string) string {
	m := talked.FindStringSubmatch(sentence)
	if m == nil {
		return ""
	}
	about := strings.TrimRight(m[1]+m[2]+m[3], ".!")
	if phrase, ok := asPhrase(fact.Topic, about); ok && phrase == about {
		return phrase
	}
	return reader.TopicIn(sentence)
}

// talked matches how people say that they talked about something.
var talked = pattern.Lazy(`^(?:(?:Wir haben (?:uns )?|Sie haben (?:mir )?)(?:auch |viel |lange |noch |` +
	`etwas |sehr |so |ganz |offen |ehrlich |ausführlich |kurz |länger |gern )*über ([^,;:]+) ` +
	`(?:gesprochen|geredet|diskutiert|unterhalten|erzählt|berichtet)|` +
	`Es ging (?:auch |viel |lange |vor allem )?um ([^,;:]+)|` +
	`Besonders interessant fand ich unser Gespräch über ([^,;:]+))[.!]?$`)

// unfinished makes a sentence of a span of time without its verb: "zwei Jahre auf einer Station".
func unfinished(kind fact.Kind, bare string) string {
	words := strings.Fields(bare)
	i := slices.IndexFunc(words, spans.Has)
	if kind == fact.Fit && i > 0 && isSpan(words) && i+1 < len(words) && isPreposition.Has(words[i+1]) &&
		!slices.ContainsFunc(words, isOwn) {
		return "Ich habe " + asInSentence(bare) + " gearbeitet"
	}
	return ""
}

// isOwn reports whether a word makes a sentence of its own of a fit.
func isOwn(w string) bool { return isSubject.Has(strings.ToLower(w)) || isFinite(strings.ToLower(w)) }

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
