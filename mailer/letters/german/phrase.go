package german

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"followup/mailer/letters/fact"
	"followup/mailer/letters/grammar"
	"followup/pattern"
)

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
		isOne = isOne && !human.MatchString(text) && words[0] != "das" && !own.MatchString(text) &&
			(!isShort.MatchString(text) || knownBy.MatchString(text)) &&
			(!isSpan(words) || isExperience(words)) && !isBareSpanAdded(text) &&
			(isDeterminer.Has(words[0]) || isNumber.Has(words[0]) || isQuality.Has(words[0]) ||
				accusatives.Has(words[0]) || isDigits.MatchString(words[0]) || brought.MatchString(text))
	}
	return strings.Join(words, " "), isOne
}

// isBareSpanAdded reports whether a span of time stands behind something else that one has, and is none of experience:
// "den Staplerschein und fünf Jahre Wareneingang".
func isBareSpanAdded(text string) bool {
	m := andYears.FindStringSubmatch(text)
	return m != nil && !isExperience(m[1:])
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
	if m := newOne.FindStringSubmatch(text); m != nil {
		return "das " + m[1] + " " + m[2]
	}
	first, rest, _ := strings.Cut(text, " ")
	next, _, _ := strings.Cut(rest, " ")
	if rest != "" && !followsNoun.Has(next) {
		return text
	}
	switch {
	case oneDie.MatchString(first):
		return "die " + text
	case oneDas.MatchString(first):
		return "das " + text
	case oneDen.MatchString(first):
		return "den " + text
	}
	return text
}

// oneDie, oneDas and oneDen match nouns of one thing whose end tells their article in the accusative; followsNoun holds
// words that begin what belongs to a noun.
var (
	newOne = pattern.Lazy(`^(neue|eigene|große|kleine|moderne|digitale|zweite|dritte)s (\p{Lu}.*)$`)
	oneDie = pattern.Lazy(`^(?:Schicht|\p{Lu}\pL*schicht|\p{Lu}\pL+prüfung|[\pL-]+-Woche|` +
		`\p{Lu}\pL*übergabe|Nachfolge)$`)
	oneDas = pattern.Lazy(`^(?:\p{Lu}[\pL-]*)?(?:(?i:system|rezept|projekt|konzept|modell|programm|netzwerk|` +
		`sortiment|budget|labor|büro))$`)
	oneDen = pattern.Lazy(`^(?:\p{Lu}[\pL-]*)?(?:(?i:umzug|umbau|neubau|ausbau|aufbau|umstieg|` +
		`(?:dienst|schicht|einsatz|wochen|tour|stunden|bau|urlaubs)plan|umgang|rundgang|stall|solarpark|hofladen|` +
		`standort|unterricht))$`)
	followsNoun = pattern.Words("in im an am auf aus bei beim durch mit nach von vom zu zum zur für ohne der des")
)

var (
	feminine = pattern.Lazy(`^\p{Lu}\pL*(?:ung|heit|keit|schaft|tion|sion|tät|kultur|arbeit|[a-z]woche|karte|küche|` +
		`gruppe|sprechstunde|werkstatt) \pL|^[\pL-]+-Woche \pL|` +
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
	if m := without.FindStringSubmatch(text); m != nil && isClause(m[1]) {
		if sentence, whole := strings.CutSuffix(asClause(grammar.WithSmall(m[1])), "."); whole {
			return sentence + m[2] + "."
		}
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
	case isOwn:
		return "Wir haben auch darüber gesprochen, " + clause + "."
	case begin != "wie" && begin != "was":
		return talkedAbout + clause + "."
	}
	return "Besonders interessant fand ich, " + clause + "."
}

// without matches what goes on with an infinitive: "…, ohne den Versand anzuhalten".
var without = pattern.Lazy(`^([^,]+)(, (?:ohne|um|statt|anstatt) [^.,;:!?]* (?:zu \p{Ll}+n|\p{Ll}+zu\p{Ll}+n))$`)

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
		isSmallWord := isDeterminer.Has(bare) || inflected.Has(bare) || isNumber.Has(bare) || isQuality.Has(bare) ||
			isPreposition.Has(bare) || besideNoun.Has(bare)
		if isNoun(w) || isAdverb.Has(bare) && bare == w || isSmallWord || isDigits.MatchString(bare) || bare == "" {
			continue
		}
		if isFinite(bare) || !adjective.MatchString(bare) || !startsNoun(words[i+1:]) || followsSubject(words, i) {
			return true
		}
	}
	return false
}

