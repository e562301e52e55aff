package german

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

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
	r := reader.Read(kind, typed)
	typedText := strings.Join(strings.Fields(typed), " ")
	if mine := asMine(r.Text); kind == fact.Fit && r.Form == fact.Sentence && mine != "" {
		r.Text = mine // typed without "Ich", and with a full stop
	}
	if kind == fact.Fit && trained.MatchString(r.Text) {
		r.Text, r.Form = grammar.Mended("Ich bin "+grammar.WithSmall(r.Text)), fact.Sentence
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
	case fact.Fit:
		if mine := asMine(text); mine != "" {
			return mine
		}
		return cmp.Or(withPart(text), withField(text, ""))
	}
	return ""
}

// trained matches what one is and does not have: "gelernte Bäckerin".
var trained = pattern.Lazy(`^(?i:gelernte|ausgebildete|studierte|examinierte|diplomierte|(?:staatlich )?geprüfte|` +
	`approbierte)r? \p{Lu}[\pL-]+(?: (?:für|mit|in|im|der|des) [^.,;:!?]+)?\.?$`)

// noComma matches a clause without the comma before it.
var noComma = pattern.Lazy(`\b(gelesen|gehört|gesehen|erfahren|erzählt|erwähnt|gesagt|sagten|weiß|glaube|finde|` +
	`mitbekommen) (dass|wie|ob)\b`)

// have1st matches "hab", which people type and letters spell out.
var have1st = pattern.Lazy(`\b([Hh])ab\b`)

