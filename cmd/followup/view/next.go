package view

import (
	"context"
	"fmt"
	"slices"
	"time"

	"followup/cmd/followup/phrase"
	"followup/mailer/command"
	"followup/rules"
	"followup/store"
)

// Echo prints the facts of an interview that was just added or changed, and what comes next for its application and
// why. before is the decision without the interview.
func (v Printer) Echo(c rules.Case, iv rules.Interview, before rules.Decision) {
	v.FactsOf(c, iv)
	v.nextAbout(c, iv.ID, before)
	v.lostToSnooze(c)
}

// EchoJoined is [Printer.Echo] for an interview that was added to an existing application, with what else it changes
// there. named means that the user has just named the contact.
func (v Printer) EchoJoined(was, c rules.Case, iv rules.Interview, named bool) {
	d := rules.Decide(was, v.Policy, v.Now)
	v.Echo(c, iv, d)
	to := c.MainContact()
	if first := was.MainContact(); !first.IsTeam() && !first.Is(to) && !named && !c.NoContact {
		v.Entry("", fmt.Sprintf("Requests for news will go to %s; to name somebody else: %s",
			phrase.Who(to), command.Edit(c.ID, command.With("contact", command.Blank))))
	}
	v.thankedOnce(c, iv.Interviewers)
}

// thankedOnce prints which of the people are in several interviews of one day and will be thanked for them once.
func (v Printer) thankedOnce(c rules.Case, people []rules.Person) {
	steps := rules.Decide(c, v.Policy, v.Now).Steps
	var said []string
	for _, q := range people {
		for _, iv := range c.Standing() {
			after := ThankedAfter(c, iv, q, v.Policy.Location)
			thanked := func(s rules.Step) bool { return s.InterviewID == after.ID && slices.ContainsFunc(s.To, q.Is) }
			once := fmt.Sprintf("%s is thanked once for %s, after the later interview.",
				phrase.Who(q), rules.DateOf(iv.Start, v.Policy.Location).Short())
			if after.ID != iv.ID && slices.ContainsFunc(steps, thanked) && !slices.Contains(said, once) {
				v.Entry("", once)
				said = append(said, once)
			}
		}
	}
}

// ThankedAfter returns the interview after which a person is thanked for iv: the last one with them on the same day in
// loc.
func ThankedAfter(c rules.Case, iv rules.Interview, q rules.Person, loc *time.Location) rules.Interview {
	for _, other := range slices.Backward(c.Standing()) {
		sameDay := rules.DateOf(other.Start, loc) == rules.DateOf(iv.Start, loc)
		if iv.IndexOf(q) >= 0 && sameDay && other.IndexOf(q) >= 0 && !c.NoShow(other.ID) {
			return other
		}
	}
	return iv
}

// Next prints what comes next and why, or that nothing does. It also prints the steps that were missed, except those
// missed already in before, which is the decision before the command.
func (v Printer) Next(c rules.Case, before rules.Decision) {
	v.nextAbout(c, 0, before)
	v.lostToSnooze(c)
}

// NextOf prints what comes next for an application that was just changed. before is the application before that.
func (v Printer) NextOf(ctx context.Context, st *store.Store, before rules.Case) error {
	c, err := st.Case(ctx, before.ID)
	if err != nil {
		return fmt.Errorf("recorded, but it cannot be read back: %w", err)
	}
	v.Next(c, rules.Decide(before, v.Policy, v.Now))
	return nil
}

// SnoozeEnds prints that the word just told ends the snooze of an application. c is how it was before.
func (v Printer) SnoozeEnds(c rules.Case) {
	if isSnoozed(c, v.Now) {
		v.Printf("This ends the snooze until %s.\n", phrase.Stamp(c.SnoozedUntil(), v.Policy.Location))
	}
}

// lostToSnooze prints what does not come because the snooze of the application ends too late for it.
func (v Printer) lostToSnooze(c rules.Case) {
	var lost []Coming
	for _, s := range rules.LostToSnooze(c, v.Policy, v.Now) {
		lost = append(lost, Coming{s, c})
	}
	v.Coming(fmt.Sprintf("Does not come, because it would be too late after the snooze (`%s` ends it):",
		command.Snooze(c.ID, "now")), lost)
}

func isSnoozed(c rules.Case, now time.Time) bool { return c.SnoozedUntil().After(now) }

