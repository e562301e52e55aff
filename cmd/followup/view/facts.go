package view

import (
	"fmt"
	"slices"
	"time"

	"followup/cmd/followup/dates"
	"followup/cmd/followup/phrase"
	"followup/mailer/letters"
	letterfact "followup/mailer/letters/fact" // fact is something else here
	"followup/rules"
)

// Facts prints the facts of an application and of all its interviews, without the application's number.
func (v Printer) Facts(c rules.Case) {
	list := factsOf(c, v.Policy.Location, c.Interviews...)
	list[0].value = phrase.Role(c)
	v.printFacts(list)
}

// FactsOf prints the facts of an application and of some of its interviews.
func (v Printer) FactsOf(c rules.Case, interviews ...rules.Interview) {
	v.printFacts(factsOf(c, v.Policy.Location, interviews...))
}

func (v Printer) printFacts(list []fact) {
	for _, f := range list {
		v.Entry(fmt.Sprintf("  %-12s ", f.label), f.value)
	}
}

// A fact is something known about an application or an interview, printed on a line of its own.
type fact struct{ label, value string }

// inWords returns the fact as the message about an edit states it.
func (f fact) inWords() string {
	switch f.label {
	case noContact:
		return f.label + ": " + f.value
	case "topic", "fit", "hook":
		return f.label + " " + inText(f.value)
	}
	return f.label + " " + f.value
}

// inText returns a topic, a fit or a hook as it stands within a text: a sentence in quotation marks, because what
// follows its full stop is not part of it.
func inText(stored string) string {
	if letterfact.IsSentence(stored) {
		return "“" + stored + "”"
	}
	return stored
}

// goneInWords returns what the message about an edit says when the fact no longer holds.
func (f fact) goneInWords() string {
	switch f.label {
	case noContact:
		return "they may be contacted again"
	case "contact":
		return "no longer the contact: " + f.value
	}
	return "no longer " + f.inWords()
}

// noContact labels the only fact whose value does not read on from its label.
const noContact = "no contact"

// factsOf returns the facts of an application and of some of its interviews. An application with a single interview
// has no separate heading for it.
func factsOf(c rules.Case, loc *time.Location, list ...rules.Interview) []fact {
	if len(c.Interviews) == 1 {
		when := factsOfInterview(c, c.Interviews[0], "when", loc)
		return slices.Concat([]fact{{"interview", phrase.Role(c)}}, when, factsOfApplication(c))
	}
	all := append([]fact{{"application", phrase.Application(c)}}, factsOfApplication(c)...)
	for _, iv := range list {
		label := "interview"
		if iv.ID != 0 {
			label += fmt.Sprint(" ", iv.ID)
		}
		all = append(all, factsOfInterview(c, iv, label, loc)...)
	}
	return all
}

// filled returns the facts that have a value.
func filled(list ...fact) []fact {
	return slices.DeleteFunc(list, func(f fact) bool { return f.value == "" })
}

// factsOfApplication returns the facts of an application except its name.
func factsOfApplication(c rules.Case) []fact {
	contact, only := "", ""
	if !c.Contact.IsTeam() {
		contact = withGreeting(c.Contact)
	}
	if c.NoContact {
		only = "only answers to what they write are drafted"
	}
	return filled(fact{"contact", contact}, fact{"fit", c.Fit}, fact{"hook", c.Hook},
		fact{"language", letters.LanguageName(c.Language)}, fact{noContact, only})
}

// factsOfInterview returns the facts of an interview. The label is the one for its time.
func factsOfInterview(c rules.Case, iv rules.Interview, label string, loc *time.Location) []fact {
	list := []fact{{label, fmt.Sprintf("%s, for %s", phrase.Stamp(iv.Start, loc), dates.FormatDuration(iv.Duration))}}
	if own, err := rules.LoadLocation(iv.Zone); iv.Zone != "" && err == nil {
		list = append(list, fact{"there", fmt.Sprintf("%s (%s)", phrase.Stamp(iv.Start, own), iv.Zone)})
	}
	alone, main := len(c.People()) == 1, c.MainContact()
	for i, p := range iv.Interviewers {
		f := fact{fmt.Sprintf("with %d", i+1), withTopic(p)} // commands name them by this number
		if len(iv.Interviewers) == 1 {
			f.label = "with"
		}
		if !alone && p.Is(main) {
			f.value += " (main contact)"
		}
		list = append(list, f)
	}
	by := ""
	if !iv.DecisionBy.IsZero() {
		by = iv.DecisionBy.Long()
	}
	return append(list, filled(fact{"decision by", by}, fact{"said", iv.Said}, fact{"topic", iv.Topic})...)
}

// withTopic returns the name of a person, how the user greets them, and what was discussed with them, if that is known.
func withTopic(p rules.Person) string {
	if p.Topic == "" {
		return withGreeting(p)
	}
	return withGreeting(p) + ", about " + inText(p.Topic)
}

func withGreeting(p rules.Person) string {
	if p.Greeting == "" {
		return p.String()
	}
	return fmt.Sprintf("%s, greeted %q", p, p.Greeting)
}