// InLetter returns the sentence that a fact makes in a letter. That of an unclear fact may be wrong.
func (l Language) InLetter(kind fact.Kind, typed string) string {
	r := l.ReadFact(kind, typed)
	if did := l.Did(r.Text); kind == fact.Fit && r.Form == fact.Phrase && did != "" {
		return did
	}
	if r.Form == fact.Sentence {
		return r.Text
	}
	if yours := asYours(r.Text); kind == fact.Topic && yours != r.Text {
		if again := l.ReadFact(kind, grammar.Mended(yours)); again.Form == fact.Sentence {
			return again.Text
		}
	}
	return reader.InLetter(kind, typed)
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
	together = pattern.Lazy(`(?i)\b(?:wir (?:sprachen|redeten|kamen)|(?:sprachen|redeten|kamen) wir|ich|mir|mich|sie|` +
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
	if phrase, ok := asPhrase(fact.Topic, m[1]); ok && phrase == m[1] {
		return phrase
	}
	return reader.TopicIn(sentence)
}

// talked matches how people say that they talked about something.
var talked = pattern.Lazy(`^(?:Wir haben (?:uns )?|Sie haben (?:mir )?)(?:auch |viel |lange |noch |` +
	`etwas )*über ([^,;:]+) (?:gesprochen|geredet|diskutiert|unterhalten|erzählt|berichtet)[.!]?$`)

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

// leadIn matches how people begin a topic, which the letters say themselves.
var leadIn = pattern.Lazy(`(?i)^(wir haben |wir sprachen )?über `)

// asPhrase returns a noun phrase as it is stored, in the accusative. ok is false if the text is not surely one that
// letters can use.
func asPhrase(kind fact.Kind, text string) (phrase string, ok bool) {
	if kind == fact.Hook || strings.ContainsAny(strings.TrimSuffix(text, "."), ".!?:;") ||
		strings.Contains(text, ", ") {
		return "", false
	}
	text = strings.TrimRight(text, " .,…")
	if kind == fact.Topic && !strings.HasSuffix(text, " gesprochen") {
		text = leadIn.ReplaceAllString(text, "")
	}
	text = asInSentence(text)
	switch first, _, _ := strings.Cut(text, " "); {
	case isDeterminer.Has(first) || accusatives.Has(first):
	case kind == fact.Fit:
		text = qualified(text)
	default:
		text = withArticle(text)
	}
	words := strings.Fields(accusative(text))
	if kind == fact.Fit && Language.Did(Language{}, text) != "" {
		return text, true
	}
	if len(words) == 0 || len(words) > 14 || hasVerb(words) {
		return "", false
	}
	isOne := isAccusative(words) && (kind != fact.Topic || !lacksArticle(words))
	if kind == fact.Fit {
		isOne = isOne && words[0] != "das" && !isShort.MatchString(text) && (!isSpan(words) || isExperience(words)) &&
			(isDeterminer.Has(words[0]) || isNumber.Has(words[0]) || isQuality.Has(words[0]) ||
				accusatives.Has(words[0]) || isDigits.MatchString(words[0]) || brought.MatchString(text))
	}
	return strings.Join(words, " "), isOne
}

// asInSentence returns a text that begins as it does in the middle of a sentence: with a small letter, unless its first
// word is a noun or "Ihr", which is theirs whom the letter is to.
func asInSentence(text string) string {
	first, rest, found := strings.Cut(text, " ")
	small := strings.ToLower(first)
	switch {
	case found && strings.HasPrefix(small, "ihr"):
		return "I" + text[1:]
	case found && (isDeterminer.Has(small) || isNumber.Has(small) || isQuality.Has(small) || isPreposition.Has(small)):
		return small + " " + rest
	}
	return text
}

// withArticle returns a topic with the article that its first noun needs before others: "die Digitalisierung der
// Bauakten". Nouns that end so have one gender.
func withArticle(text string) string {
	switch {
	case feminine.MatchString(text) && !notFeminine.MatchString(text):
		return "die " + text
	case gerund.MatchString(text):
		return "das " + text
	}
	return text
}

var (
	feminine = pattern.Lazy(`^\p{Lu}\pL*(?:ung|heit|keit|schaft|tion|sion|tät|kultur|arbeit) \pL|` +
		`^\p{Ll}+e \p{Lu}\pL*(?:ung|heit|keit|schaft|tion|sion|tät|kultur|arbeit)(?: |$)`)
	notFeminine = pattern.Lazy(`(?i)^\pL*(?:sprung|schwung|dung|stadion|spion) `)
	gerund      = pattern.Lazy(`^(?:\p{Lu}\p{Ll}{3,}[^lu]ing|Lernen|Arbeiten|Training|Coaching) \pL`)
)

// withClause returns the sentence that a topic with a clause makes: "Besonders interessant fand ich unser Gespräch
// über die Frage, ob es einen Neubau gibt." It returns "" if a text is anything else.
func withClause(text string) string {
	text = strings.TrimRight(text, " .")
	if isClause(text) {
		return asClause(grammar.WithSmall(text))
	}
	if head, after := afterthought(text); after != "" {
		if phrase, ok := asPhrase(fact.Topic, head); ok {
			return "Besonders interessant fand ich unser Gespräch über " + phrase + after + "."
		}
	}
	noun, clause, found := strings.Cut(text, ", ")
	phrase, ok := asPhrase(fact.Topic, noun)
	begin, _, _ := strings.Cut(clause, " ")
	if !found || !ok || !relative.Has(begin) || !endsInVerb(clause) {
		return ""
	}
	return "Besonders interessant fand ich unser Gespräch über " + phrase + ", " + clause + "."
}

// asClause returns the sentence that a clause makes as a topic: what they told with who said so, and a question of the
// sender's own as one that was talked about. What the sender told is no topic.
func asClause(clause string) string {
	begin, _, _ := strings.Cut(clause, " ")
	isOwn := isMine.MatchString(clause)
	switch {
	case begin == "dass" && isOwn:
		return ""
	case begin == "dass":
		return "Sie haben erzählt, " + clause + "."
	case isOwn || begin == "ob":
		return "Wir haben auch darüber gesprochen, " + clause + "."
	}
	return "Besonders interessant fand ich, " + clause + "."
}

var isMine = pattern.Lazy(`(?i)\b(?:ich|mich|mir|mein\pL*|wir|uns)\b`)

// isClause reports whether a text is one such as "wie Sie die Schichten planen".
func isClause(text string) bool {
	begin, _, _ := strings.Cut(strings.ToLower(text), " ")
	return asked.Has(begin) && endsInVerb(text)
}

// endsInVerb reports whether a text is one clause with its verb at the end.
func endsInVerb(clause string) bool {
	words := strings.Fields(clause)
	last := words[len(words)-1]
	mine := slices.Contains(words, "ich") && firstPerson.MatchString(last)
	return len(words) > 2 && len(words) < 16 && !strings.ContainsAny(clause, inside) &&
		(mine || isLateVerb.MatchString(last))
}

var (
	asked      = pattern.Words("wie ob dass wann warum was wer welche welcher welches wo wohin")
	relative   = pattern.Words("der die das den dem deren dessen ob wie wann wo warum was")
	isLateVerb = pattern.Lazy(`^\p{Ll}+(?:t|en|st|te|ist|rn|ln)$|^(?:ist|hat|will|kann|soll|muss|darf|sind|wird|` +
		`wurde|war|gab|kam)$`)
)

// nominative matches a masculine noun with its article as people type it, and perhaps an adjective.
var nominative = pattern.Lazy(`^(der|ein|Ihr|mein|unser) (?:(\p{Ll}+)(e|er) )?(\p{Lu}\S*)`)

// accusative returns a phrase in the accusative if it begins with a masculine noun in the nominative: "den neuen
// Dienstplan" for "der neue Dienstplan". A noun that has another form there, such as "Kollege", makes it unclear.
func accusative(text string) string {
	m := nominative.FindStringSubmatch(text)
	if m == nil || strings.HasSuffix(m[4], "e") {
		return text
	}
	if m[2] == "" && m[1] != "der" && !masculine.MatchString(m[4]) {
		return text // "ein Lager" may be neuter
	}
	article := map[string]string{
		"der": "den", "ein": "einen", "Ihr": "Ihren", "mein": "meinen", "unser": "unseren",
	}[m[1]]
	adjective, rest := "", text[len(m[0])-len(m[4]):]
	switch {
	case m[2] == "":
	case m[2] != "" && (m[1] == "der") == (m[3] == "e"): // "der neue", "ein neuer"
		adjective = m[2] + "en "
	default:
		return text // "ein Lager" may be neuter
	}
	return article + " " + adjective + rest
}

// smallAdjective matches an adjective that shows its case to be one that the letters want.
var smallAdjective = pattern.Lazy(`^\p{Ll}+es?$`)

// masculine and neuter match nouns whose gender their ends tell.
var (
	masculine = pattern.Lazy(`(?i)(?:^|\pL|-)(?:plan|abschluss|umzug|schein|brief|umbau|neubau|ausbau|aufbau|` +
		`dienst|umstieg|markt|ansatz|betrieb|vertrieb|standort|prozess|kurs|bereich|vertrag|laden|garten|hof|` +
		`wechsel|auftrag|bericht|unterricht|einkauf|verkauf|umgang|weg|besuch|anspruch|erfolg|austausch|mangel|` +
		`handel|vortrag|antrag|alltag|ismus|bedarf|einsatz|start|stil|schwerpunkt|hintergrund|bezug|bachelor|` +
		`master)$`)
	neuter = pattern.Lazy(`(?i)(?:^|\pL|-)(?:projekt|team|lager|haus|büro|labor|programm|konzept|modell|system|` +
		`angebot|produkt|netz|netzwerk|zentrum|geschäft|werk|archiv|studium|diplom|zertifikat|patent|buch|amt|` +
		`museum|institut|praktikum|material|gebäude|sortiment|budget|verfahren|thema|training|coaching|marketing|` +
		`controlling|chen|ment|examen|volontariat|netzwerk|onboarding|handwerk|händchen|interesse|gespür|auge|` +
		`auslandsjahr|wissen|verständnis)$`)
)

// isAccusative reports whether words can surely follow "über" and "ich bringe".
func isAccusative(words []string) bool {
	first := words[0]
	switch {
	case len(words) == 1:
		return initials.MatchString(first) || isAbstract.MatchString(first) || isGerund.MatchString(first)
	case len(words) == 2 && isNoun(first) && isGerund.MatchString(words[1]):
		return true // "Pair Programming"
	case first == "die" || first == "das" || accusatives.Has(strings.ToLower(first)):
		return startsNoun(words[1:])
	case first == "ein" || first == "Ihr" || first == "mein" || first == "unser": // a masculine noun would need "einen"
		return strings.HasSuffix(words[1], "es") && !isNoun(words[1]) && startsNoun(words[1:]) ||
			neuter.MatchString(words[1])
	case initials.MatchString(first) && isPreposition.Has(words[1]): // "KI in der Buchhaltung"
		return true
	case isNumber.Has(first) || isDigits.MatchString(first) || isQuality.Has(first):
		return startsNoun(words[1:])
	case smallAdjective.MatchString(first) && !isDeterminer.Has(first):
		return isNoun(words[1]) // "flexible Arbeitszeiten", "altersdurchmischtes Lernen"
	}
	return isPluralNoun.MatchString(first) || isAbility.MatchString(first)
}

// lacksArticle reports whether words begin with an adjective and a noun that may be one thing, and so needs its
// article: "regionale Karte", "papierloses Büro". Several need none, and neither does "altersdurchmischtes Lernen".
func lacksArticle(words []string) bool {
	first := words[0]
	isKnown := isDeterminer.Has(strings.ToLower(first)) || accusatives.Has(strings.ToLower(first)) ||
		isNumber.Has(first) || several.Has(first)
	if len(words) < 2 || isKnown || !smallAdjective.MatchString(first) || !isNoun(words[1]) {
		return false
	}
	if strings.HasSuffix(first, "es") {
		return !isActivity.MatchString(words[1]) && !isGerund.MatchString(words[1])
	}
	stem, isLong := strings.CutSuffix(words[1], "e")
	isSeveral := isPluralNoun.MatchString(words[1]) ||
		plural.MatchString(words[1]) && !notPlural.MatchString(words[1]) ||
		isLong && (masculine.MatchString(stem) || neuter.MatchString(stem))
	return !isSeveral && !uncounted.MatchString(words[1])
}

var (
	several = pattern.Words("viele einige wenige manche mehrere andere verschiedene")

	// isActivity matches what one does as a noun: "Lernen", "Arbeiten".
	isActivity = pattern.Lazy(`^\p{Lu}\pL+(?:en|ern|eln)$`)

	// plural matches how nouns end that are surely several, but for those that notPlural matches, such as "Kollegin".
	plural = pattern.Lazy(`(?i)(?:n|[^aeious]s|pläne|läufe|züge|träge|räume|bräuche|höfe|gänge|märkte|sätze|` +
		`schlüsse|käufe|schläge|gespräche|kontakte|kräfte|städte|häuser|bücher|kinder|ämter|länder|` +
		`mitarbeiter|partner|wege|geräte|besuche|termine|jahre|ziele|werte|rezepte|tiere|gerichte)$`)
	notPlural = pattern.Lazy(`(?i)(?:ion|[^aeiou]in|person|saison|bahn)$`)

	// uncounted matches nouns that need no article although they are one thing.
	uncounted = pattern.Lazy(`(?i)(?:software|hardware|technik|intelligenz|musik|literatur|kleidung)$`)
)

// startsNoun reports whether words are adjectives and the like before a noun.
func startsNoun(words []string) bool {
	i := slices.IndexFunc(words, isNoun)
	return i >= 0 && !slices.ContainsFunc(words[:i], func(w string) bool { return !beforeNoun.MatchString(w) })
}

// hasVerb reports whether words have one that is no noun, no adjective before a noun, and none of the small words that
// stand between nouns. It may be a verb.
func hasVerb(words []string) bool {
	for i, w := range words {
		bare := strings.ToLower(strings.Trim(w, `"„“()`))
		isSmallWord := isDeterminer.Has(bare) || isNumber.Has(bare) || isQuality.Has(bare) || isPreposition.Has(bare)
		if isNoun(w) || isAdverb.Has(bare) && bare == w || isSmallWord || isDigits.MatchString(bare) || bare == "" {
			continue
		}
		if isFinite(bare) || !adjective.MatchString(bare) || !startsNoun(words[i+1:]) {
			return true
		}
	}
	return false
}

func isNoun(w string) bool {
	first, size := utf8.DecodeRuneInString(strings.TrimLeft(w, `"„(`))
	isName := size < len(w) && strings.ToLower(w[size:]) != w[size:] // "cryoSPARC"
	return unicode.IsUpper(first) || isName
}

// isSpan reports whether words begin with a span of time: "zehn Jahre", "über 10 Jahre".
func isSpan(words []string) bool {
	return slices.ContainsFunc(words[:min(4, len(words))], spans.Has)
}

var spans = pattern.Words("Jahr Jahre Monat Monate Semester Wochen Saison Saisons Saisonen")

// isExperience reports whether a span of time is one of experience, so that one can have it.
func isExperience(words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool {
		return strings.HasSuffix(strings.ToLower(w), "erfahrung") || w == "Praxis"
	})
}

