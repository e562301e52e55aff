package german

import (
	"hash/crc32"
	"slices"
	"strings"

	"followup/pattern"
)

// Told returns what a sentence says about the reader's side with its verb at the end, as it stands behind "dass": "Sie
// im Frühjahr auf SAP umstellen". It returns "" for what they need not have told, such as a question of theirs, and for
// bad news, which nobody calls interesting. In a later letter neither does a day that will have passed.
func (Language) Told(sentence string, soon bool) string {
	if !isPlan(sentence) || !soon && passing.MatchString(sentence) {
		return ""
	}
	if clause := verbLast(sentence); clause != "" || !isThere.MatchString(sentence) {
		return clause
	}
	return clauseOf(strings.TrimRight(sentence, ".!"))
}

// isThere matches what is neither good nor bad to be.
var isThere = pattern.Lazy(` (?:draußen|unterwegs|vor Ort|online|digital|neu)[.!]?$`)

// Joinable returns a sentence such as "Ich habe zwei Stationen geleitet" without its stop, because " und würde …" can
// follow it.
func (Language) Joinable(sentence string) string {
	bare := strings.TrimSuffix(sentence, ".")
	words := strings.Fields(bare)
	if len(words) < 3 || len(words) > 14 || words[0] != "Ich" || strings.ContainsAny(bare, inside) ||
		slices.ContainsFunc(words, notJoined.Has) {
		return ""
	}
	return bare
}

// inside has what makes more than one simple clause of a sentence, or may.
const inside = `.,;:!?()"„“–—`

var notJoined = pattern.Words(`und oder aber würde möchte könnte hoffe freue glaube denke weil dass ich wenn`)

var (
	// notTold matches what the sender tells, thinks or was asked, and what was said about saying it.
	notTold = pattern.Lazy(`(?i)\b(ich|mir|mich|mein\pL*|wir|uns|gefragt|fragen|fragten|wissen|gezeigt|zeigten|` +
		`erzählt|erzählten|gesagt|sagten|sagen|erklärt|erklärten|erwähnt|erwähnten|geschildert|gespräch\pL*|spaß|` +
		`gefallen|gefällt|freundlich|nett|angenehm|toll\pL*|super|prima|(?-i:klasse)|wunderbar\pL*|beeindruck\pL*)\b`)
	theirs = pattern.Lazy(`^(?:(?:\p{Lu}\pL* (?:\pL+ ){0,3}\pL+ )?Sie |Ihre? |(?:Die|Das|Der) (?:\p{Ll}+e[rns]? )?` +
		`(?:Team|Kinder|Küche|Lehrlinge|Azubis|Auszubildenden|Schüler|Patienten|Gäste|Kollegen|Gruppen|Mannschaft|Touren|` +
		`Schule|Firma|Kanzlei|Labor|Abteilung|Haus|Betrieb|Klinik|Spital|Station|Werkstatt|Praxis|` +
		`Unternehmen|Stadt|Gemeinde|Institut|Universität|Hochschule|Redaktion|Verlag|Verein|Agentur|Studio|` +
		`Restaurant|Hotel|Bank|Werk|Gruppe|Software|Kunden) )`)
	passing = pattern.Lazy(`(?i)\b(nächste[nrs]? (?:woche|monat|tage?n?)|diese[nr]? (?:woche|monat)|morgen|heute|` +
		`gestern|(?:am|bis|ab|seit|vor|nach) (?:(?:kommenden|nächsten) )?(?:(?:mon|diens|donners|frei|sams|sonn)tag|` +
		`mittwoch))\b`)
	badNews = pattern.Lazy(`(?i)(?:^|\PL)(fehl\pL+|fiel|fallen|gegangen|verlassen|verließ\pL*|verlieren|verloren|` +
		`kündig\pL*|gekündigt|krank\pL*|leider|zahl(?:en|t)|tarif\pL*|bonus|geld\pL*|gehalt\pL*|such(?:en?|` +
		`te?n?)|brauch\pL*|müssen|muss|nicht|wenig\pL*|pension|rente|kein\pL*|sparen|spart|schließ\pL*|schloss|` +
		`geschlossen|abbau\pL*|entlass\pL*|entlässt|streich\pL*|insolv\pL*|schwer|schwierig\pL*|problem\pL*|` +
		`mangel\pL*|konkurs|verlust\pL*|stress\pL*|überlastet|ärger|streit\pL*|schulden|brand|unfall|gestorben|` +
		`starb)(?:\PL|$)`)
)

// spared matches what nobody has to do any more, which is good news: "Keiner muss mehr am Samstag arbeiten."
var spared = pattern.Lazy(`^(?:Keiner|Niemand)(?: von Ihren \p{Lu}\pL+)? muss mehr `)

// isPlan reports whether a sentence says what they do, as a company or a team, and nothing bad.
func isPlan(sentence string) bool {
	return !notTold.MatchString(sentence) &&
		(spared.MatchString(sentence) || !badNews.MatchString(sentence) && theirs.MatchString(sentence))
}

