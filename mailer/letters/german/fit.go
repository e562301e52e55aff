package german

import (
	"slices"
	"strings"

	"followup/mailer/letters/fact"
	"followup/mailer/letters/grammar"
	"followup/pattern"
)

// Did returns "Ich habe elf Jahre in der Pflege gearbeitet." for "elf Jahre in der Pflege", and "" for what one has.
func (Language) Did(fit string) string {
	m := work.FindStringSubmatch(fit)
	switch {
	case thesis.MatchString(fit):
		return "Ich habe " + asInSentence(fit) + " geschrieben."
	case learned.MatchString(fit) && !strings.Contains(fit, " und "):
		return "Ich habe " + asInSentence(fit) + " gemacht."
	case since.MatchString(fit):
		return "Ich arbeite " + asInSentence(fit) + "."
	case m == nil || leave.MatchString(fit) || goesOn(m[3]) || isExperience(strings.Fields(fit)) ||
		hasVerb(strings.Fields(m[3])):
		return ""
	case m[1] != "":
		return "Ich arbeite " + asInSentence(fit) + "."
	}
	return "Ich habe " + asInSentence(fit) + " gearbeitet."
}

// goesOn reports whether an "und" joins a noun of which one cannot say that one worked there, or may: "in einer Kanzlei
// und Fachanwaltslehrgang". Two places without an article are sure: "in Lager und Versand".
func goesOn(where string) bool {
	words := strings.Fields(where)
	i := slices.IndexFunc(words, func(w string) bool { return w == "und" || w == "oder" || w == "sowie" })
	if i < 0 || i+1 >= len(words) || isPreposition.Has(words[i+1]) {
		return false
	}
	return i != 2 || i+2 != len(words) || isArticled.Has(words[0])
}

// learned matches what one has done and does not have, and thesis what one has written.
var (
	learned = pattern.Lazy(`^(?:eine (?:(?:kaufmännische|technische|duale|dreijährige|zweijährige) )?(?:Lehre|` +
		`Ausbildung|\pL+ausbildung|Weiterbildung|Fortbildung|Umschulung)|` +
		`ein (?:\p{Ll}+es )?(?:\pL*[Pp]raktikum|Volontariat|Referendariat|Auslandsjahr|Auslandssemester)) ` +
		`(?:als|zum|zur|in|im|am|bei|beim|an) [^.,;:!?]+$`)
	thesis = pattern.Lazy(`^(?:meine|eine) (?:Doktor|Master|Bachelor|Diplom|Abschluss)arbeit ` +
		`(?:über|zu|zum|zur|in|im|am|an|bei|beim) [^.,;:!?]+$`)
)

// withoutMine returns a fit without "mein" before what one has, or with an article in its place. Any other stays, and
// is no phrase.
func withoutMine(fit string) string {
	m := myOwn.FindStringSubmatch(fit)
	switch {
	case m == nil || thesis.MatchString("meine "+m[1]):
		return fit
	case brought.MatchString(m[1]) && !learned.MatchString("eine "+m[1]) && !paper.MatchString(m[1]),
		spent.MatchString(m[1]):
		return m[1]
	case training.MatchString(m[1]):
		return "eine " + m[1]
	case learned.MatchString("ein " + m[1]), study.MatchString(m[1]):
		return "ein " + m[1]
	case paper.MatchString(m[1]):
		return "den " + m[1]
	case degree.MatchString(m[1]):
		return "einen " + m[1]
	}
	return fit
}

var myOwn = pattern.Lazy(`^(?i:mein|meine|meinen) ([\p{L}\d][^.,;:!?]*)$`)

// withPapers returns a list of papers with their articles: "den Führerschein CE und den ADR-Schein".
func withPapers(fit string) string {
	parts := strings.Split(strings.ReplaceAll(fit, " und ", ", "), ", ")
	if len(parts) < 2 {
		return fit
	}
	for i, part := range parts {
		parts[i] = qualified(strings.TrimSpace(part))
		if !aPaper.MatchString(parts[i]) {
			return fit
		}
	}
	last := len(parts) - 1
	return strings.Join(parts[:last], ", ") + " und " + parts[last]
}

var aPaper = pattern.Lazy(`^(?:den [\pL-]+(?:[Ss]chein|brief)|die \pL+(?:berechtigung|erlaubnis|befähigung))` +
	`(?: [A-Z\d]+)*$`)

