package enter

import (
	"context"
	"fmt"

	"followup/cmd/followup/find"
	"followup/cmd/followup/phrase"
	"followup/cmd/followup/said"
	"followup/cmd/followup/term"
	"followup/mailer/command"
	"followup/rules"
)

// Heard records what was heard from an employer, or adds the next round.
func (dlg Dialogue) Heard(ctx context.Context, s find.Subject, heard *said.Heard) error {
	if err := heard.Form.LookUp(ctx, dlg.Store, s.ID, heard.From); err != nil {
		return err
	}
	answer, err := heard.Answer(s, dlg.Policy, dlg.Now)
	if err == nil && answer.Question != nil && dlg.Interactive {
		if err := dlg.askForDay(&heard.Form, answer.Question); err != nil {
			return err
		}
		answer, err = heard.Answer(s, dlg.Policy, dlg.Now)
	}
	if err != nil {
		return err
	}
	if heard.Form.Given("at") {
		return dlg.advance(ctx, s.Case, answer.Event, &heard.Form)
	}
	return dlg.recordHeard(ctx, s.Case, answer, heard)
}

// recordHeard records what was heard, and prints what that changes.
func (dlg Dialogue) recordHeard(
	ctx context.Context, c rules.Case, answer said.Answer, heard *said.Heard,
) error {
	e, loc := answer.Event, dlg.Policy.Location
	if err := dlg.completeWho(ctx, c, e.From, &heard.Form); err != nil {
		return err
	}
	if err := dlg.Store.Record(ctx, dlg.Now, e); err != nil {
		return err
	}
	name := phrase.Application(c)
	if iv, ok := c.Interview(e.InterviewID); ok {
		name = phrase.InterviewOf(c, iv, dlg.Now, loc)
	}
	dlg.Printf("Noted for %s: %s, %s.\n", name, term.Clean(phrase.Event(c, e, loc)),
		phrase.Stamp(e.At, loc))
	if heard.Mail != nil {
		dlg.Entry("", "That is when their mail came; if you heard it on another day, take it back and repeat it "+
			"with --on.")
	}
	dlg.tellPromise(answer.Read, e.Until, "until", func(day command.Flag) string {
		return command.Undo(c.ID) + " && " + command.Heard(c.ID, e.Kind, append(heard.Flags(e, loc), day)...)
	})
	dlg.tellOrder(c, e)
	if latest := c.LatestBegun(dlg.Now); e.InterviewID != 0 && latest.ID != e.InterviewID {
		dlg.Entry("", fmt.Sprintf("If you mean %s:", phrase.Interview(latest, dlg.Now, loc)))
		dlg.Printf("  %s && %s\n", command.Undo(c.ID),
			command.Heard(latest.ID, rules.NoShow, heard.Flags(e, loc)...))
	}
	dlg.SnoozeEnds(c)
	return dlg.NextOf(ctx, dlg.Store, c)
}

// tellOrder prints the previous answer, so that the user notices a mistake, or the later answer, which still counts.
func (dlg Dialogue) tellOrder(c rules.Case, e rules.Event) {
	loc := dlg.Policy.Location
	last := c.LastWord()
	if last == nil {
		return
	}
	what, when := term.Clean(phrase.Event(c, *last, loc)), phrase.Stamp(last.At, loc)
	if last.At.After(e.At) {
		dlg.Entry("", fmt.Sprintf("You dated this before something you noted earlier, which still counts: %s: %s.",
			when, what))
		dlg.Printf("If it came later: %s, then repeat it with --on.\n", command.Undo(c.ID))
		return
	}
	dlg.Entry("", fmt.Sprintf("This replaces what was noted for %s: %s.", when, what))
	if e.Kind == rules.Advanced && said.OwesAnswer(c, *last) {
		dlg.Entry("", "The offer no longer counts as open. If you still owe them an answer to it, say it again:")
		dlg.Printf("  %s\n", command.Heard(c.ID, rules.Offered, untilAgain(*last)))
	}
}

// untilAgain returns the flag that repeats the deadline of an offer, or "" if it has none. A day that was guessed from
// their words stays a guess.
func untilAgain(e rules.Event) command.Flag {
	switch {
	case e.Until.IsZero():
		return ""
	case e.Detail != "":
		return command.With("until", "about "+e.Until.String())
	}
	return command.With("until", e.Until.String())
}
