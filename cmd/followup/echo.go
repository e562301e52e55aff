package main

import (
	"fmt"
	"slices"
	"time"

	"followup/cmd/followup/dates"
	"followup/cmd/followup/phrase"
	"followup/rules"
)

// echo says what was understood of an interview, and what comes next for its application and why, as before was not known
// yet.
func (a *app) echo(c rules.Case, iv rules.Interview, p rules.Policy, before rules.Decision) {
	a.printFacts(factsOf(c, p.Location, iv))
	a.nextAbout(c, iv.ID, p, before)
}

// echoJoined is echo of an interview that joined an application, with what that changes there. named says that the user has
// just said to whom news requests go.
func (a *app) echoJoined(was, c rules.Case, iv rules.Interview, p rules.Policy, named bool) {
	d := rules.Decide(was, p, a.now())
	a.echo(c, iv, p, d)
	to := c.MainContact()
	if first := was.MainContact(); !first.IsTeam() && !first.Is(to) && !named && !c.NoContact {
		a.entry("", fmt.Sprintf("News will be asked of %s; `followup edit %d --contact …` names another.", who(to), c.ID))
	}
	a.sayThankedOnce(c, p, iv.Interviewers)
}

// sayThankedOnce says who of the people is in several interviews of one day, and is yet to be thanked for them: once.
func (a *app) sayThankedOnce(c rules.Case, p rules.Policy, people []rules.Person) {
	steps := rules.Decide(c, p, a.now()).Steps
	var said []string
	for _, q := range people {
		for _, iv := range c.Standing() {
			after := thankedAfter(c, iv, q, p.Location)
			thanked := func(s rules.Step) bool { return s.InterviewID == after.ID && slices.ContainsFunc(s.To, q.Is) }
			once := fmt.Sprintf("%s is thanked once for %s, after the later interview.", who(q), rules.DateOf(iv.Start, p.Location).Short())
			if after.ID != iv.ID && slices.ContainsFunc(steps, thanked) && !slices.Contains(said, once) {
				a.entry("", once)
				said = append(said, once)
			}
		}
	}
}

// thankedAfter returns the interview after which somebody is thanked for iv: the last with them on that day.
func thankedAfter(c rules.Case, iv rules.Interview, q rules.Person, loc *time.Location) rules.Interview {
	for _, other := range slices.Backward(c.Standing()) {
		sameDay := rules.DateOf(other.Start, loc) == rules.DateOf(iv.Start, loc)
		if iv.IndexOf(q) >= 0 && sameDay && other.IndexOf(q) >= 0 && !c.NoShow(other.ID) {
			return other
		}
	}
	return iv
}

// facts says what is known of an application and all its interviews. Its number stands above or below.
func (a *app) facts(c rules.Case, loc *time.Location) {
	list := factsOf(c, loc, c.Interviews...)
	list[0].value = role(c)
	a.printFacts(list)
}