// asAble returns the sentence that what one is good at makes: "Ich bin gut im Umgang mit Kunden." It returns "" for any
// other, such as "gut mit Kindern".
func asAble(fit string) string {
	fit = strings.TrimRight(fit, " .")
	if !able.MatchString(fit) || hasVerb(strings.Fields(fit)[2:]) {
		return ""
	}
	return "Ich bin " + grammar.WithSmall(fit) + "."
}

var able = pattern.Lazy(`^(?i:sehr )?(?i:gut|sicher|geübt|erfahren|fit|firm|stark|routiniert|versiert) ` +
	`(?:im|in|beim) [^.,;:!?]+$`)

// asDone returns the sentence that a fit makes if it ends in what one has done: "Ich habe als Schichtleiter bei Bosch
// gearbeitet." It returns "" for any other.
func asDone(fit string) string {
	if m := likewise.FindStringSubmatch(fit); m != nil && (m[1] != "ein" || neuter.MatchString(m[2])) {
		return "Ich habe " + grammar.WithSmall(strings.TrimRight(fit, " .")) + "."
	}
	words := strings.Fields(strings.TrimRight(fit, " ."))
	if len(words) < 3 || !done.Has(words[len(words)-1]) || strings.ContainsAny(strings.Join(words, " "), inside) ||
		slices.ContainsFunc(words, isOwn) || slices.ContainsFunc(words, conjunctions.Has) ||
		hasVerb(words[:len(words)-1]) {
		return ""
	}
	return "Ich habe " + asInSentence(strings.Join(words, " ")) + "."
}

// likewise matches what one has done with one such thing: "genau so einen Umzug schon zweimal gemacht".
var likewise = pattern.Lazy(`^(?i:genau )?[Ss]o (einen|eine|ein) (?:\p{Ll}+en? )?(\p{Lu}[\pL-]+)` +
	`(?: (?:schon|bereits|auch|selbst|einmal|zweimal|dreimal|mehrmals|öfter|oft|letztes Jahr))* ` +
	`(?:gemacht|begleitet|geplant|organisiert|umgebaut|eingeführt|aufgebaut|geleitet|betreut|entwickelt|gebaut)\.?$`)

// done holds participles that surely stand behind "ich habe", and never behind "ich bin" or "ich wurde" alone.
var done = pattern.Words(`gearbeitet geleitet geführt betreut organisiert unterrichtet verkauft gekocht studiert
	programmiert geplant eingeführt begleitet aufgebaut entwickelt gebaut gepflegt beraten gegründet`)

// asReason returns the sentence that a reason makes, if its verb can surely go back to its place: "Ich arbeite seit
// Jahren mit Kafka." for "weil ich seit Jahren mit Kafka arbeite". Otherwise it returns "".
func asReason(fit string) string {
	m := reason.FindStringSubmatch(fit)
	if m == nil || pointsAtSomething.MatchString(m[1]) {
		return ""
	}
	words := strings.Fields(m[1])
	last := words[len(words)-1]
	isSure := mine.Has(m[2]) || (m[2] == "habe" || m[2] == "bin") && participle.MatchString(last)
	if !isSure || slices.ContainsFunc(words, func(w string) bool { return isFinite(w) || conjunctions.Has(w) }) {
		return ""
	}
	return "Ich " + m[2] + " " + m[1] + "."
}

// pointsAtSomething matches a word for what was said before.
var pointsAtSomething = pattern.Lazy(`(?i)\b(?:das|es|dies\pL*|solche\pL*|so|auch|da(?:bei|für|mit|ran|rin|von|zu))\b`)

var reason = pattern.Lazy(`^(?i:weil|da) ich ([^.,;:!?]+) (\p{Ll}+)[.]?$`)

