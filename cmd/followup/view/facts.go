package view

import (
	"fmt"
	"slices"
	"time"

	"followup/cmd/followup/dates"
	"followup/cmd/followup/phrase"
	"followup/rules"
)

// Facts prints what is known of an application and all its interviews, but not its number.
func (v Printer) Facts(c rules.Case) {
	list := factsOf(c, v.Policy.Location, c.Interviews...)
	list[0].value = phrase.Role(c)
	v.printFacts(list)
}

// FactsOf prints what is known of an application and some of its interviews.
func (v Printer) FactsOf(c rules.Case, interviews ...rules.Interview) {
	v.printFacts(factsOf(c, v.Policy.Location, interviews...))
}

func (v Printer) printFacts(list []fact) {
	for _, f := range list {
		v.Entry(fmt.Sprintf("  %-12s ", f.label), f.value)
	}
}

// A fact is a line of what is known of an application or an interview.
type fact struct{ label, value string }

// inWords is the fact as a change that was made; goneInWords is that it holds no more.
func (f fact) inWords() string {
	if f.label == noContact {
		return f.label + ": " + f.value
	}
	return f.label + " " + f.value
}

func (f fact) goneInWords() string {
	switch f.label {
	case noContact:
		return "they may be contacted again"
	case "contact":
		return "no longer the contact: " + f.value
	}
	return "no longer " + f.inWords()
}

// noContact is the one fact whose value is no continuation of its label.
const noContact = "no contact"

// factsOf returns what is known of an application and of some of its interviews. Where it has only one, the two are told
// as one.
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

// filled leaves out the facts that are not known.
func filled(list ...fact) []fact {
	return slices.DeleteFunc(list, func(f fact) bool { return f.value == "" })
}

// factsOfApplication returns what is known of an application besides its name.
func factsOfApplication(c rules.Case) []fact {
	contact, only := "", ""
	if !c.Contact.IsTeam() {
		contact = c.Contact.String()
	}
	if c.NoContact {
		only = "only answers to what they write are drafted"
	}
	return filled(fact{"contact", contact}, fact{"fit", c.Fit}, fact{"hook", c.Hook}, fact{noContact, only})
}

// factsOfInterview returns what is known of an interview of an application. The label is that of its time.
func factsOfInterview(c rules.Case, iv rules.Interview, label string, loc *time.Location) []fact {
	list := []fact{{label, fmt.Sprintf("%s, for %s", phrase.Stamp(iv.Start, loc), dates.FormatDuration(iv.Duration))}}
	if own, err := rules.LoadLocation(iv.Zone); iv.Zone != "" && err == nil {
		list = append(list, fact{"there", fmt.Sprintf("%s (%s)", phrase.Stamp(iv.Start, own), iv.Zone)})
	}
	alone, main := len(c.People()) == 1, c.MainContact()
	for i, p := range iv.Interviewers {
		f := fact{fmt.Sprintf("with %d", i+1), withTopic(p)} // the number names them in commands
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

func withTopic(p rules.Person) string {
	if p.Topic == "" {
		return p.String()
	}
	return p.String() + ", about " + p.Topic
}