var (
	initials = pattern.Lazy(`^[A-Z][A-Z0-9/&]{1,7}s?$`)
	isDigits = pattern.Lazy(`^\d+%?$`)

	// isAbstract matches nouns that need no article: "Digitalisierung", "Nachtschichten", "Führungskultur".
	isAbstract = pattern.Lazy(`^\p{Lu}\pL*(?:ung|heit|keit|schaft|tion|ungen|heiten|keiten|schaften|tionen|` +
		`schichten|arbeit|zeiten|kultur|office)$`)

	// brought matches what one brings along, and not what one knows or can do: "manuelle Therapie".
	brought = pattern.Lazy(`(?i)(?:erfahrung|erfahrungen|kenntnisse|freude|übung|geduld|routine|kontakte|interesse|` +
		`praxis|ausbildung|diplome?|abschl(?:uss|üsse)|zertifikate?|zulassung|schein|scheine|referenzen|werkzeug)\b`)

	// isPluralNoun matches those of them that need none before other words either.
	isPluralNoun = pattern.Lazy(`^\p{Lu}\pL*(?:ungen|heiten|keiten|schaften|tionen|schichten|zeiten|office)$`)

	// isAbility matches what one brings along without an article.
	isAbility = pattern.Lazy(`^\p{Lu}?\pL*(?:[Ee]rfahrung|[Ee]rfahrungen|[Kk]enntnisse|Freude|Übung|Geduld|` +
		`Routine|Kontakte|Interesse)$`)

	// isGerund matches nouns from English that need no article, but not "Frühling".
	isGerund = pattern.Lazy(`^\p{Lu}\p{Ll}{3,}[^lu]ing$`)

	// isShort matches a fit of one word, which tells nothing.
	isShort = pattern.Lazy(`^\S+$`)

	// adjective and beforeNoun match words with the endings that an adjective has before a noun, and words before it.
	adjective  = pattern.Lazy(`^\p{Ll}+(?:e|en|es|er|em)$`)
	beforeNoun = pattern.Lazy(`^(?:\p{Ll}+(?:e|en|es|er|em)|sehr|besonders|mehr|als|noch|nicht|schon|bereits|neu|` +
		`ganz|bald|\d+\.?|zwei|drei|vier|fünf|sechs|acht|zehn)$`)

	accusatives = pattern.Words("den diese diesen dieses eine einen ihre ihren meine meinen unsere unseren mehrere " +
		"viel")

	isDeterminer = pattern.Words("der die das den dem des ein eine einen einem einer ihr ihre ihren ihrem ihrer mein " +
		"meine meinen meinem meiner unser unsere unseren unserem unserer diese diesen dieses diesem dieser beide " +
		"beiden alle")

	isNumber = pattern.Words("zwei drei vier fünf sechs sieben acht neun zehn elf zwölf fünfzehn zwanzig " +
		"fünfundzwanzig dreißig")

	isQuality = pattern.Words("viel langjährige gute solide fließende mehrere breite praktische einschlägige erste " +
		"große sehr fundierte")

	isPreposition = pattern.Words("in im an am auf aus bei beim mit nach seit von vom zu zum zur für über unter vor " +
		"zwischen durch gegen ohne um und oder sowie als wie bis fast mehr nicht auch hinter neben pro ab trotz " +
		"während wegen innerhalb außerhalb of")
)