// asCredential returns the sentence that a paper or a trade with its year makes: "Ich bin seit 2019 Meister.",
// "Ich habe 2021 die Meisterprüfung abgelegt.", "Ich spreche fließend Italienisch." Otherwise it returns "".
func asCredential(fit string) string {
	fit = strings.TrimRight(fit, " .")
	if m := examYear.FindStringSubmatch(fit); m != nil {
		return "Ich habe " + m[2] + " die " + m[1] + " abgelegt."
	}
	if m := tradeSince.FindStringSubmatch(fit); m != nil {
		return "Ich bin " + grammar.WithSmall(m[2]) + " " + m[1] + "."
	}
	if m := sinceTrade.FindStringSubmatch(fit); m != nil {
		return "Ich bin " + grammar.WithSmall(m[1]) + " " + m[2] + "."
	}
	if m := fluent.FindStringSubmatch(fit); m != nil {
		return "Ich spreche fließend " + m[1] + "."
	}
	if m := leadSince.FindStringSubmatch(fit); m != nil {
		return "Ich arbeite " + m[2] + " als " + m[1] + "."
	}
	if m := native.FindStringSubmatch(fit); m != nil {
		return "Meine Muttersprache ist " + m[1] + "."
	}
	if without := lacks.FindString(fit); without != "" && !hasVerb(strings.Fields(fit)[1:]) {
		return "Ich habe " + grammar.WithSmall(fit) + "."
	}
	if m := human.FindStringSubmatch(fit); m != nil {
		return "Ich bin ein " + grammar.WithSmall(m[1]) + "."
	}
	if character.MatchString(fit) {
		return "Ich bin " + grammar.WithSmall(fit) + "."
	}
	if m := used.FindStringSubmatch(fit); m != nil {
		return "Ich bin " + m[1] + " gewohnt."
	}
	if tongues.MatchString(fit) {
		return "Ich spreche " + fit + "."
	}
	if atLevel.MatchString(fit) {
		return "Ich spreche " + level.ReplaceAllString(fit, "$1 auf dem Niveau $2") + "."
	}
	if tools.MatchString(fit) && strings.Contains(fit, " ") {
		return knowsTools(fit)
	}
	return ""
}

// trade matches persons by their trade.
const trade = `(\p{Lu}\pL*(?:meister|erin|lehrer|leiter|techniker|pfleger|fahrer|tischler|gärtner|bäcker|elektriker|` +
	`schlosser|monteur|köchin|[Kk]och|ärztin|kraft|fachfrau|fachmann|wirtin|wirt|kauffrau|kaufmann|assistentin|` +
	`assistent|buchhalterin|buchhalter|mechaniker|mechatroniker|installateur|gehilfin|helferin|bauerin|bauer|[Aa]rzt|` +
	`schweißer|trainer)|Köchin|Ärztin|Erzieherin|Hebamme|` +
	`(?:Brauer|Gärtner|Elektriker|Schlosser|Maurer|Maler|Winzer|Techniker|Mechaniker|Monteur|Zimmerer)(?:in)?|Koch|` +
	`Meister(?:in)?|Lehrer(?:in)?|Bäcker|Tischler)`

var (
	examYear   = pattern.Lazy(`^(\p{Lu}\pL*prüfung) ((?:19|20)\d\d)$`)
	tradeSince = pattern.Lazy(`^` + trade + ` (seit (?:(?:19|20)\d\d|[\pL\d]+ Jahren))$`)
	sinceTrade = pattern.Lazy(`^([Ss]eit (?:(?:19|20)\d\d|[\pL\d]+ Jahren)) ` + trade + `$`)
	fluent     = pattern.Lazy(`^(?i:fließende?s?) (\p{Lu}\p{Ll}+isch|Deutsch)$`)
	leadSince  = pattern.Lazy(`^(\p{Lu}\p{Ll}+leitung) (seit (?:(?:19|20)\d\d|[\pL\d]+ Jahren))$`)
	lacks      = pattern.Lazy(`^[Kk]einen? \p{Lu}\pL+ (?:vor|mit|bei|gegen) [^.,;:!?]+$`)
	inPlace    = pattern.Lazy(`^` + trade + `(?: (?:bei|beim|in|im|am|auf|für) [^.,;:!?]+)?$`)
	character  = pattern.Lazy(`^(?i:(?:ab )?sofort |sehr |zeitlich |örtlich |körperlich )*` +
		`(?i:` + quality + `)(?:(?:, ` + quality + `)* und ` + quality + `)?$`)
	human   = pattern.Lazy(`^(?:[Ee]in )?((?i:sehr )?\pL\p{Ll}+er (?:und \p{Ll}+er )?` + weakNoun + `)$`)
	used    = pattern.Lazy(`^(\p{Lu}\pL*arbeit|\p{Lu}\pL*dienste?|\p{Lu}\pL*schichten) gewohnt$`)
	tongues = pattern.Lazy(`^(?:` + tongue + `, )*` + tongue + ` und ` + tongue + `$`)
	atLevel = pattern.Lazy(`^` + spoken + `(?:(?:, ` + spoken + `)* und ` + spoken + `)?$`)
	level   = pattern.Lazy(`(isch|Deutsch|Farsi) ([ABC][12])\b`)
	tools   = pattern.Lazy(`^` + tool + `(?:(?:, ` + tool + `)* und ` + tool + `)?$`)
	native  = pattern.Lazy(`^Muttersprache (\p{Lu}\p{Ll}+isch|Deutsch)$`)
)

