package german

import (
	"cmp"
	"slices"
	"strings"

	"followup/mailer/letters/fact"
	"followup/pattern"
)

// Told returns what a sentence says about the reader's side with its verb at the end, as it stands behind "dass": "Sie
// im Frühjahr auf SAP umstellen". It returns "" for what they need not have told, such as a question of theirs, and
// where the verb cannot surely go to the end. In a later letter neither does a day that will have passed.
func (Language) Told(sentence string, soon bool) string {
	if !soon && passing.MatchString(sentence) {
		return ""
	}
	if m := said.FindString(sentence); m != "" {
		clause := strings.TrimSuffix(sentence[len(m):], ".")
		if strings.ContainsAny(clause, inside) || notTold.MatchString(clause) {
			return ""
		}
		return clause
	}
	if m := hiring.FindStringSubmatch(sentence); m != nil && isPlan(m[1]+".") {
		if plan := (Language{}).Told(m[1]+".", soon); plan == "" || !soon {
			return plan
		}
		return cmp.Or(bothVerbs(sentence), bothClauses(sentence))
	}
	if bare := strings.TrimRight(sentence, ".!"); !notTold.MatchString(bare) && !impression.MatchString(bare) {
		return clauseOf(bare)
	}
	return ""
}

// hiring matches a plan of theirs for which they look for somebody. A later note leaves that out.
var hiring = pattern.Lazy(`^(Sie [^.,;:!?]+?)(?: und (?:suchen|brauchen) ` +
	`|, und dafür (?:suchen|brauchen) Sie |, und dafür (?:fehlt|fehlen) Ihnen )` +
	`(?:dafür |deshalb |noch |gerade |dringend |zwei |drei |mehr )*(?:jemand(?:en)?|Leute|` +
	`Verstärkung|eine?n? \pL+)\b`)

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
	theirs = pattern.Lazy(`^(?:(?:\p{Lu}\pL* (?:\pL+ ){0,3}\pL+ )?Sie |Ihre? |Es gibt |Man |Jedes? |Bei Ihnen |` +
		`\p{Lu}\pL+ dürfen |(?:Die|Das|Der) (?:\p{Ll}+e[rns]? )?` +
		`(?:Team|Kinder|Küche|Lehrlinge|Azubis|Auszubildenden|Schüler|Patienten|Gäste|Kollegen|Gruppen|` +
		`Mannschaft|Touren|Chor|Orchester|Bibliothek|Kita|Filiale|Museum|Ausstellung|Backstube|` +
		`Schule|Firma|Kanzlei|Labor|Abteilung|Haus|Betrieb|Klinik|Spital|Station|Werkstatt|Praxis|` +
		`Unternehmen|Stadt|Gemeinde|Institut|Universität|Hochschule|Redaktion|Verlag|Verein|Agentur|Studio|` +
		`Restaurant|Hotel|Bank|Werk|Gruppe|Software|Kunden) |` +
		`(?:Die|Das|Der) (?:\p{Ll}+e[rns]? )?\p{Lu}[\pL-]+ (?:soll|sollen|wird|werden|bekommt|bekommen|wächst|` +
		`wachsen|entsteht|entstehen) )`)
	passing = pattern.Lazy(`(?i)\b(nächste[nrs]? (?:woche|monat|tage?n?)|diese[nr]? (?:woche|monat)|morgen|heute|` +
		`gestern|(?:am|bis|ab|seit|vor|nach) (?:(?:kommenden|nächsten) )?(?:(?:mon|diens|donners|frei|sams|sonn)tag|` +
		`mittwoch))\b`)
	badNews = pattern.Lazy(`(?i)(?:^|\PL)(fehl\pL+|fiel|fallen|gegangen|verlassen|verließ\pL*|verlieren|verloren|` +
		`kündig\pL*|gekündigt|krank\pL*|leider|(?-i:zahl(?:en|t))|tarif\pL*|bonus|geld\pL*|gehalt\pL*|such(?:en?|` +
		`te?n?)|brauch\pL*|müssen|muss|nicht|wenig\pL*|pension|rente|kein\pL*|sparen|spart|schließ\pL*|schloss|` +
		`geschlossen|abbau\pL*|entlass\pL*|entlässt|streich\pL*|insolv\pL*|schwer|schwierig\pL*|problem\pL*|` +
		`mangel\pL*|konkurs|verlust\pL*|stress\pL*|überlastet|ärger|streit\pL*|schulden|brand|unfall|gestorben|` +
		`starb)(?:\PL|$)`)
)

