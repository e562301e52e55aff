package enter

import (
	"context"
	"fmt"

	"followup/cmd/followup/dates"
	"followup/cmd/followup/form"
	"followup/cmd/followup/phrase"
	"followup/cmd/followup/usage"
	"followup/mailer/command"
	"followup/rules"
)

// advance adds the next round to the application. It does not copy the interviewers: the next round usually has other
// ones, and a thank-you must not name the wrong person.
func (dlg Dialogue) advance(ctx context.Context, was rules.Case, e rules.Event, f *form.Form) error {
	c := form.Cloned(was)
	c.Interviews = append(c.Interviews, rules.Interview{Zone: was.Latest().Zone})
	if err := dlg.askNames(f); err != nil {
		return err
	}
	if err := f.LookUp(ctx, dlg.Store, was.ID); err != nil {
		return err
	}
	c, err := dlg.apply(f, c, 0, dates.Future)
	if err != nil {
		return err
	}
	next, _ := c.Interview(0)
	if first := was.Interviews[0].Start; !next.Start.After(first) {
		return usage.Errorf("--at %s is not after the first round, %s",
			phrase.Stamp(next.Start, dlg.Policy.Location), phrase.Stamp(first, dlg.Policy.Location))
	}
	for _, iv := range was.Interviews {
		if iv.Start.Equal(next.Start) {
			return usage.Errorf("this is already interview %d of %s; `%s` changes it",
				iv.ID, phrase.Application(was), command.Edit(iv.ID))
		}
	}
	dlg.Entries(f.LeftOut())
	if err := dlg.completeWho(ctx, was, e.From, f); err != nil {
		return err
	}
	id, err := dlg.Store.Advance(ctx, dlg.Now, e, next)
	if err != nil {
		return err
	}
	return dlg.tellRound(ctx, was, c, e, id, f)
}

// tellRound stores the other facts about the people of a next round that was just added, and prints what was
// understood.
func (dlg Dialogue) tellRound(
	ctx context.Context, was, c rules.Case, e rules.Event, id int64, f *form.Form,
) error {
	dlg.Printf("Noted for %s: they invited you to a next round. Added interview %d.\n", phrase.Application(was), id)
	dlg.tellOrder(was, e)
	dlg.SnoozeEnds(was)
	if latest := was.Latest(); latest.Start.After(dlg.Now) {
		dlg.Printf("%s, is still to come, too; if this is its new time: %s && %s\n",
			rules.Capital(phrase.Interview(latest, dlg.Now, dlg.Policy.Location)), command.Remove(id),
			command.Edit(latest.ID, command.With("at", command.Blank)))
	}
	next, _ := c.Interview(0)
	if _, err := dlg.alsoChange(ctx, id, c, next.Interviewers, f); err != nil {
		return fmt.Errorf("recorded, but not the other facts about its people: %w", err)
	}
	after, err := dlg.Store.Case(ctx, id)
	if err != nil {
		return fmt.Errorf("recorded, but it cannot be read back: %w", err)
	}
	next, _ = after.Interview(id)
	dlg.tellFarOff(next)
	dlg.EchoJoined(was, after, next, false)
	dlg.Entries(f.TellFacts(after, id))
	dlg.tellDecisionDay(f, next)
	if len(next.Interviewers) == 0 {
		dlg.Printf("No interviewer is named yet, so its drafts will greet the hiring team; name people with --with.\n")
	}
	dlg.Entries(form.Renamed(after, f.Elsewhere))
	dlg.tellKnown(after, next)
	return nil
}