// quality matches what somebody is.
const quality = `(?:verfügbar|schwindelfrei|belastbar|zuverlässig|pünktlich|flexibel|teamfähig|mobil|geduldig|` +
	`sorgfältig|selbstständig|selbständig|kontaktfreudig|kommunikativ|ortskundig|seefest|organisiert|freundlich)`

// weakNoun matches persons whose noun has another form in the accusative: "den Menschen". Those that end in e are not
// among them.
const weakNoun = `\pL*(?i:mensch|herr|nachbar|held|student|assistent|dozent|präsident|referent|konsument|produzent|` +
	`patient|praktikant|lieferant|mandant|spezialist|polizist|journalist|jurist|florist|artist|maschinist|pianist|` +
	`gitarrist|organist|solist|germanist|idealist|optimist|realist|perfektionist|kandidat|soldat|diplomat|advokat|` +
	`akrobat|doktorand|fotograf|geograf|architekt|pilot|chirurg|therapeut|philosoph|ökonom|gastronom|athlet|poet|` +
	`musikant)`

// knowsTools returns the sentence that the names of programs make.
func knowsTools(names string) string { return "Ich kenne mich mit " + names + " aus." }

// tool matches a program or what one writes programs in.
const tool = `(?:(?:MS |Microsoft )?(?:Excel|Word|PowerPoint|Office|Outlook|Access|Teams|365)|` +
	`SAP(?: [A-Z/\d]+)?|DATEV|BMD|AutoCAD|Revit|SolidWorks|CATIA|ArchiCAD|Photoshop|InDesign|Illustrator|Figma|` +
	`Salesforce|Jira|Power BI|Python|SQL|Java|JavaScript|TypeScript|Kotlin|Scala|Rust|Go|PHP|Kafka|Kubernetes|` +
	`Docker|Terraform|Linux|AWS|Azure|Git|React)`

// spoken matches a language with how well one speaks it.
const spoken = tongue + ` (?:[ABC][12]|auf (?:dem Niveau [ABC][12]|[ABC][12]-Niveau))`

// tongue matches a language.
const tongue = `(?:Deutsch|Englisch|Französisch|Italienisch|Spanisch|Portugiesisch|Türkisch|Arabisch|Russisch|` +
	`Ukrainisch|Polnisch|Kroatisch|Serbisch|Rumänisch|Ungarisch|Tschechisch|Slowakisch|Bulgarisch|Albanisch|` +
	`Griechisch|Farsi|Persisch|Kurdisch|Niederländisch|Dänisch|Chinesisch)`

var isArticled = pattern.Words("im am beim")

// leave matches times without work.
var leave = pattern.Lazy(`(?i)(elternzeit|karenz|mutterschutz|pension|rente|krank\pL*)`)

// work matches a span of time and where it was spent.
var work = pattern.Lazy(`^(?:([Ss]eit) )?(?:(?:über|mehr als|fast|rund|gut|knapp) )?(\pL+|\d+(?:[.,]\d+)?) ` +
	`(?:halbes )?(?:Jahr|Jahren?|Monat|Monaten?|\pL*[Ss]aison(?:en|s)?) (?:lang )?` +
	`((?:in|im|an|am|auf|bei|beim|als|mit|hinter) [^.,;:!?]+)$`)

// since matches the year since when one works somewhere.
var since = pattern.Lazy(`^[Ss]eit (?:19|20)\d\d (?:in|im|am|bei|beim|als) [^.,;:!?]+$`)