// isSentence reports whether a text is surely one whole sentence.
func isSentence(s string) bool {
	words := strings.FieldsFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune(`.,!;:"„“`, r)
	})
	if len(words) < 3 {
		return false
	}
	typedAsOne := grammar.IsTypedAsOne(s)
	first := strings.ToLower(words[0])
	switch {
	case isSubject.Has(first):
		return isFinite(words[1]) || typedAsOne && isVerbForm.MatchString(words[1]) || agrees(first, words[1])
	case isOpening.Has(first):
		return false // a subordinate clause, or half of one
	}
	if isTypedSmall(words) && !strings.Contains(s, ",") {
		return true
	}
	if isFinite(words[1]) && len(words) > 3 && isSubject.Has(strings.ToLower(words[2])) {
		return true // "Treppen habe ich schon gebaut"
	}
	if praise.Has(first) && (words[1] == "war" || words[1] == "waren" || words[1] == "fand") && startsNoun(words[2:]) {
		return true // "Spannend war die Führung durch die Werkstatt"
	}
	if n := subject(words); n > 0 && (isFinite(words[n]) || strings.HasSuffix(words[n], "t") && len(words) > n+1) {
		return true // "Ihre Kanzlei wurde ausgezeichnet"
	}
	return typedAsOne && (hasVerb(words[1:]) || isPreposition.Has(first) && slices.ContainsFunc(words[2:], isFinite))
}

