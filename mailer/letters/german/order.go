package german

import (
	"slices"
	"strings"

	"followup/mailer/letters/grammar"
	"followup/pattern"
	"followup/rules"
)

// verbLast returns a simple sentence as it stands behind "dass", with its verb at the end. It returns "" unless the
// sentence surely has its subject first and its verb second.
func verbLast(sentence string) string {
	if m := theirAim.FindStringSubmatch(sentence); m != nil {
		verb, ok := map[string]string{"haben vor": "vorhaben", "sind dabei": "dabei sind",
			"sind gerade dabei": "gerade dabei sind"}[m[1]]
		if !ok {
			verb = m[1]
		}
		return "Sie " + verb + ", " + m[2]
	}
	bare, after := afterthought(strings.TrimRight(sentence, ".!"))
	if m := thereIs.FindStringSubmatch(bare); m != nil && !slices.ContainsFunc(strings.Fields(m[2]), isFinite) {
		return "es " + grammar.WithSmall(m[1]) + " " + m[2] + " gibt" + after
	}
	if after == "" {
		bare, after = relativeClause(bare)
	}
	if after == "" {
		bare, after = subordinate(bare)
	}
	words := theyFirst(strings.Fields(bare))
	n := subject(words)
	if n == 0 || n+1 >= len(words) || strings.ContainsAny(bare, inside) {
		return ""
	}
	verb, rest := words[n], words[n+1:]
	before, of := lowered(words[:n]), verb
	if isPreposition.Has(before[0]) && pronouns.Has(rest[0]) && len(rest) > 1 { // "Im Mai stellen Sie auf SAP um"
		before, rest = append([]string{rest[0]}, before...), rest[1:]
	}
	last := rest[len(rest)-1]
	separated := prefixes.Has(last)
	if !isLateVerbSure(verb, rest) || mayBeObject.Has(rest[0]) || !separated && mayBeSeparated(last) {
		return ""
	}
	if separated {
		rest, of = rest[:len(rest)-1], last+verb
	}
	if len(rest) > 0 && rest[0] == "sich" && n > 1 { // "dass sich das Team verdoppelt hat"
		before, rest = append([]string{"sich"}, before...), rest[1:]
	}
	return strings.Join(append(slices.Concat(before, rest), of), " ") + after
}

// theirAim matches what they are about to do: "Sie haben vor, nach Graz zu ziehen."
var theirAim = pattern.Lazy(`^Sie (haben vor|sind dabei|sind gerade dabei|planen|versuchen|überlegen), ` +
	`([^.,;:!?]* (?:zu \p{Ll}+n|\p{Ll}+zu\p{Ll}+n))[.!]?$`)

// bothVerbs returns a sentence of two things about one subject as it stands behind "dass", with either verb at the end:
// "Sie den Biergarten aufmachen und jemanden suchen". It returns "" if either verb may not.
func bothVerbs(sentence string) string {
	one, two, found := strings.Cut(strings.TrimRight(sentence, ".!"), " und ")
	words := strings.Fields(one)
	n := subject(words)
	verb, _, _ := strings.Cut(two, " ")
	if !found || n == 0 || !isFinite(verb) || isPlural.MatchString(verb) != isPlural.MatchString(words[n]) {
		return ""
	}
	first, second := clauseOf(one), verbLast(strings.Join(words[:n], " ")+" "+two)
	rest, found := strings.CutPrefix(second, strings.Join(lowered(words[:n]), " ")+" ")
	if first == "" || !found || isPreposition.Has(strings.ToLower(words[0])) {
		return ""
	}
	return closed(first) + " und " + rest
}

// bothClauses returns two main clauses as they stand behind "dass": "die Küche offen ist und dass alle zusehen". It
// returns "" if the verb of either may not go to the end.
func bothClauses(sentence string) string {
	one, two, found := strings.Cut(strings.TrimRight(sentence, ".!"), ", und ")
	if !found || strings.Contains(two, ", und ") {
		return ""
	}
	first, second := clauseOf(one), clauseOf(rules.Capital(two))
	if m := neededForIt.FindStringSubmatch(two); m != nil {
		what, after := relativeClause(m[3])
		if second = m[2] + " dafür " + what + " " + m[1] + after; strings.ContainsAny(what, inside) {
			return ""
		}
	}
	if first == "" || second == "" {
		return ""
	}
	return closed(first) + " und dass " + second
}

// closed returns a clause with the comma that "und" needs behind it if it ends in another: "jemanden suchen, der das
// Lager führt,".
func closed(clause string) string {
	if strings.Contains(clause, ",") {
		return clause + ","
	}
	return clause
}