func (a *app) printFacts(list []fact) {
	for _, f := range list {
		a.entry(fmt.Sprintf("  %-12s ", f.label), f.value)
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
		return slices.Concat([]fact{{"interview", role(c)}}, when, factsOfApplication(c))
	}
	all := append([]fact{{"application", nameOf(c)}}, factsOfApplication(c)...)
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
	list := []fact{{label, fmt.Sprintf("%s, for %s", stamp(iv.Start, loc), dates.FormatDuration(iv.Duration))}}
	if own, err := rules.LoadLocation(iv.Zone); iv.Zone != "" && err == nil {
		list = append(list, fact{"there", fmt.Sprintf("%s (%s)", stamp(iv.Start, own), iv.Zone)})
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

// next says what comes next and why, or that nothing does. What was missed is said once, by the command that makes it so:
// before is how it was.
func (a *app) next(c rules.Case, p rules.Policy, before rules.Decision) { a.nextAbout(c, 0, p, before) }

// nextAbout is next, but says first what comes next for the interview of that number.
func (a *app) nextAbout(c rules.Case, about int64, p rules.Policy, before rules.Decision) {
	d := rules.Foresee(c, p, a.now())
	for _, s := range d.Missed { // and not on record yet, or it would be among what happened
		if _, known := before.MissedStep(s.Key); known {
			continue
		}
		a.entry("Missed: ", note(s.Key, s.To...)+forInterview(c, s.InterviewID)+".")
		a.entry("        ", s.Why+".")
	}
	own := firstDue(slices.DeleteFunc(slices.Clone(d.Steps), func(s rules.Step) bool {
		return about == 0 || s.InterviewID != about
	}))
	for _, s := range own {
		a.nextStep(c, s, p)
	}
	if d.AwaitsSent != nil {
		a.printf("Next: nothing until you say whether the %s was sent: %s\n",
			note(d.AwaitsSent.Key, d.AwaitsSent.To()...), phrase.SentCommand(c, d.AwaitsSent.Key, d.AwaitsSent.To()))
		return
	}
	if d.Phase == rules.PhaseQuiet && len(own) == 0 {
		a.printf("Next: nothing more comes by itself.\n")
		return
	}
	switch {
	case len(d.Steps) == 0 && isSilent(d):
		a.printf("Next: nothing for now (%s).\n", stands(d.Phase))
	case len(d.Steps) == 0:
		a.printf("Next: nothing comes by itself (%s).\n", stands(d.Phase))
	}
	for _, s := range firstDue(d.Steps) {
		if len(own) == 0 || s.InterviewID != about {
			a.nextStep(c, s, p)
		}
	}
	if d.SilentFor != nil {
		a.entry("", whySilent(d, rules.Forecast(c, p, a.now(), a.now().Add(forecastFor)), p.Location))
	}
}

// whySilent says why no note to stay in touch comes now, and when one of what comes is one.
func whySilent(d rules.Decision, coming []rules.Step, loc *time.Location) string {
	of := fmt.Sprintf("application %d, %s", d.SilentFor.ID, role(*d.SilentFor))
	if !isSilent(d) && d.SilentFor.NoContact {
		return "No note to stay in touch comes, for they asked not to be contacted over " + of + ", which ended later."
	}
	if !isSilent(d) {
		return "Notes to stay in touch come with " + of + ", which ended later."
	}
	why := "No note to stay in touch comes while " + of + ", is open."
	if i := slices.IndexFunc(coming, func(s rules.Step) bool { return s.Kind == rules.StayInTouch }); i >= 0 {
		why += fmt.Sprintf(" If nobody says anything there, one comes %s.", stamp(coming[i].Due, loc))
	}
	return why
}

// firstDue returns the steps that come first, all at one time.
func firstDue(steps []rules.Step) []rules.Step {
	i := slices.IndexFunc(steps, func(s rules.Step) bool { return !s.Due.Equal(steps[0].Due) })
	if i < 0 {
		return steps
	}
	return steps[:i]
}

// nextStep says what comes, when and why.
func (a *app) nextStep(c rules.Case, s rules.Step, p rules.Policy) {
	if r := refused(c, s.Key); r != nil {
		a.entry("Refused by your mail server: ", fmt.Sprintf("the %s%s (%s).",
			note(s.Key, s.To...), forInterview(c, s.InterviewID), r.Reply))
		a.printf("      Once that is mended: followup retry %d\n", c.ID)
		return
	}
	when := stamp(s.Due, p.Location)
	if !s.Due.After(a.now()) {
		when = "at once"
	}
	a.entry("Next: ", fmt.Sprintf("%s%s, %s.", note(s.Key, s.To...), forInterview(c, s.InterviewID), when))
	a.entry("      ", s.Why+".")
	if s.AsksForHook() {
		a.printf("      It needs an occasion; when you know of one: followup edit %d --hook \"…\"\n", c.ID)
	}
}