// isTypedSmall reports whether words are a sentence that only lacks its capital: "die Touren werden neu geplant".
func isTypedSmall(words []string) bool {
	capital := rules.Capital(words[0])
	if capital == words[0] || !subjectArticles.Has(capital) {
		return false
	}
	words = slices.Concat([]string{capital}, words[1:])
	n := subject(words)
	return n > 0 && n+1 < len(words) && isFinite(words[n])
}

var praise = pattern.Words("spannend interessant schön beeindruckend aufschlussreich eindrucksvoll neu wichtig")

func notVerb(w string) bool {
	return isAdverb.Has(w) || isDeterminer.Has(w) || isPreposition.Has(w) || isNumber.Has(w) || w == "beide"
}

// agrees reports whether a word is surely the verb of "ich", "wir" or "sie" before it.
func agrees(subject, verb string) bool {
	if notVerb(verb) {
		return false
	}
	switch subject {
	case "ich":
		return verb == "hab" || preterites.Has(verb) || firstPerson.MatchString(verb)
	case "wir", "sie":
		return isPlural.MatchString(verb)
	}
	return false
}

var preterites = pattern.Words(`fand stand ging kam sah las gab blieb schrieb hielt zog trug nahm sprach bekam half
	fuhr lief trat begann vertrat übernahm saß verstand lud fing ließ wuchs erhielt gewann`)

