package main

import (
	"fmt"
	"time"

	"followup/rules"
)

// echo says what was understood of an interview, and what comes next and why, as before was not known yet.
func (a *app) echo(c rules.Case, p rules.Policy, before rules.Decision) {
	a.facts(c.Interview, p.Location)
	a.next(c, p, before)
}

func (a *app) facts(iv rules.Interview, loc *time.Location) {
	for _, f := range facts(iv, loc) {
		a.entry(fmt.Sprintf("  %-12s ", f.label), f.value)
	}
}

// A fact is a line of what is known of an interview.
type fact struct{ label, value string }

// inWords is the fact as a change that was made; goneInWords is that it holds no more.
func (f fact) inWords() string {
	if f.label == noContact {
		return f.label + ": " + f.value
	}
	return f.label + " " + f.value
}

func (f fact) goneInWords() string {
	if f.label == noContact {
		return "they may be contacted again"
	}
	return "no longer " + f.inWords()
}

// noContact is the one fact whose value is no continuation of its label.
const noContact = "no contact"

func facts(iv rules.Interview, loc *time.Location) []fact {
	var list []fact
	add := func(label, value string) {
		if value != "" {
			list = append(list, fact{label, value})
		}
	}
	add("interview", fmt.Sprintf("%s at %s", iv.Role, iv.Company))
	add("when", fmt.Sprintf("%s, for %s", stamp(iv.Start, loc), duration(iv.Duration)))
	if iv.Zone != "" {
		if own, err := rules.LoadLocation(iv.Zone); err == nil {
			add("there", fmt.Sprintf("%s (%s)", stamp(iv.Start, own), iv.Zone))
		}
	}
	for i, p := range iv.Interviewers {
		if len(iv.Interviewers) == 1 {
			add("with", withTopic(p))
			continue
		}
		value := withTopic(p)
		if i == 0 {
			value += " (main contact)"
		}
		add(fmt.Sprintf("with %d", i+1), value) // the number names them in commands
	}
	if !iv.DecisionBy.IsZero() {
		add("decision by", iv.DecisionBy.Long())
	}
	add("said", iv.Said)
	add("topic", iv.Topic)
	add("fit", iv.Fit)
	add("hook", iv.Hook)
	if iv.NoContact {
		add(noContact, "only answers to what they write are drafted")
	}
	return list
}

func withTopic(p rules.Person) string {
	if p.Topic == "" {
		return p.String()
	}
	return p.String() + ", about " + p.Topic
}

// next says what comes next and why, or that nothing does. What was missed is said once, by the command that makes it so:
// before is how it was.
func (a *app) next(c rules.Case, p rules.Policy, before rules.Decision) {
	now := a.now()
	d := rules.Decide(c, p, now)
	for _, s := range d.Missed { // and not on record yet, or it would be among what happened
		if _, known := before.MissedStep(s.Key); known {
			continue
		}
		a.entry("Missed: ", note(s.Kind, s.LastCall, who(s.To))+".")
		a.entry("        ", s.Why+".")
	}
	if d.AwaitsSent != nil {
		a.printf("Next: nothing until you say whether the %s was sent: %s\n",
			note(d.AwaitsSent.Kind, false, whoHas(c.Interview, d.AwaitsSent.Recipient)), sentCommand(c, *d.AwaitsSent))
		return
	}
	if d.Phase == rules.PhaseQuiet {
		a.printf("Next: nothing more comes by itself.\n")
		return
	}
	if len(d.Steps) == 0 {
		a.printf("Next: nothing comes by itself (%s).\n", stands(d.Phase))
		return
	}
	due := d.Steps[0].Due
	for _, s := range d.Steps {
		if !s.Due.Equal(due) {
			break
		}
		if r := refused(c, s.Key); r != nil {
			a.entry("Refused by your mail server: ", fmt.Sprintf("the %s (%s).", note(s.Kind, s.LastCall, who(s.To)), r.Reply))
			a.printf("      Once that is mended: followup retry %d\n", c.Interview.ID)
			continue
		}
		when := stamp(s.Due, p.Location)
		if !s.Due.After(now) {
			when = "at once"
		}
		a.entry("Next: ", fmt.Sprintf("%s, %s.", note(s.Kind, s.LastCall, who(s.To)), when))
		a.entry("      ", s.Why+".")
		if s.AsksForHook() {
			a.printf("      It needs an occasion; when you know of one: followup edit %d --hook \"…\"\n", c.Interview.ID)
		}
	}
}
