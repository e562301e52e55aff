package german

import (
	"strings"

	"followup/pattern"
)

// Did returns "Ich habe elf Jahre in der Pflege gearbeitet." for "elf Jahre in der Pflege", and "" for what one has.
func (Language) Did(fit string) string {
	m := work.FindStringSubmatch(fit)
	switch {
	case m == nil || isExperience(strings.Fields(fit)) || hasVerb(strings.Fields(m[3])):
		return ""
	case m[1] != "":
		return "Ich arbeite " + asInSentence(fit) + "."
	}
	return "Ich habe " + asInSentence(fit) + " gearbeitet."
}

// work matches a span of time and where it was spent.
var work = pattern.Lazy(`^(?:([Ss]eit) )?(?:(?:über|mehr als|fast|rund|gut|knapp) )?(\pL+|\d+(?:[.,]\d+)?) ` +
	`(?:Jahren?|Monaten?) (?:lang )?((?:in|im|an|am|auf|bei|beim|als|mit) [^.,;:!?]+)$`)

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
	training = pattern.Lazy(`^(?:\pL+ausbildung|Ausbildung|Weiterbildung|Fortbildung|Umschulung|Promotion|` +
		`Habilitation|Approbation|Lehre|Zulassung) (?:als|zum|zur|in|im|über|für) `)
	study = pattern.Lazy(`^(?:Studium|\pL+studium|Diplom|\pL*-?[Dd]iplom|Zertifikat|Staatsexamen)(?: (?:der|des|` +
		`in|als|für) .+|$)`)
	degree = pattern.Lazy(`^(?:Abschluss|\pL+abschluss|Bachelor|Master|Magister)(?: (?:in|als) .+| of .+)$`)
)