// asMine returns a fit that begins with its verb, as people type, as a sentence: "Ich spreche Deutsch und Türkisch." It
// returns "" for any other.
func asMine(fit string) string {
	if m := sinceAge.FindStringSubmatch(fit); m != nil {
		return "Ich " + grammar.WithSmall(m[1]) + ", " + m[2] + ", " + m[3] + "."
	}
	words := strings.Fields(fit)
	isOne := !strings.ContainsAny(strings.TrimRight(fit, "."), ".;:?!") && !slices.ContainsFunc(words, isSubject.Has)
	if len(words) > 1 && mine.Has(strings.ToLower(words[0])) && isOne {
		return grammar.Mended("Ich " + have1st.ReplaceAllString(grammar.WithSmall(fit), "${1}abe"))
	}
	return ""
}

// sinceAge matches what one does since one was a child: "schraube seit ich 14 bin an meinem Moped".
var sinceAge = pattern.Lazy(`^(?:[Ii]ch )?(\pL\p{Ll}+e),? (seit ich (?:\d+|\p{Ll}+) bin),? ([^.,;:!?]+)\.?$`)

var mine = pattern.Words(`habe hab kann spreche kenne leite arbeite unterrichte koche programmiere bin war
	hatte wohne plane führe betreue komme mache bringe lebe lerne studiere pflege verkaufe fahre mag liebe
	entwickle organisiere berate baue repariere schreibe übersetze verstehe beherrsche leitete arbeitete`)

// withPart returns the sentence that a fit makes with what it goes on with: "Ich habe 10 Jahre Berufserfahrung, davon 4
// als Stationsleitung." It returns "" for any other.
func withPart(fit string) string {
	head, after := afterthought(strings.TrimRight(fit, " ."))
	if after == "" {
		return ""
	}
	if field := withField(head, after); field != "" {
		return field
	}
	if did := (Language{}).Did(head); did != "" {
		return strings.TrimSuffix(did, ".") + after + "."
	}
	if phrase, ok := asPhrase(fact.Fit, head); ok {
		return "Ich habe " + phrase + after + "."
	}
	return ""
}

// withField returns the sentence that a span of time in a field makes, with what goes on behind it: "Ich bringe acht
// Jahre Intensivpflege mit." It returns "" for any other, such as "zehn Jahre Zeitung".
func withField(fit, after string) string {
	m := field.FindStringSubmatch(strings.TrimRight(fit, " ."))
	if m == nil || notField.MatchString(fit) || leave.MatchString(fit) || m[1] != "" && hasVerb(strings.Fields(m[1])) {
		return ""
	}
	return "Ich bringe " + asInSentence(m[0]) + " mit" + after + "."
}

// asTrade returns the sentence that a span of time in a trade makes: "Ich habe sieben Jahre als Redakteur bei der HNA
// gearbeitet." It returns "" for any other, such as "zehn Jahre CEO".
func asTrade(fit string) string {
	m := inTrade.FindStringSubmatch(strings.TrimRight(fit, " ."))
	if m == nil || !isNoun(m[2]) || leave.MatchString(fit) || hasVerb(strings.Fields(m[3])) || goesOn(m[3]) {
		return ""
	}
	return "Ich habe " + asInSentence(m[1]) + " als " + m[2] + m[3] + " gearbeitet."
}

var inTrade = pattern.Lazy(`^((?:(?:[Üü]ber|[Mm]ehr als|[Ff]ast|[Rr]und|[Gg]ut|[Kk]napp) )?(?:\pL+|\d+) Jahre) ` +
	`(\pL*(?i:redakteur|ingenieur|berater|entwickler|maurer|trainer|erzieher|verkäufer|buchhalter|kellner|` +
	`disponent|referent|polier|monteur|leiter|lehrer|fahrer|pfleger|koch|köch|techniker|tischler|schlosser|bäcker)` +
	`(?:in)?)((?: (?:bei|beim|in|im|am|an|auf|für) [^.,;:!?]+)?)$`)

// notField matches what is no field, and whom one is.
var notField = pattern.Lazy(`(?i)erfahrung|wohnung|kleidung|ausbildung|prüfung|sendung|zeitung|` +
	`\b(?-i:C[A-Z]O|GF|LKW|PKW)\b`)