var firstPerson = pattern.Lazy(`^\p{Ll}{3,}e$`)

// wishes matches how a note to stay in touch may begin without a verb.
var wishes = pattern.Lazy(`(?i)^(herzlichen glückwunsch|glückwunsch|gratulation|alles gute|frohe|schöne|` +
	`ein gutes|herzlichen dank|vielen dank|danke)\b`)

var (
	isSubject = pattern.Words("ich wir sie es er man")
	isOpening = pattern.Words("dass weil wenn ob als da obwohl damit wie warum")

	// isVerbForm matches how a verb ends behind a pronoun: "ich plane", "Sie planen", "es beginnt".
	isVerbForm = pattern.Lazy(`^\p{Ll}{2,}(?:e|en|te|ten|t|st|n)$`)
)

// isFinite reports whether a word is a form of a common verb, as a sentence has one.
func isFinite(w string) bool { return finite.Has(w) }

var finite = pattern.Words(`
	ist sind war waren bin habe hat haben hatte hatten wird werden wurde wurden kann können konnte konnten soll
	sollen sollte sollten muss müssen musste will wollen wollte wollten darf dürfen mag mögen möchte möchten gibt
	gab geht gehen ging steht stehen kommt kommen kam macht machen machte zieht ziehen zog baut bauen baute bauten
	nutzt nutzen nutzte arbeitet arbeiten arbeitete leitet leiten leitete leite plant planen plante plane führt
	führen führte führe sucht suchen suchte braucht brauchen stellt stellen stellte stelle zeigt zeigen zeigte
	zeigten sagt sagte sagten erzählt erzählte erzählten erklärte erklärten spricht sprechen sprach sprachen gefällt
	gefiel freue freut freuen lese las sah gehört gehörte beginnt beginnen begann startet starten eröffnet eröffnen
	gewann gewinnt wechselt wechseln lerne lernte spreche kenne kannte betreue betreute betreuen unterrichte
	unterrichtete verkaufe verkaufte organisiere organisierte entwickle entwickelte entwickelt entwickeln
	programmiere hab fehlt fehlen komme bringe mache gehe arbeite wohne koche kochte lebe läuft laufen liegt
	liegen bietet bieten bleibt bleiben hilft helfen verkauft verkaufen bekommt bekommen wächst wachsen sitzt sitzen
	wechseln dauert dauern herrscht herrschen besteht bestehen gilt gelten lernt lernen`)