// AsTold returns a sentence about the reader's side with what the sender makes of it, because nobody needs to be told
// their own news, and alone it hangs in the air: "Im Gedächtnis geblieben ist mir, dass die Karte alle zwei Wochen
// wechselt." That suits good news and bad. Where the verb cannot surely go to the end, it is "Jeden Freitag gibt es
// ein Frühstück, und das ist mir im Gedächtnis geblieben." Another sentence may get another frame, because people of
// one panel compare their letters. For what they showed one thanks. One of the sender's own, or about the talk, stays.
func (Language) AsTold(sentence string) string {
	bare := strings.TrimSuffix(sentence, ".")
	if m := said.FindString(bare); m != "" && !strings.ContainsAny(bare, ".:;!?") {
		return remembered(bare[len(m):])
	}
	if m := showed.FindStringSubmatch(bare); m != nil {
		return "Danke auch, dass Sie " + m[1] + " haben."
	}
	if len(strings.Fields(bare)) < 3 || strings.ContainsAny(bare, `.;:!?()"„“–—`) || notTold.MatchString(bare) ||
		impression.MatchString(bare) {
		return sentence
	}
	if clause := clauseOf(bare); clause != "" {
		return remembered(clause)
	}
	if strings.Contains(bare, ",") {
		return bare + ". Das " + frameOf(bare).behind + "."
	}
	return bare + ", und das " + frameOf(bare).behind + "."
}

// said matches how people begin what they were told. An earlier version has stored it, too.
var said = pattern.Lazy(`^Sie haben (?:mir )?(?:auch )?(?:erzählt|erwähnt), dass `)

// showed matches what somebody did for the sender, for which one thanks.
var showed = pattern.Lazy(`^Sie haben ((?:mir|uns) [^.,;:!?]+ (?:gezeigt|erklärt|vorgestellt|geschildert))$`)

// remembered returns a clause in a sentence. A short one stands first.
func remembered(clause string) string {
	if len(strings.Fields(clause)) < 6 && !strings.Contains(clause, ",") && !strings.HasSuffix(clause, " ist") {
		return "Dass " + clause + ", " + frameOf(clause).behind + "."
	}
	return frameOf(clause).before + ", dass " + clause + "."
}

// A frame says of what was told that it is remembered, as it stands before the clause and behind it.
type frame struct{ before, behind string }

var frames = []frame{
	{"Im Gedächtnis geblieben ist mir", "ist mir im Gedächtnis geblieben"},
	{"Ich habe mir gemerkt", "habe ich mir gemerkt"},
	{"Gut in Erinnerung ist mir", "ist mir gut in Erinnerung"},
	{"Besonders aufgefallen ist mir", "ist mir besonders aufgefallen"},
	{"Besonders in Erinnerung ist mir", "ist mir besonders in Erinnerung"},
	{"In Erinnerung geblieben ist mir", "ist mir in Erinnerung geblieben"},
}

// frameOf returns the frame of a text: always the same for one text, and most often another for another.
func frameOf(text string) frame { return frames[crc32.ChecksumIEEE([]byte(text))%uint32(len(frames))] }

// clauseOf returns what verbLast does, and also "die Stelle neu ist".
func clauseOf(sentence string) string {
	words := strings.Fields(sentence)
	n := subject(words)
	if n == 0 || n+1 >= len(words) || words[n] != "ist" && words[n] != "sind" ||
		!slices.ContainsFunc(words[n+1:], isPredicate.MatchString) || strings.ContainsAny(sentence, inside) ||
		slices.ContainsFunc(words[n+1:], func(w string) bool { return isFinite(w) || notPredicate.Has(w) }) {
		return verbLast(sentence)
	}
	return strings.Join(slices.Concat(lowered(words[:n]), words[n+1:], words[n:n+1]), " ")
}

var (
	isPredicate  = pattern.Lazy(`^\p{Ll}+$`)
	notPredicate = pattern.Words("als wie zu dass und oder")
)

// impression matches what the sender saw or felt, and what the reader did for them.
var impression = pattern.Lazy(`(?i)\b(wart?|waren|wirk(?:en|te|ten|t)|spannend\pL*|interessant\pL*|schön\pL*|` +
	`anschaulich\pL*|sympathisch\pL*|herzlich\pL*|zeit genommen|vorgestellt|empfangen|begrüßt|eingeladen|` +
	`angeboten|herumgeführt|geholfen|danke?|führung durch|rundgang|treffen)(?:\PL|$)`)

// Mine reports whether a topic is the sender's own.
func (Language) Mine(topic string) bool { return own.MatchString(topic) }

// MayBeBadNews reports whether a topic may be bad news, of which nobody is reminded in a later letter.
func (Language) MayBeBadNews(topic string) bool { return gloomy.MatchString(topic) }