// neededForIt matches what they lack or look for: "dafür fehlt Ihnen noch jemand, der das Team führt".
var neededForIt = pattern.Lazy(`^dafür (fehlt|fehlen|suchen|brauchen) (Ihnen|Sie) ([^.;:!?]+)$`)

// thereIs matches what there is at a time or a place: "Jeden Freitag gibt es ein Frühstück".
var thereIs = pattern.Lazy(`^((?:Abends|Mittags|Morgens|Nachts|Freitags|Jeden|Jede Woche|` +
	`Jedes Jahr|Einmal|Zweimal|Im|Am|In|Bei|Zum|Für)(?: [^.,;:!?]+)?) gibt es ([^.,;:!?]+)$`)

// afterthought cuts what has no verb and stands behind a comma: ", vor allem in Zirbe". It stays behind the verb. Any
// other sentence stays whole.
func afterthought(sentence string) (main, after string) {
	main, after, _ = strings.Cut(sentence, ", ")
	words := strings.Fields(after)
	if len(words) < 2 || !addition.Has(words[0]) && !lastYears.MatchString(after) ||
		slices.ContainsFunc(words, isFinite) || slices.ContainsFunc(words, isSubject.Has) ||
		strings.ContainsAny(after, inside) {
		return sentence, ""
	}
	return main, ", " + after
}

// lastYears matches a part of a span of time: "die letzten sechs als Schichtleiter".
var lastYears = pattern.Lazy(`^die letzten (?:\d+|\p{Ll}+) (?:Jahre )?(?:davon )?(?:als|in|im|bei|beim|mit) `)

// relativeClause cuts one that ends a sentence, because the verb can stand before it: "Sie suchen jemanden, der auch
// ausbildet." So can it before "ohne dass …".
func relativeClause(sentence string) (main, after string) {
	main, after, _ = strings.Cut(sentence, ", ")
	begin, _, _ := strings.Cut(after, " ")
	if !relative.Has(begin) && !strings.HasPrefix(after, "ohne dass ") || !endsInVerb(after) {
		return sentence, ""
	}
	return main, ", " + after
}

// subordinate cuts a clause that ends a sentence and says why, what for or when, because it stays behind the verb:
// ", auch wenn es regnet".
func subordinate(sentence string) (main, after string) {
	main, after, _ = strings.Cut(sentence, ", ")
	if m := opened.FindStringSubmatch(after); m == nil || !endsInVerb(m[1]+" "+m[2]) {
		return sentence, ""
	}
	return main, ", " + after
}

var opened = pattern.Lazy(`^(?:auch |selbst |vor allem |und zwar )?(weil|damit|wenn|obwohl|sobald|solange|bis|sodass|` +
	`seit|bevor|während) ([^.,;:!?]+)$`)

// theyFirst returns "Hausbesuche machen Sie mit dem Rad" with its subject first, and any other words as they are.
func theyFirst(words []string) []string {
	if len(words) < 4 || words[2] != "Sie" || !isNoun(words[0]) || subjectArticles.Has(words[0]) ||
		isPreposition.Has(strings.ToLower(words[0])) || !isFinite(words[1]) || !isPlural.MatchString(words[1]) {
		return words
	}
	return slices.Concat([]string{"Sie", words[1], words[0]}, words[3:])
}

var addition = pattern.Words(`vor alles alle meist meistens besonders insbesondere auch zum teils teilweise davon
	darunter nur fast hauptsächlich überwiegend inklusive zuletzt ab seit mit in für viele viel einige drei zwei`)

// subject returns how many words stand before the verb of a sentence that begins with its subject, or with where or
// when it is, as in "Im Lager fehlen Leute"; 0 if that is not certain.
func subject(words []string) int {
	if len(words) < 3 {
		return 0
	}
	n := 0
	switch first := strings.ToLower(words[0]); {
	case words[0] == "Sie":
		if isPlural.MatchString(words[1]) && !isPreposition.Has(words[1]) && !isAdverb.Has(words[1]) {
			return 1
		}
		return 0
	case isPreposition.Has(first):
		if n = nounPhrase(words); n == 0 || n >= len(words) || !isFinite(words[n]) {
			return 0
		}
	case subjectArticles.Has(words[0]):
		if n = withAttribute(words, nounPhrase(words)); n > 0 && n < len(words) && isFinite(words[n]) {
			break
		}
		if n = nounPhrase(words); slices.ContainsFunc(words[1:max(1, n)], isPreposition.Has) {
			return 0
		}
	case indefinite.Has(first):
		if n = slices.IndexFunc(words, isFinite); n < 0 || n != 1 && (!isPreposition.Has(words[1]) || n > 5) {
			return 0
		}
	case first == "jede" || first == "jedes": // may be the object, as "jede Woche" is
		n = nounPhrase(words)
		if n == 0 || n >= len(words) || !hasSubjectFirst.Has(words[n]) || isTime.MatchString(words[n-1]) {
			return 0
		}
	case quantifiers.Has(first), isNumber.Has(first):
		if n = nounPhrase(words); words[1] == "von" { // "Zwei von fünf Fahrern"
			n = 1
		}
		if n = withAttribute(words, n); n == 0 || n >= len(words) || !isFinite(words[n]) {
			return 0
		}
	default:
		n = nameAt(words)
	}
	if n == 0 || n > 7 || n >= len(words) {
		return 0
	}
	verb := words[n]
	if isNoun(verb) || isPreposition.Has(verb) || isAdverb.Has(verb) || !isFinite(verb) && !isThird.MatchString(verb) {
		return 0
	}
	return n
}

