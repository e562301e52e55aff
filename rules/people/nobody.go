package people

import (
	"slices"
	"strings"
	"sync"
	"unicode"

	"followup/pattern"
)

// placeholders are what people and programs write where no name is known.
var placeholders = sync.OnceValue(func() (all []string) {
	for name := range strings.SplitSeq(`n/a, n.a., tbd, tba, tbc, k.a., unknown, unbekannt, inconnu, inconnue,
		desconocido, none, null, nobody, no one, noone, niemand, personne, nadie, someone, somebody, not known,
		not sure, to be confirmed, to be announced, to be determined, ...`, ",") {
		all = append(all, strings.Join(strings.Fields(name), " "))
	}
	return all
})

// mailboxWords are what the names of shared mailboxes and of teams consist of.
var mailboxWords = pattern.Words(`hr rh rrhh human resources ressources humaines recursos humanos personal
	personalabteilung recruiting recruitment recruiter recruiters recruter recrutement reclutamiento hiring talent
	talents acquisition people culture careers career karriere jobs job bewerbung bewerbungen applications candidates
	interview interviews interviewer interviewers panel scheduling team teams department dept abteilung office info
	kontakt contact contacto support admin noreply no-reply inbox mailbox manager managers committee and und et y the
	of der die & +`)

// mailboxEnds are words that end the name of a team or a program, whatever comes before.
var mailboxEnds = pattern.Words(`team department dept abteilung équipe equipo mailbox inbox noreply no-reply
	notetaker bot hr`)

// notPeople matches how rooms, services and guests without a name are called, in small letters.
var notPeople = pattern.Lazy(`^(unknown|unbekannte?r?|anonymous) |` +
	`^(meeting|conference)[ -]?room\b|^(room|raum|salle|sala|zimmer|besprechungsraum|konferenzraum) |` +
	`^(equipo|departamento|depto\.?|dpto\.?|área|oficina|secretaría) |^rr\. ?hh\b|` +
	`^(secretaría|administración|dirección|gerencia|comité|comisión|selección|coordinación|recepción|jefatura|` +
	`tribunal|gestión|bolsa|rr ?hh)( (de|del|general|académica|técnica)( .*)?)?$|` +
	`^(google (calendar|meet)|microsoft teams|zoom|calendly|greenhouse|workday|personio|smartrecruiters|goodtime)$|` +
	`\b(fireflies|otter|read|fathom|tldv)\.(ai|io)\b|=\?.*\?=|\S@\S`)

// IsPlaceholder reports whether a name says that the name is not known, such as "N/A" or "?".
func IsPlaceholder(name string) bool {
	legible := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	bare := strings.ToLower(strings.Trim(name, " ()[]<>\"'"))
	return name != "" && (slices.Contains(placeholders(), bare) || !strings.ContainsFunc(name, legible))
}

// IsNobody reports whether a name is not that of a person whom one greets: a placeholder, a mailbox, a team, a
// program, a room, or an address.
func IsNobody(name string) bool {
	words := strings.Fields(strings.ToLower(strings.Trim(name, " ()[]\"'")))
	isMailbox := func(word string) bool { return mailboxWords.Has(strings.TrimRight(word, ".,")) }
	switch {
	case IsPlaceholder(name) || notPeople.MatchString(strings.ToLower(name)):
		return true
	case len(words) == 0:
		return false
	}
	return mailboxEnds.Has(words[len(words)-1]) || !slices.ContainsFunc(words, func(word string) bool {
		return !isMailbox(word)
	})
}
