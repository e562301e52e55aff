package main

import (
	"context"
	"fmt"

	"followup/cmd/followup/dates"
	"followup/cmd/followup/form"
	"followup/cmd/followup/phrase"
	"followup/cmd/followup/usage"
	"followup/mailer/command"
	"followup/rules"
	"followup/store"
)

// advance adds the next round to the application. It does not copy the interviewers: the next round usually has other
// ones, and a thank-you must not name the wrong person.
func advance(
	ctx context.Context, w *world, st *store.Store, p rules.Policy, was rules.Case, e rules.Event, f *form.Form,
) error {
	c := form.Cloned(was)
	c.Interviews = append(c.Interviews, rules.Interview{Zone: was.Latest().Zone})
	if err := askNames(w, f); err != nil {
		return err
	}
	if err := f.LookUp(ctx, st, was.ID); err != nil {
		return err
	}
	c, err := applyForm(w, f, c, 0, p, dates.Future)
	if err != nil {
		return err
	}
	next, _ := c.Interview(0)
	if first := was.Interviews[0].Start; !next.Start.After(first) {
		return usage.Errorf("--at %s is not after the first round, %s",
			phrase.Stamp(next.Start, p.Location), phrase.Stamp(first, p.Location))
	}
	for _, iv := range was.Interviews {
		if iv.Start.Equal(next.Start) {
			return usage.Errorf("this is already interview %d of %s; `%s` changes it",
				iv.ID, phrase.Application(was), command.Edit(iv.ID))
		}
	}
	tellAll(w, f.LeftOut())
	if err := completeWho(ctx, w, st, p, was, e.From, f); err != nil {
		return err
	}
	id, err := st.Advance(ctx, w.now(), e, next)
	if err != nil {
		return err
	}
	return tellRound(ctx, w, st, p, was, c, e, id, f)
}

// tellRound stores the other facts about the people of a next round that was just added, and prints what was
// understood.
func tellRound(
	ctx context.Context, w *world, st *store.Store, p rules.Policy, was, c rules.Case, e rules.Event, id int64,
	f *form.Form,
) error {
	w.Printf("Noted for %s: they invited you to a next round. Added interview %d.\n", phrase.Application(was), id)
	tellOrder(w, was, e, p)
	tellSnoozeEnds(w, was, p)
	if latest := was.Latest(); latest.Start.After(w.now()) {
		w.Printf("%s, is still to come, too; if this is its new time: %s && %s\n",
			rules.Capital(phrase.Interview(latest, w.now(), p.Location)), command.Remove(id),
			command.Edit(latest.ID, command.With("at", command.Blank)))
	}
	next, _ := c.Interview(0)
	if _, err := alsoChange(ctx, w, st, id, p, c, next.Interviewers, f); err != nil {
		return fmt.Errorf("recorded, but not the other facts about its people: %w", err)
	}
	after, err := st.Case(ctx, id)
	if err != nil {
		return fmt.Errorf("recorded, but it cannot be read back: %w", err)
	}
	next, _ = after.Interview(id)
	tellFarOff(w, next)
	w.view(p).EchoJoined(was, after, next, false)
	tellAll(w, f.TellFacts(after, id))
	tellDecisionDay(w, f, next, p)
	if len(next.Interviewers) == 0 {
		w.Printf("No interviewer is named yet, so its drafts will greet the hiring team; name people with --with.\n")
	}
	tellAll(w, form.Renamed(after, f.Elsewhere))
	tellKnown(w, after, next, p)
	return nil
}
