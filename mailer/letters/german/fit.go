package german

import (
	"strings"

	"followup/mailer/letters/grammar"
	"followup/pattern"
)

// Did returns "Ich habe elf Jahre in der Pflege gearbeitet." for "elf Jahre in der Pflege", and "" for what one has.
func (Language) Did(fit string) string {
	m := work.FindStringSubmatch(fit)
	switch {
	case since.MatchString(fit):
		return "Ich arbeite " + asInSentence(fit) + "."
	case m == nil || leave.MatchString(fit) || isExperience(strings.Fields(fit)) || hasVerb(strings.Fields(m[3])):
		return ""
	case m[1] != "":
		return "Ich arbeite " + asInSentence(fit) + "."
	}
	return "Ich habe " + asInSentence(fit) + " gearbeitet."
}

// leave matches times without work.
var leave = pattern.Lazy(`(?i)(elternzeit|karenz|mutterschutz|pension|rente|krank\pL*)`)

// work matches a span of time and where it was spent.
var work = pattern.Lazy(`^(?:([Ss]eit) )?(?:(?:über|mehr als|fast|rund|gut|knapp) )?(\pL+|\d+(?:[.,]\d+)?) ` +
	`(?:halbes )?(?:Jahr|Jahren?|Monat|Monaten?) (?:lang )?((?:in|im|an|am|auf|bei|beim|als|mit) [^.,;:!?]+)$`)

// since matches the year since when one works somewhere.
var since = pattern.Lazy(`^[Ss]eit (?:19|20)\d\d (?:in|im|am|bei|beim|als) [^.,;:!?]+$`)

// asMine returns a fit that begins with its verb, as people type, as a sentence: "Ich spreche Deutsch und Türkisch." It
// returns "" for any other.
func asMine(fit string) string {
	words := strings.Fields(fit)
	isOneClause := !strings.ContainsAny(strings.TrimRight(fit, "."), ".,;:?!")
	if len(words) > 1 && mine.Has(words[0]) && isOneClause {
		return grammar.Mended("Ich " + have1st.ReplaceAllString(fit, "${1}abe"))
	}
	return ""
}

var mine = pattern.Words(`habe hab kann spreche kenne leite arbeite unterrichte koche programmiere bin war
	hatte wohne plane führe betreue`)

// qualified returns what people call their papers with the article that a sentence needs: "den Führerschein CE",
// "eine Ausbildung zum Gärtner".
func qualified(text string) string {
	if m := paper.FindStringSubmatch(text); m != nil {
		return "den " + text
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
	paper = pattern.Lazy(`^(?:Führerschein|Meisterbrief|Gesellenbrief|Staplerschein|Jagdschein|Bootsführerschein|` +
		`\pL+schein|\pL+brief)(?: |$)`)
	training = pattern.Lazy(`^(?:\p{Ll}+e )?(?:\pL+ausbildung|Ausbildung|Weiterbildung|Fortbildung|Umschulung|` +
		`Promotion|Habilitation|Approbation|Lehre|Zulassung) (?:als|zum|zur|in|im|über|für) `)
	study = pattern.Lazy(`^(?:Studium|\pL+studium|Diplom|\pL*-?[Dd]iplom|Zertifikat|Staatsexamen)(?: (?:der|des|` +
		`in|als|für) .+|$)`)
	degree = pattern.Lazy(`^(?:Abschluss|\pL+abschluss|Bachelor|Master|Magister)(?: (?:in|als) .+| of .+)$`)
)