// spared matches what nobody has to do any more, which is good news: "Keiner muss mehr am Samstag arbeiten."
var spared = pattern.Lazy(`^(?:Keiner|Niemand)(?: von Ihren \p{Lu}\pL+)? muss mehr `)

// isPlan reports whether a sentence says what they do, as a company or a team, and nothing bad.
func isPlan(sentence string) bool {
	isTheirs := theirs.MatchString(sentence) || thereIs.MatchString(strings.TrimRight(sentence, ".!"))
	good := fewer.ReplaceAllString(rest.ReplaceAllString(sentence, ""), "")
	isBad := badNews.MatchString(good) || givenUp.MatchString(sentence) ||
		ofTerms.MatchString(sentence) || outdated.MatchString(sentence)
	return !notTold.MatchString(sentence) && (spared.MatchString(sentence) || isTheirs && !isBad)
}

// givenUp matches what is bad news as something that happens to a thing: "Das Werk wird verkauft."
var givenUp = pattern.Lazy(`\b(?:wird|werden|wurden?|soll|sollen) .*\b(?:verkauft|aufgelöst|eingestellt|halbiert|` +
	`reduziert|gekürzt|gestrichen|verkleinert|ausgelagert|verlagert|abgerissen|abgeschafft|teurer|versetzt|` +
	`aufgegeben)\b`)

// outdated matches what they still do as it was, and what they have moved away.
var outdated = pattern.Lazy(`\bnoch (?:immer |alles |viel |vieles )*(?:mit|auf|von|in|per)\b|\b(?:verlegt|verlagert|` +
	`ausgelagert|veraltete?[nrs]?)\b`)

// ofTerms matches what is agreed on, and nothing that one looks forward to.
var ofTerms = pattern.Lazy(`^(?:Der|Die|Das) (?:\pL+ )?(?i:\pL*(?:vertrag|stelle|probezeit|arbeitszeit|` +
	`urlaub|lohn|gehalt|miete|entscheidung|termin|bewerbung)) `)

// rest matches a time of no work, which is good news: "Ihr Team deployt freitags nicht."
var rest = pattern.Lazy(`\b(?:(?:frei|sams|sonn)tags|am Wochenende|nachts|abends) (?:nicht|nie)\b|` +
	`\bkeine (?:Überstunden|Nachtschichten|Nachtdienste|Kernzeiten|Wochenenddienste)\b`)

// fewer matches what they want less of, or want to save, as good news: "Sie möchten weniger Brot wegwerfen."
var fewer = pattern.Lazy(`\b(?:wollen|möchten)\b.*\b(?:weniger (?:Abfall|Müll|Brot|Essen|Lebensmittel|Plastik|` +
	`Papier|Papierkram|Verpackung|Strom|Energie|Wasser|Ausschuss|Leerfahrten|Wartezeit|Bürokratie|Zucker|Fleisch)|` +
	`(?:Strom|Energie|Wasser|Papier|Zeit) sparen)\b`)

// AsTold returns a sentence about the reader's side with who said so, because nobody needs to be told their own news:
// "Sie haben erzählt, dass die Karte alle zwei Wochen wechselt." Where the verb cannot surely go to the end, and of the
// sender's own or about the talk, it is as it was typed. What they showed was a pleasure.
func (Language) AsTold(sentence string) string {
	if m := question.FindStringSubmatch(sentence); m != nil && !isMine.MatchString(m[1]) {
		return talkedAbout + m[1]
	}
	if m := showed.FindStringSubmatch(strings.TrimSuffix(sentence, ".")); m != nil {
		return "Es hat mich gefreut, dass Sie " + m[1] + " haben."
	}
	if clause := (Language{}).Told(sentence, true); clause != "" {
		return "Sie haben erzählt, dass " + clause + "."
	}
	return sentence
}

// talkedAbout begins a sentence about a question, and question matches how an earlier version has stored one.
const talkedAbout = "Gern habe ich mit Ihnen darüber gesprochen, "

var question = pattern.Lazy(`^(?:Wir haben auch darüber gesprochen|Besonders interessant fand ich), ` +
	`((?:ob|wer|wo|wohin|wann|warum|welche[rs]?) .*)$`)

// Feels reports whether a sentence says how something struck the sender or who told it, so that a wish can follow it.
func (Language) Feels(sentence string) bool { return felt.MatchString(sentence) }

