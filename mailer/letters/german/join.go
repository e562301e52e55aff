package german

import (
	"slices"
	"strings"

	"followup/mailer/letters/grammar"
	"followup/pattern"
)

// CanHelp reports whether a topic, a phrase or a sentence, surely is work in which one can offer to help: "die
// Umstellung auf SAP", "Sie bauen ein Labor auf". It is false for what one only talks about.
func (Language) CanHelp(topic string) bool {
	if gloomy.MatchString(topic) || badNews.MatchString(topic) {
		return false
	}
	topic, _ = subordinate(strings.TrimRight(topic, ".!"))
	if noHelp.MatchString(topic) {
		return false
	}
	if isUndertaking.Has(undertaking(topic)) {
		return true
	}
	words := slices.DeleteFunc(strings.Fields(topic), func(w string) bool { return theirPronouns.Has(w) })
	head := slices.IndexFunc(words, isNoun) // a German noun has its main part in front of what belongs to it
	return head >= 0 && isTask.MatchString(words[head]) && !hasVerb(words)
}

// undertaking returns the verb with which a sentence says what they do or want to do: "umstellen" for "Sie stellen auf
// SAP um" and "Im Mai wollen Sie auf SAP umstellen". It returns "" for any other text.
func undertaking(sentence string) string {
	words := strings.Fields(sentence)
	at := slices.Index(words, "Sie")
	if at < 0 || len(words) < 3 || strings.ContainsAny(sentence, inside) {
		return ""
	}
	verb, last := words[max(1, at-1)], words[len(words)-1]
	switch {
	case verb == "wollen" || verb == "möchten":
		return last
	case prefixes.Has(last):
		return last + verb
	}
	return verb
}

var (
	theirPronouns = pattern.Words("Ihr Ihre Ihren")

	// isTask matches nouns of work that is to be done, or that goes on, and in which others join. At a building site
	// hardly anybody does.
	isTask = pattern.Lazy(`(?i)(?:umstellung|einführung|aufbau|ausbau|umstieg|migration|` +
		`projekte?n?|digitalisierung|automatisierung|` +
		`zusammenlegung|zusammenführung|erweiterung|modernisierung|eröffnung|kampagne|` +
		`inventur|auswertung|neugestaltung|überarbeitung|restaurierung|integration|reorganisation|umgestaltung|` +
		`neuausrichtung|dokumentation|weiterentwicklung|planung|vorbereitung)$`)

	// isUndertaking holds what somebody sets about, so that others can join in.
	isUndertaking = pattern.Words(`umstellen einführen einrichten aufbauen ausbauen umschreiben umgestalten
		zusammenlegen planen entwickeln eröffnen restaurieren digitalisieren modernisieren automatisieren erweitern
		überarbeiten umschulen beschleunigen verbessern vereinfachen`)

	// noHelp matches what is over, and what nobody helps with.
	noHelp = pattern.Lazy(`(?i)\b(?:haben|hat|wurden?|waren?|letzte[sn]?|vergangene[sn]?|gehalt\pL*|bonus|` +
		`preise?|kosten|mein\pL*|nicht|kein\pL*|personal)\b|schicht|arbeitszeit|teilzeit|gleitzeit|homeoffice`)
)

// Span returns a fit that says how long one has done something in the dative, as it follows "nach": "zehn Jahren auf
// einer chirurgischen Station". Otherwise it returns "".
func (Language) Span(fit string) string {
	m := spent.FindStringSubmatch(fit)
	if m == nil || leave.MatchString(fit) || goesOn(m[3]) || hasVerb(strings.Fields(m[3])) {
		return ""
	}
	number, unit := grammar.WithSmall(m[1]), m[2]
	switch {
	case strings.HasSuffix(unit, "e") || unit == "Semester":
		unit += "n"
	case unit == "Jahr" || unit == "Monat":
		if number != "ein" {
			return ""
		}
		number = "einem"
	}
	return number + " " + unit + " " + m[3]
}

// spent matches a span of time and where it was spent. A number that has no other form in the dative stands before it.
var spent = pattern.Lazy(`^((?:(?:[Üü]ber|[Mm]ehr als|[Ff]ast|[Rr]und|[Gg]ut|[Kk]napp) )?` +
	`(?:\d+|[Zz]wei|[Dd]rei|[Vv]ier|[Ff]ünf|[Ss]echs|[Ss]ieben|[Aa]cht|[Nn]eun|[Zz]ehn|[Ee]lf|[Zz]wölf|[Ff]ünfzehn|` +
	`[Zz]wanzig|[Dd]reißig)|[Ee]in) ` +
	`(Jahre?|Monate?|Semester|Saisonen|Saisons) ((?:in|im|an|am|auf|bei|beim|als|mit|hinter) [^.,;:!?]+)$`)

// HasDone reports whether a clause of the sender's own says what they did, so that it is an experience: "Ich habe zwei
// Stationen geleitet".
func (Language) HasDone(clause string) bool {
	words := strings.Fields(clause)
	return len(words) > 3 && words[0] == "Ich" && words[1] == "habe" &&
		participle.MatchString(words[len(words)-1]) && !undone.MatchString(clause)
}

// undone matches what makes a deed no experience to bring along.
var undone = pattern.Lazy(`(?i)(?:\b(?:nie|nicht|kein\pL*|ohne)\b|prüfung|schein|abschluss|studi|matura|abitur|` +
	`(?:aus|fort|weiter)bildung|umschulung|lehrgang|\pL*kurs\b|seminar|schulung\b|zertifikat|praktikum|` +
	`lehre |diplom|gelesen|gehört|gesehen|gewohnt|gelebt|gefreut|gefehlt|aufgehört|verloren|gekündigt|` +
	`gewartet|gesucht|geliebt|gemocht|gewünscht|gehofft|gedacht|verlassen|verpasst|versucht|beworben|erhalten|` +
	`bekommen|gelernt|getroffen|besucht|gefragt|gekauft|gegessen|geheiratet|\b(?:Sie|Ihnen|Ihre?n?)\b)`)