// nounPhrase returns how many words stand up to the first noun behind the first word, with another noun that belongs to
// it: "Die Acme AG". It is 0 if there are words that are no adjectives before it.
func nounPhrase(words []string) int {
	at := 1 + slices.IndexFunc(words[1:], isNoun)
	for _, w := range words[1:max(1, at)] {
		if !adjective.MatchString(w) && !isDeterminer.Has(w) && !isNumber.Has(w) {
			return 0
		}
	}
	if at == 0 || at > 3 {
		return 0
	}
	if at+1 < len(words) && isNoun(words[at+1]) {
		at++
	}
	return at + 1
}

// withAttribute returns how many words the first n have with what belongs to their noun: "die Wartezeit für ein
// Erstgespräch", "der Anteil der Kinder".
func withAttribute(words []string, n int) int {
	for n > 0 && n+1 < len(words) && isAttribute.Has(words[n]) {
		more := nounPhrase(words[n:])
		if more == 0 {
			break
		}
		n += more
	}
	return n
}

var isAttribute = pattern.Words("in im ins an am ans aufs auf bei beim mit von vom zu zum zur für der des")

// nameAt returns how many words a name has with which a sentence begins, such as "Helix Bio".
func nameAt(words []string) int {
	n := slices.IndexFunc(words, func(w string) bool { return !isNoun(w) })
	first := strings.ToLower(words[0])
	switch {
	case n < 1 || n > 3 || n+1 >= len(words) || isOpening.Has(first) || notNames.Has(first):
		return 0
	case n > 1 && strings.HasSuffix(first, "e"): // "Neue Kollegen"
		return 0
	case n == 1 && (firstAdverbs.Has(first) || isNominative(words[2])): // "Gestern kam die Zusage"
		return 0
	}
	return n
}

// isNominative reports whether a word behind the verb may begin the subject.
func isNominative(w string) bool {
	return isNoun(w) || slices.Contains([]string{"das", "die", "der", "ein", "eine"}, w)
}

// isLateVerbSure reports whether a verb can stand behind the rest of its sentence: nothing follows that must stay
// behind it, and there is no other verb.
func isLateVerbSure(verb string, rest []string) bool {
	last := rest[len(rest)-1]
	isParticiple := participle.MatchString(last)
	if be.Has(verb) && !isParticiple && !isNoun(last) || (be.Has(verb) || have.Has(verb)) && prefixes.Has(last) ||
		modals.Has(last) {
		return false
	}
	for i, w := range rest {
		isLast := i == len(rest)-1
		switch next := append(rest, "")[i+1]; {
		case w == "als" || w == "wie":
			if !isParticiple && !prefixes.Has(last) {
				return false
			}
		case w == "und" || w == "oder":
			if !isNoun(next) && !isNumber.Has(next) || !isNoun(last) && !prefixes.Has(last) {
				return false
			}
		case conjunctions.Has(w), !isLast && isFinite(w),
			!isLast && participle.MatchString(w) && !isNoun(next) && !participle.MatchString(next) && !be.Has(next),
			!isLast && prefixes.Has(w) && isPreposition.Has(next):
			return false
		}
	}
	return true
}

// mayBeSeparated reports whether the last word of a sentence may belong to its verb, as in "Sie stellen die Ware
// bereit" and "Die Gäste kommen wieder", so that at the end the two may be one word or not.
func mayBeSeparated(last string) bool {
	isKnown := isNoun(last) || participle.MatchString(last) || isAdverb.Has(last) || isLastAdverb.Has(last) ||
		adverbial.MatchString(last) || isDigits.MatchString(last) || isNumber.Has(last)
	return !isKnown || isSeparable.Has(last)
}

