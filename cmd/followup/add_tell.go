package main

import (
	"time"

	"followup/cmd/followup/form"
	"followup/cmd/followup/phrase"
	"followup/cmd/followup/sketch"
	"followup/mailer/command"
	"followup/rules"
)

// tell prints what was added, or with --dry-run what would be.
func (n *addition) tell(p rules.Policy, was, c rules.Case) {
	iv, _ := c.Interview(n.id)
	switch {
	case n.dryRun && was.ID == 0:
		n.w.Printf("This would be added:\n")
	case n.dryRun:
		n.w.Printf("This would be added to %s:\n", phrase.Application(was))
	default:
		tellFarOff(n.w, iv)
	}
	if was.ID == 0 {
		n.w.view(p).Echo(c, iv, rules.Decision{})
	} else {
		n.w.view(p).EchoJoined(was, c, iv, n.form.Given("contact"))
	}
	n.tellCompany(c, iv)
	tellAll(n.w, n.form.TellFacts(c, n.id))
	tellWeekday(n.w, &n.form, iv, p)
	tellDecisionDay(n.w, &n.form, iv, p)
	tellKnown(n.w, c, iv, p)
	if n.dryRun {
		return
	}
	tellAll(n.w, form.Renamed(c, n.form.Elsewhere))
	tellContact(n.w, &n.form, c)
	if sketch.AtHand(c, iv.ID, rules.Person{}, p, n.w.now()).Kind != "" {
		n.w.Printf("See the draft as it is now: %s\n", command.Preview(iv.ID, ""))
	}
}

// farOff is the distance from now beyond which an interview's year is probably wrong.
const farOff = 365 * 24 * time.Hour

// tellFarOff warns if the year of an interview may be wrong.
func tellFarOff(w *world, iv rules.Interview) {
	when := ""
	switch ahead := iv.Start.Sub(w.now()); {
	case ahead > farOff:
		when = "is more than a year ahead"
	case -ahead > farOff:
		when = "was more than a year ago"
	default:
		return
	}
	w.Printf("It %s; if the year is wrong: %s\n", when, command.Edit(iv.ID, command.With("at", command.Blank)))
}