// unthankable matches what one would not thank for.
var unthankable = pattern.Lazy(`(?i)(?:^|\PL)(gehalt|lohn|urlaub|bezahlung|überstunden|bonus|nichts)(?:\PL|$)`)

// familiar matches "du" and its forms. The letters say "Sie".
var familiar = pattern.Lazy(`(?i)\b(du|dich|dir|dein|deine|deinen|deinem|deiner|euch|euer|eure|euren|eurem|eurer|` +
	`ihr (?:habt|seid|macht|wollt|könnt|müsst|sollt|werdet|baut|sucht|plant|stellt|bietet|arbeitet|zieht|geht|` +
	`kommt|braucht|nutzt|führt|setzt|sprecht|lebt|wart|hattet))\b`)

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
	w := grammar.SpokenOf(text, name, others)
	if m := third.FindString(text); w == "" && name != "" {
		w = m
	}
	if w != "" {
		return `the draft to ` + name + ` says "` + w + `"; if that is who reads it, write "Sie" or "Ihr"`
	}
	return ""
}

// others are the words for somebody who is spoken of.
var others = pattern.Words("sie ihr ihre ihnen ihren er ihm ihn Er")

// third matches "Sie" for a woman who is spoken of: the polite one has the verb of several.
var third = pattern.Lazy(`\bSie (?:hat|ist|war|will|wird|wurde|kann|konnte|muss|musste|soll|sollte|wollte|hatte|` +
	`sagte|erzählte|zeigte|leitet|leitete|arbeitet|arbeitete|plant|plante|sucht|suchte|baut|baute|fragte|` +
	`erklärte)\b`)

// PointsBack reports whether a sentence has a word that may point to something said before it, such as "Davon habe ich
// zwei gebaut."
func (Language) PointsBack(sentence string) bool {
	main, _ := afterthought(strings.TrimRight(sentence, ".")) // ", davon vier als Leitung" points to what is before it
	return pointing.MatchString(main)
}

var pointing = pattern.Lazy(`(?i)\b(so eine?[nmrs]?|derartige\pL*|jene\pL*|` +
	`auch|ebenfalls|ebenso|genauso|solche\pL*|davon|dafür|damit|dabei|daran|darin|` +
	`dazu|dasselbe|dieselbe\pL*|dort|dies|diese\pL*)\b|^(?:das|es|so)\b`)