var (
	// isLastAdverb holds words that stay apart from any verb behind them; adverbial matches how others end.
	isLastAdverb = pattern.Words(`alle alles allein alleine anders dauernd einmal etwas früh früher gemeinsam gerade
		genug genau hier jeweils kaum lange langsam länger live manchmal mittags morgens nachts abends nie nirgends
		öfter rasch selber schnell später spät stark stärker sofort viel vieles wenig weltweit zweimal dreimal stets
		mittlerweile seitdem montags dienstags mittwochs donnerstags freitags samstags sonntags zuhause trotzdem immer
		nur auch wirklich sonst deutsch vegan größer kleiner besser jünger moderner ruhiger internationaler digitaler`)
	adverbial = pattern.Lazy(`^\p{Ll}+(?:ig|lich|isch|bar|haft|los|weise|en|ern|eln|iell|ell|al|iv)$`)

	// isSeparable holds words that end so, or are adverbs, and yet may belong to the verb: "Die Gäste lernen die Küche
	// kennen."
	isSeparable = pattern.Words(`fertig richtig ruhig bereit breit weit entgegen kennen offen zufrieden verloren`)
)

// lowered returns the words of a subject as they stand behind "dass".
func lowered(words []string) []string {
	words = slices.Clone(words)
	if subjectArticles.Has(words[0]) && !strings.HasPrefix(words[0], "Ihr") ||
		isPreposition.Has(strings.ToLower(words[0])) || lowers.Has(words[0]) ||
		isNumber.Has(strings.ToLower(words[0])) || quantifiers.Has(strings.ToLower(words[0])) {
		words[0] = strings.ToLower(words[0])
	}
	return words
}

var (
	isPlural = pattern.Lazy(`^\p{Ll}+(?:en|ern|eln)$|^sind$`)
	isThird  = pattern.Lazy(`^\p{Ll}{2,}(?:t|en)$`)

	// participle matches one in "Sie haben umgebaut", "es wurde saniert". Others are not needed.
	participle = pattern.Lazy(`^\p{Ll}*ge\p{Ll}{2,}(?:t|en)$|^\p{Ll}+iert$|^(?:ver|be|er|ent|zer|` +
		`über)\p{Ll}{3,}(?:t|en)$`)

	quantifiers     = pattern.Words("viele alle manche einige mehrere")
	lowers          = pattern.Words("Es Man Niemand Jemand Keiner Jeder Jede Jedes")
	hasSubjectFirst = pattern.Words("hat wird ist bekommt darf kann")
	isTime          = pattern.Lazy(`(?:Woche|Jahr|Mal|Saison|Stunde|Minute|Nacht|Quartal|Halbjahr|Wochenende)$`)
	pronouns        = pattern.Words("Sie es man")
	subjectArticles = pattern.Words("Der Die Das Ein Eine Ihr Ihre")
	mayBeObject     = pattern.Words("ich wir Sie sie er man der Frau Herr Dr. Prof. Ihr")
	conjunctions    = pattern.Words("dass weil wenn ob da denn sondern aber sowie")
	be              = pattern.Words("ist sind war waren")
	have            = pattern.Words("hat haben hatte hatten")
	modals          = pattern.Words("müssen können wollen sollen dürfen lassen")

	notNames = pattern.Words(`er jede jeden jeder jedes alle viele manche einige keine kein diese dieser
		dieses mein meine unser unsere beide welche solche mehr`)
	firstAdverbs = pattern.Words(`leider gestern heute morgen dann dort hier damals vielleicht natürlich außerdem
		inzwischen bald jetzt nun übrigens einmal daher deshalb darum trotzdem zudem zuerst zuletzt manchmal oft
		vieles alles nichts abends mittags morgens nachts montags dienstags mittwochs donnerstags
		freitags samstags sonntags`)

	prefixes = pattern.Words(`ab an auf aus bei ein fest her hin los mit nach nieder statt teil um vor weg weiter zu
		zurück zusammen raus rein runter rauf rüber hinaus hinein hinunter hinauf hinzu heraus herein herunter herauf
		herum heran herbei hervor voran voraus vorbei vorüber durch unter dar fort heim auseinander zurecht`)

	isAdverb = pattern.Words(`noch schon bereits bald neu ganz so immer jetzt oft dort nicht erst fast meist derzeit
		selbst rund etwa circa knapp bereit zuletzt zuerst seit gern gerne heute morgen eben oben unten draußen
		draussen online digital
		intern extern insgesamt überhaupt samt statt laut breit weit weiter sehr besonders mehr als`)
)
