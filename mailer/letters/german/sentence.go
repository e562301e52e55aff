package german

import (
	"slices"
	"strings"
	"unicode"

	"followup/mailer/letters/grammar"
	"followup/pattern"
	"followup/rules"
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
	case isOpening.Has(first) && !asI.MatchString(s):
		return false // a subordinate clause, or half of one
	}
	if indefinite.Has(first) && !strings.Contains(s, ",") {
		if n := slices.IndexFunc(words, isFinite); n > 0 && n < 7 && n+1 < len(words) {
			return true // "keiner muss mehr am Samstag arbeiten"
		}
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
	n := subject(words)
	isObjectNext := n > 0 && n+2 < len(words) && isPlural.MatchString(words[n]) && startsObject.Has(words[n+1])
	if n > 0 && (isFinite(words[n]) || isObjectNext || strings.HasSuffix(words[n], "t") && len(words) > n+1) {
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

// indefinite holds words with which the subject of a sentence begins, and no phrase in the accusative.
var indefinite = pattern.Words("keiner niemand jeder jemand")

// startsObject holds words with which an object begins, and nothing that belongs to the noun before a verb.
var startsObject = pattern.Words("keine keinen kein einen eine ein das den alle jeden viele ihre ihren")

// asI matches a whole sentence about oneself that begins with what one is: "Als Mutter bin ich organisiert."
var asI = pattern.Lazy(`^Als [^.,;:!?]+ (?:bin|habe|kann|war|kenne|arbeite) ich [^.,;:!?]+\.$`)

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
	wechseln fährt fahren öffnet öffnen liefert liefern kauft kaufen hält halten setzt setzen spielt spielen ersetzt
	ersetzen übernimmt übernehmen renoviert renovieren saniert sanieren produziert produzieren endet enden fällt fallen
	dauert dauern herrscht herrschen besteht bestehen gilt gelten lernt lernen`)