var felt = pattern.Lazy(`^(?:Sie haben erzählt|Gern)|(?i)\b(?:gefallen|gefiel\pL*|gefällt|spannend\pL*|` +
	`interess\pL+|schön\pL*|beeindruck\pL*|toll\pL*|super|freue|gefreut|spaß|nett|freundlich|angenehm|wunderbar\pL*|` +
	`sympathisch\pL*|herzlich\pL*|anschaulich\pL*)\b`)

// Recalled returns a topic as a later note names it: without a reason, and without what only says more of a thing, "die
// Wärmepumpe" for "die Wärmepumpe, die im Frühling eingebaut wird". It returns "" for a sentence with a day that will
// have passed.
func (Language) Recalled(topic string, _ bool) string {
	if fact.IsSentence(topic) && passing.MatchString(topic) {
		return ""
	}
	if m := talkOf.FindStringSubmatch(topic); m != nil && !vague.MatchString(m[1]) && !badNews.MatchString(topic) {
		return m[1] + "."
	}
	return because.ReplaceAllString(topic, "$1$2")
}

// talkOf matches a talk about one thing and what else is said of that, and vague a noun that tells nothing without it.
var (
	talkOf = pattern.Lazy(`^(Besonders interessant fand ich unser Gespräch über [^,;:]+), (?:(?:der|die|das|den|dem|` +
		`denen|deren|dessen|vor allem|meist|auch|besonders|zum Beispiel) |[^,;:]* (?:der|die|das|den|dem) )[^;:]+\.$`)
	vague = pattern.Lazy(` (?:Art|Weise|Frage|Idee|Möglichkeit|Stelle|Sache|Punkt|Gedanken|Leute|Menschen|Person|` +
		`Personen|Dinge|Themen|Zeit|Tag|Tage|Fälle|Aufgabe|Problem|Probleme|Kollegin|Kollegen|Mann|Frau)$`)

	// because matches the reason behind a main clause.
	because = pattern.Lazy(`^([^,;:]+), (?:weil|damit|sodass) [^,;:]+(\.)$`)
)

// said matches how people begin what they were told. An earlier version has stored it, too.
var said = pattern.Lazy(`^Sie haben (?:mir )?(?:auch )?(?:erzählt|erwähnt), dass `)

// showed matches what somebody did for the sender, which is a pleasure.
var showed = pattern.Lazy(`^Sie haben ((?:mir|uns) [^.,;:!?]+ (?:gezeigt|erklärt|vorgestellt|geschildert))$`)

// clauseOf returns what verbLast does, and also "die Stelle neu ist".
func clauseOf(sentence string) string {
	words := strings.Fields(sentence)
	n := subject(words)
	if n == 0 || n+1 >= len(words) || words[n] != "ist" && words[n] != "sind" ||
		!slices.ContainsFunc(words[n+1:], isPredicate.MatchString) || strings.ContainsAny(sentence, inside) ||
		slices.ContainsFunc(words[n+1:], func(w string) bool { return isFinite(w) || notPredicate.Has(w) }) {
		return cmp.Or(verbLast(sentence), bothVerbs(sentence), bothClauses(sentence))
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
	`angeboten|herumgeführt|geholfen|danke?|führung durch|rundgang|treffen|es ging|lief(?:en)?|klappte)(?:\PL|$)`)

// Mine reports whether a topic is the sender's own.
func (Language) Mine(topic string) bool { return own.MatchString(topic) }

// MayBeBadNews reports whether a topic may be bad news, of which nobody is reminded in a later letter. A sentence is
// none if it surely says what they do, and nothing bad.
func (Language) MayBeBadNews(topic string) bool {
	if gloomy.MatchString(topic) {
		return true
	}
	if m := said.FindString(topic); m != "" {
		return badNews.MatchString(topic[len(m):])
	}
	if m := hiring.FindStringSubmatch(topic); m != nil {
		topic = m[1] + "."
	}
	return fact.IsSentence(topic) && !isPlan(topic)
}

var (
	own    = pattern.Lazy(`(?i)^mein`)
	gloomy = pattern.Lazy(`(?i)mangel|krankenst|krankheit|krankmeld|kündig|wartezeit|warteliste|ausfall|ausfälle|` +
		`verlust|fluktuation|abbau|insolven|überlast|überstund|konflikt|streit|stress|beschwerde|problem|schwierig|` +
		`krise|unfall|unfälle|schulden|kürzung|streichung|schließung|entlass|rückgang|rückstand|rückstände|` +
		`engpass|engpäss|burn-?out|mobbing|abgang|abgänge|defizit|unbesetzt|offene[nr]? stelle`)
)