var (
	own    = pattern.Lazy(`(?i)^mein`)
	gloomy = pattern.Lazy(`(?i)mangel|krankenst|krankheit|krankmeld|kündig|wartezeit|warteliste|ausfall|ausfälle|` +
		`verlust|fluktuation|abbau|insolven|überlast|überstund|konflikt|streit|stress|beschwerde|problem|schwierig|` +
		`krise|unfall|unfälle|schulden|kürzung|streichung|schließung|entlass|rückgang|rückstand|rückstände|` +
		`engpass|engpäss|burn-?out|mobbing|abgang|abgänge|defizit|unbesetzt|offene[nr]? stelle`)
)

// verbLast returns a simple sentence as it stands behind "dass", with its verb at the end. It returns "" unless the
// sentence surely has its subject first and its verb second.
func verbLast(sentence string) string {
	bare, after := afterthought(strings.TrimRight(sentence, ".!"))
	if after == "" {
		bare, after = relativeClause(bare)
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

// afterthought cuts what has no verb and stands behind a comma: ", vor allem in Zirbe". It stays behind the verb. Any
// other sentence stays whole.
func afterthought(sentence string) (main, after string) {
	main, after, _ = strings.Cut(sentence, ", ")
	words := strings.Fields(after)
	if len(words) < 2 || !addition.Has(words[0]) || slices.ContainsFunc(words, isFinite) ||
		slices.ContainsFunc(words, isSubject.Has) || strings.ContainsAny(after, inside) {
		return sentence, ""
	}
	return main, ", " + after
}

// relativeClause cuts one that ends a sentence, because the verb can stand before it: "Sie suchen jemanden, der auch
// ausbildet."
func relativeClause(sentence string) (main, after string) {
	main, after, _ = strings.Cut(sentence, ", ")
	begin, _, _ := strings.Cut(after, " ")
	if !relative.Has(begin) || !endsInVerb(after) {
		return sentence, ""
	}
	return main, ", " + after
}

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
	case quantifiers.Has(first):
		if n = withAttribute(words, nounPhrase(words)); n == 0 || n >= len(words) || !isFinite(words[n]) {
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
		if !adjective.MatchString(w) && !isDeterminer.Has(w) {
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
	if be.Has(verb) && !isParticiple || (be.Has(verb) || have.Has(verb)) && prefixes.Has(last) ||
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

// mayBeSeparated reports whether the last word of a sentence may belong to its verb, as in "Sie stellen die Ware bereit"
// and "Die Gäste kommen wieder", so that at the end the two may be one word or not.
func mayBeSeparated(last string) bool {
	isKnown := isNoun(last) || participle.MatchString(last) || isAdverb.Has(last) || isLastAdverb.Has(last) ||
		adverbial.MatchString(last) || isDigits.MatchString(last) || isNumber.Has(last)
	return !isKnown || isSeparable.Has(last)
}

var (
	// isLastAdverb holds words that stay apart from any verb behind them; adverbial matches how others end.
	isLastAdverb = pattern.Words(`alle alles allein alleine anders dauernd einmal etwas früh früher gemeinsam gerade
		ganzjährig genug genau häufig hier jeweils kaum lange langsam länger live manchmal mittags montags morgens nachts
		nie nirgends oft öfter rasch regional samstags schnell später spät stark stärker sofort sonntags viel vieles wenig
		weltweit zweimal dreimal stets mittlerweile seitdem abends freitags mittwochs donnerstags dienstags zuhause rund
		trotzdem täglich immer nur auch wirklich sonst deutsch englisch vegan vegetarisch`)
	adverbial = pattern.Lazy(`^\p{Ll}+(?:ig|lich|isch|bar|haft|los|weise|en|ern|eln|iell|ell|al|iv)$`)

	isSeparable = pattern.Words(`fertig heilig richtig bereit breit weit los weiter mehr gut neben innen außen oben unten
		gegen entgegen gleich sicher frei fern hoch kaputt kennen klar krank nahe offen ruhig still tot voll wach wahr
		wieder zufrieden verloren`)
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
	lowers          = pattern.Words("Es Man Niemand Jemand Keiner Jeder")
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
		vieles alles nichts`)

	prefixes = pattern.Words(`ab an auf aus bei ein fest her hin los mit nach nieder statt teil um vor weg weiter zu
		zurück zusammen raus rein runter rauf rüber hinaus hinein hinunter hinauf hinzu heraus herein herunter herauf
		herum heran herbei hervor voran voraus vorbei vorüber durch unter dar fort heim auseinander zurecht`)

	isAdverb = pattern.Words(`noch schon bereits bald neu ganz so immer jetzt oft dort nicht erst fast meist derzeit
		selbst rund etwa circa knapp bereit zuletzt zuerst seit gern gerne heute morgen eben oben unten draußen
		draussen online digital
		intern extern insgesamt überhaupt samt statt laut breit weit weiter sehr besonders mehr als`)
)