// field matches a span of time and the field that it was spent in. Nouns that end so are no persons.
var field = pattern.Lazy(`^(?:(?:über|mehr als|fast|rund|gut|knapp) )?(?:\pL+|\d+(?:[.,]\d+)?) Jahre? ` +
	`(?:[\pL\d-]*(?:[Ss]tation|[Ss]treaming|[Aa]dministration|[Ss]upport|[Ss]chreinerei|[Tt]ischlerei|` +
	`[Bb]äckerei|[Gg]ärtnerei|[Pp]flege|[Vv]ertrieb|[Vv]erkauf|[Ee]inkauf|[Ll]ogistik|[Mm]arketing|[Cc]ontrolling|` +
	`[Mm]anagement|[Nn]achtdienst|[Ff]rühdienst|[Ss]chichtdienst|[Rr]ettungsdienst|[Ii]nnendienst|` +
	`[Nn]achtschicht|[Ii]nstandhaltung|[Ww]areneingang|[Ee]mpfang|[Gg]astronomie|[Pp]roduktion|[Mm]ontage|` +
	`[Dd]isposition|[Tt]echnik|[Aa]ußendienst|` +
	`(?:Konzern|Jahres|Monats)abschluss|[Rr]edaktion|[Hh]andel|\pL{2}ung|` +
	`[Nn]eonatologie|[Oo]nkologie|[Kk]ardiologie|[Rr]adiologie|[Nn]eurologie|[Gg]ynäkologie|[Uu]rologie|` +
	`[Pp]ädiatrie|[Pp]sychiatrie|[Gg]eriatrie|[Cc]hirurgie|[Aa]nästhesie)|Unterricht (?:in|an|am|im) [^.,;:!?]+|` +
	`Go|Rust|Java|JavaScript|TypeScript|Python|Kotlin|Scala|Kafka|Kubernetes|Linux|` +
	`[A-Z][A-Z0-9/&]{1,5})` +
	`(?: ((?:für|in|im|mit|bei|beim|von|auf|an) [^.,;:!?]+))?$`)

// qualified returns what people call their papers with the article that a sentence needs: "den Führerschein CE",
// "eine Ausbildung zum Gärtner".
func qualified(text string) string {
	if m := paper.FindStringSubmatch(text); m != nil {
		return "den " + text
	}
	if permit.MatchString(text) {
		return "die " + text
	}
	if leading.MatchString(text) {
		return "Erfahrung in der " + text
	}
	if m := keen.FindStringSubmatch(text); m != nil && !weak.MatchString(m[2]) {
		return "einen " + m[1] + "en " + m[2]
	}
	if sense.MatchString(text) {
		return "ein " + text
	}
	if training.MatchString(text) {
		return "eine " + text
	}
	if study.MatchString(text) {
		return "ein " + text
	}
	if degree.MatchString(text) {
		return "einen " + text
	}
	return text
}

var (
	sense  = pattern.Lazy(`^\p{Ll}+es (?:Auge|Gespür|Gehör|Gedächtnis|Händchen|Netzwerk|Verständnis) (?:für|in|von) `)
	keen   = pattern.Lazy(`^(\p{Ll}+)er (\p{Lu}\pL*[^e\s](?: (?:zu|für|auf|mit|in|im|von) .+)?)$`)
	weak   = pattern.Lazy(`^` + weakNoun + `(?: |$)`)
	paper  = pattern.Lazy(`^(?:[\pL-]+[Ss]chein|\pL+brief)(?: |$)`)
	permit = pattern.Lazy(`^(?:\pL+berechtigung|\pL+erlaubnis|\pL+befähigung)(?: |$)|` +
		`^\p{Lu}\pL+prüfung(?:$| (?:als|im|in|zum|zur) )`)
	leading = pattern.Lazy(`^(?:Führung|Leitung|Betreuung|Organisation|Planung|Beratung|Pflege|Begleitung) ` +
		`(?:von|der|des|eines|einer) \pL`)
	training = pattern.Lazy(`^(?:\p{Ll}+e )?(?:\pL+ausbildung|Ausbildung|Weiterbildung|Fortbildung|Umschulung|` +
		`Promotion|Habilitation|Approbation|Lehre|Zulassung|(?:Doktor|Master|Bachelor|Diplom)arbeit) ` +
		`(?:als|zum|zur|in|im|am|bei|beim|über|für) `)
	study = pattern.Lazy(`^(?:Studium|Referendariat|Volontariat|Auslandsjahr|Auslandssemester|` +
		`\pL+studium|Diplom|\pL*-?[Dd]iplom|Zertifikat|Staatsexamen)(?: (?:der|des|` +
		`in|als|für) .+|$)`)
	degree = pattern.Lazy(`^(?:Abschluss|\pL+abschluss|Bachelor|Master|Magister)(?: (?:in|als) .+| of .+)$`)
)