// followsSubject reports whether the word at i may be the verb of the noun before it: "die Gäste trinken Wein". An
// adjective stands there only in the genitive, as in "Kinder unterschiedlichen Alters".
func followsSubject(words []string, i int) bool {
	next := slices.IndexFunc(words[i+1:], isNoun)
	isGenitive := next == 0 && strings.HasSuffix(words[i+1], "s")
	isAfterNoun := i > 0 && isNoun(words[i-1]) && !isDeterminer.Has(strings.ToLower(words[i-1]))
	return isAfterNoun && strings.HasSuffix(words[i], "en") && !isGenitive
}

// besideNoun holds words that stand behind a noun or before its number: "die Triage nachts mit nur zwei Leuten".
var besideNoun = pattern.Words("nachts tagsüber abends morgens mittags wochentags nur")

// inflected holds forms of "alle", "jeder" and "viele" that stand between nouns.
var inflected = pattern.Words("allem allen aller jedem jeden jeder jedes vielen vieler einigen mehreren")

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
	isDigits = pattern.Lazy(`^\d+[%a-e]?$`) // also "10b"

	// isAbstract matches nouns that need no article: "Digitalisierung", "Nachtschichten", "Führungskultur".
	isAbstract = pattern.Lazy(`^\p{Lu}\pL*(?:ung|heit|keit|schaft|tion|ungen|heiten|keiten|schaften|tionen|` +
		`schichten|arbeit|zeiten|kultur|office|tät|\pL{3}mangel)$`)

	// isCounted matches nouns that are surely several: "Lastenräder", "E-Autos".
	isCounted = pattern.Lazy(`^(?:[A-Z]-|\p{Lu})\pL*(?:räder|autos|module|häuser|bücher|pläne|abläufe|züge|räume|` +
		`märkte|träge|geräte|kurse|projekte|prozesse|systeme|konzepte|produkte|programme|maschinen|anlagen|rezepte|` +
		`schränke|möbel|brote|weine|busse|Autos|stunden|dienste)$|^(?:Lehrlinge|` +
		`Azubis|Überstunden|Dienste)$`)

	// andYears matches a span of time behind something else that one has.
	andYears = pattern.Lazy(` und (?:\pL+|\d+) (?:Jahre|Monate|Semester|Saisonen) (\p{Lu}[\pL-]*|` +
		`(?:in|im|bei|beim|als|auf)\b)`)

	// brought matches what one brings along, and not what one knows or can do: "manuelle Therapie".
	brought = pattern.Lazy(`(?i)(?:erfahrung|erfahrungen|kenntnisse|freude|übung|geduld|routine|kontakte|interesse|` +
		`praxis|ausbildung|diplome?|abschl(?:uss|üsse)|zertifikate?|zulassung|schein|scheine|referenzen|werkzeug)\b`)

	// isPluralNoun matches those of them that need none before other words either.
	// So does a want of something.
	isPluralNoun = pattern.Lazy(`^\p{Lu}\pL*(?:ungen|heiten|keiten|schaften|tionen|schichten|zeiten|office|uren|` +
		`erinnen|ginnen|täten|enten|anten|isten|oren|eien|\pL{3}mangel)$|` +
		`^(?:[PF]h?otovoltaik|Windkraft|Windenergie|Solarenergie|Geothermie)$`)

	// isAbility matches what one brings along without an article.
	isAbility = pattern.Lazy(`^\p{Lu}?[\pL-]*(?:[Ee]rfahrung|[Ee]rfahrungen|[Kk]enntnisse|Freude|Übung|Geduld|` +
		`Routine|Kontakte|Interesse)$`)

	// isGerund matches nouns from English that need no article, but not "Frühling".
	isGerund = pattern.Lazy(`^\p{Lu}\p{Ll}{3,}[^lu]ing$`)

	// isShort matches a fit of one word, which tells nothing, unless knownBy does: "IFRS-Erfahrung".
	isShort = pattern.Lazy(`^\S+$`)
	knownBy = pattern.Lazy(`^\p{Lu}[\pL-]{2,}(?:[Ee]rfahrung|[Kk]enntnisse)$`)

	// adjective and beforeNoun match words with the endings that an adjective has before a noun, and words before it.
	adjective  = pattern.Lazy(`^\p{Ll}+(?:e|en|es|er|em)$`)
	beforeNoun = pattern.Lazy(`^(?:\p{Ll}+(?:e|en|es|er|em)|sehr|besonders|mehr|als|noch|nicht|schon|bereits|neu|` +
		`ganz|bald|\d+\.?|zwei|drei|vier|fünf|sechs|acht|zehn)$`)

	accusatives = pattern.Words("mehr den diese diesen dieses eine einen ihre ihren meine meinen unsere unseren " +
		"mehrere viel")

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
