package german

import (
	"cmp"
	"hash/crc32"
	"slices"
	"strings"

	"followup/pattern"
)

// Told returns what a sentence says about the reader's side with its verb at the end, as it stands behind "dass": "Sie
// im Frühjahr auf SAP umstellen". It returns "" for what they need not have told, such as a question of theirs, and for
// bad news, which nobody calls interesting. In a later letter neither does a day that will have passed.
func (Language) Told(sentence string, soon bool) string {
	if m := said.FindString(sentence); m != "" {
		clause := strings.TrimSuffix(sentence[len(m):], ".")
		if strings.ContainsAny(clause, inside) || notTold.MatchString(clause) || badNews.MatchString(clause) ||
			!soon && passing.MatchString(clause) {
			return ""
		}
		return clause
	}
	if m := hiring.FindStringSubmatch(sentence); m != nil {
		if plan := (Language{}).Told(m[1]+".", soon); plan == "" || !soon {
			return plan
		}
		return bothVerbs(sentence)
	}
	if !isPlan(sentence) || !soon && passing.MatchString(sentence) {
		return ""
	}
	if clause := cmp.Or(verbLast(sentence), bothVerbs(sentence)); clause != "" || !isThere.MatchString(sentence) {
		return clause
	}
	return clauseOf(strings.TrimRight(sentence, ".!"))
}

// hiring matches a plan of theirs for which they look for somebody. A later note leaves that out.
var hiring = pattern.Lazy(`^(Sie [^.,;:!?]+?) und suchen (?:dafür |deshalb |noch |gerade )*(?:jemanden|Leute|` +
	`Verstärkung|eine?n? \pL+)\b`)

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
	isBad := badNews.MatchString(rest.ReplaceAllString(sentence, "")) || givenUp.MatchString(sentence) ||
		ofTerms.MatchString(sentence)
	return !notTold.MatchString(sentence) && (spared.MatchString(sentence) || isTheirs && !isBad)
}

// givenUp matches what is bad news as something that happens to a thing: "Das Werk wird verkauft."
var givenUp = pattern.Lazy(`\b(?:wird|werden|wurden?|soll|sollen) .*\b(?:verkauft|aufgelöst|eingestellt|halbiert|` +
	`reduziert|gekürzt|gestrichen|verkleinert|ausgelagert|verlagert|abgerissen|abgeschafft|teurer|versetzt|` +
	`aufgegeben)\b`)

// ofTerms matches what is agreed on, and nothing that one looks forward to.
var ofTerms = pattern.Lazy(`^(?:Der|Die|Das) (?:\pL+ )?(?i:\pL*(?:vertrag|stelle|probezeit|arbeitszeit|` +
	`urlaub|lohn|gehalt|miete|entscheidung|termin|bewerbung)) `)

// rest matches a time of no work, which is good news: "Ihr Team deployt freitags nicht."
var rest = pattern.Lazy(`\b(?:(?:frei|sams|sonn)tags|am Wochenende|nachts|abends) (?:nicht|nie)\b|` +
	`\bkeine (?:Überstunden|Nachtschichten|Nachtdienste|Kernzeiten|Wochenenddienste)\b`)

// AsTold returns a sentence about the reader's side with what the sender makes of it, because nobody needs to be told
// their own news, and alone it hangs in the air: "Hilfreich war für mich zu hören, dass die Karte alle zwei Wochen
// wechselt." That suits good news and bad, and the same day, when nothing has had time to stay in mind. Where the verb
// cannot surely go to the end, the sentence stays, and so does one of the sender's own, or about the talk. Another
// sentence may get another frame, because people of one panel compare their letters. For what they showed one thanks.
func (Language) AsTold(sentence string) string {
	bare := strings.TrimSuffix(sentence, ".")
	if m := said.FindString(bare); m != "" && !strings.ContainsAny(bare, ".:;!?") {
		return framed(bare[len(m):])
	}
	if m := showed.FindStringSubmatch(bare); m != nil {
		return "Danke auch, dass Sie " + m[1] + " haben."
	}
	if len(strings.Fields(bare)) < 3 || strings.ContainsAny(bare, `.;:!?()"„“–—`) || notTold.MatchString(bare) ||
		impression.MatchString(bare) {
		return sentence
	}
	if clause := clauseOf(bare); clause != "" {
		return framed(clause)
	}
	if strings.Contains(bare, ",") && isPlan(sentence) {
		return bare + ". Das hat mich gleich angesprochen."
	}
	if strings.Contains(bare, ",") {
		return bare + ". Das " + frameOf(bare).behind + "."
	}
	return sentence
}

// said matches how people begin what they were told. An earlier version has stored it, too.
var said = pattern.Lazy(`^Sie haben (?:mir )?(?:auch )?(?:erzählt|erwähnt), dass `)

// showed matches what somebody did for the sender, for which one thanks.
var showed = pattern.Lazy(`^Sie haben ((?:mir|uns) [^.,;:!?]+ (?:gezeigt|erklärt|vorgestellt|geschildert))$`)

// framed returns a clause in a sentence. A short one stands first.
func framed(clause string) string {
	if len(strings.Fields(clause)) < 6 && !strings.Contains(clause, ",") && !strings.HasSuffix(clause, " ist") {
		return "Dass " + clause + ", " + frameOf(clause).behind + "."
	}
	return frameOf(clause).before + ", dass " + clause + "."
}

// A frame says of what was told that it was worth hearing, as it stands before the clause and behind it.
type frame struct{ before, behind string }

var frames = []frame{
	{"Hilfreich war für mich zu hören", "war für mich hilfreich zu hören"},
	{"Wichtig zu wissen war für mich", "war für mich wichtig zu wissen"},
	{"Besonders interessiert hat mich", "hat mich besonders interessiert"},
	{"Interessant war für mich zu hören", "war für mich interessant zu hören"},
	{"Sehr interessant fand ich", "fand ich sehr interessant"},
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
		return cmp.Or(verbLast(sentence), bothVerbs(sentence))
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