// nextAbout is [Printer.Next], but first prints what comes next for the interview with the number about.
func (v Printer) nextAbout(c rules.Case, about int64, before rules.Decision) {
	d := rules.Foresee(c, v.Policy, v.Now)
	for _, s := range d.Missed { // what is recorded as missed is in the history instead
		if _, known := before.MissedStep(s.Key); known {
			continue
		}
		v.Entry("Missed: ", phrase.Stop(phrase.Note(s.Key, s.To...)+phrase.ForInterview(c, s.InterviewID)))
		v.Entry("        ", s.Why+".")
	}
	own := firstDue(slices.DeleteFunc(slices.Clone(d.Steps), func(s rules.Step) bool {
		return about == 0 || s.InterviewID != about
	}))
	for _, s := range own {
		v.nextStep(c, s)
	}
	if d.AwaitsSent != nil {
		v.Printf("Next: nothing until you say whether the %s was sent: %s\n",
			phrase.Note(d.AwaitsSent.Key, d.AwaitsSent.To()...),
			phrase.SentCommand(c, d.AwaitsSent.Key, d.AwaitsSent.To()))
		return
	}
	if d.Held != nil {
		until := "say what the mail of %s says"
		if d.Held.Invites() {
			until = "add the invitation that came %s or say what the mail says"
		}
		v.Entry("Next: ", fmt.Sprintf("nothing that you would ask them, until you "+until+": %s",
			phrase.Stamp(d.Held.At, v.Policy.Location), command.Heard(c.ID, command.Blank)))
		v.Printf("      If it says nothing that matters: %s\n", command.Skip(c.ID, rules.AnswerSeen))
	}
	if d.Phase == rules.PhaseQuiet && len(own) == 0 {
		v.Printf("Next: nothing more is planned.\n")
		return
	}
	switch {
	case len(d.Steps) == 0 && isSilent(d):
		v.Printf("Next: nothing for now (%s).\n", phrase.Phase(d.Phase))
	case len(d.Steps) == 0 && d.Held == nil:
		v.Printf("Next: nothing (%s).\n", phrase.Phase(d.Phase))
	}
	for _, s := range firstDue(d.Steps) {
		if len(own) == 0 || s.InterviewID != about {
			v.nextStep(c, s)
		}
	}
	if d.Phase == rules.PhaseOffer {
		v.Printf("If you accept the offer: %s\n", command.Stop(c.ID, command.Accepted))
		v.Printf("If you decline it, with a letter: %s\n", command.Stop(c.ID, command.Letter))
	}
	if d.SilentFor != nil {
		v.Entry("", whySilent(d, rules.Forecast(c, v.Policy, v.Now, v.Now.Add(forecastFor)), v.Policy.Location))
	}
}

// whySilent returns why no note to stay in touch comes now, and when the first one in coming does.
func whySilent(d rules.Decision, coming []rules.Step, loc *time.Location) string {
	of := fmt.Sprintf("application %d, %s", d.SilentFor.ID, phrase.Role(*d.SilentFor))
	switch {
	case d.SilentFor.Accepted():
		return "No note to stay in touch comes, because you accepted the offer of " + of + "."
	case !isSilent(d) && d.SilentFor.NoContact:
		return "No note to stay in touch comes, because they asked not to be contacted about " + of +
			", which ended later."
	case !isSilent(d):
		return "Notes to stay in touch come with " + of + ", which ended later."
	}
	why := "No note to stay in touch comes while " + of + ", is open."
	if i := slices.IndexFunc(coming, func(s rules.Step) bool { return s.Kind == rules.StayInTouch }); i >= 0 {
		why += fmt.Sprintf(" If nobody says anything there, one comes %s.", phrase.Stamp(coming[i].Due, loc))
	}
	return why
}

// firstDue returns the first steps, which are due at the same time.
func firstDue(steps []rules.Step) []rules.Step {
	i := slices.IndexFunc(steps, func(s rules.Step) bool { return !s.Due.Equal(steps[0].Due) })
	if i < 0 {
		return steps
	}
	return steps[:i]
}

// nextStep prints one step, when it comes and why, or that the mail server refused it.
func (v Printer) nextStep(c rules.Case, s rules.Step) {
	if r := refusedReminder(c, s.Key); r != nil {
		v.Entry("Refused by your mail server: ", fmt.Sprintf("the %s%s (%s).",
			phrase.Note(s.Key, s.To...), phrase.ForInterview(c, s.InterviewID), r.Reply))
		v.Printf("      Once that is fixed: %s\n", command.Retry(c.ID))
		return
	}
	when := phrase.Stamp(s.Due, v.Policy.Location)
	if !s.Due.After(v.Now) {
		when = "at once"
	}
	v.Entry("Next: ", fmt.Sprintf("%s%s, %s.", phrase.Note(s.Key, s.To...), phrase.ForInterview(c, s.InterviewID),
		when))
	v.Entry("      ", s.Why+".")
	if named := command.Edit(c.ID, command.With("hook", command.Blank)); s.AsksForHook() {
		lack := "It needs an occasion; when you know of one"
		if c.Hook != "" { // it cannot be used
			lack = "It needs the occasion as a whole sentence, to begin with"
		}
		v.Printf("      %s: %s\n", lack, named)
	}
}
