package ingest

import (
	"context"
	"errors"
	"fmt"

	"followup/cmd/followup/said"
	"followup/mailer/command"
	"followup/rules"
	"followup/store"
)

// do does what a line says, and lets a notice say so.
func (t telling) do(ctx context.Context, line command.Line) (string, error) {
	ticket := t.ticket(key(line))
	told, err := t.Store.WasTold(ctx, ticket)
	switch {
	case err != nil:
		return "", err
	case told: // before anything is said about what it would do now
		return "", refuse(store.ErrTold.Error())
	case line.Verb == command.VerbUndo:
		return t.undo(ctx, line)
	}
	events, err := t.events(line)
	if err != nil {
		return t.answer(ctx, key(line), err)
	}
	ticket.Notice, ticket.Must = t.noted, line.Ends()
	if err := t.Store.Tell(ctx, t.Now, ticket, events...); err != nil {
		return "", settle(err)
	}
	return fmt.Sprintf("application %d: %s is noted", t.c.ID, line.Verb), nil
}

// key returns a line in one spelling, whatever words it was written in.
func key(line command.Line) string { return fmt.Sprintf("%+v", line) }

// events returns what a line tells.
func (t telling) events(line command.Line) ([]rules.Event, error) {
	s := t.subject(line.Number)
	kind := line.Kind
	if kind == "" && line.Number == 0 {
		kind = t.about.Kind
	}
	switch line.Verb {
	case command.VerbSent:
		return said.Sent{Kind: kind, To: line.To, On: line.On}.Events(s, t.Policy, t.Now)
	case command.VerbSkip:
		return said.Skip{Kind: kind, To: line.To}.Events(s, t.Policy, t.Now)
	case command.VerbSnooze:
		return said.Snooze([]rules.Case{t.c}, line.Until, false, t.Policy, t.Now)
	case command.VerbHeard:
		heard := said.Heard{Kind: line.Answer, On: line.On, Until: line.Until}
		answer, err := heard.Answer(s, t.Policy, t.Now)
		return []rules.Event{answer.Event}, err
	}
	note := rules.Kind("")
	switch {
	case line.Letter:
		note = rules.Withdrawal
	case line.Accepted:
		note = rules.OfferAnswer
	}
	e, ok, err := said.Stop(t.c, note, t.Now)
	if err == nil && !ok {
		err = errors.New("it was stopped before")
	}
	return []rules.Event{e}, err
}

// undo takes back what was told as one batch, if a notice offered that, or else what was said last. Only the first can
// be told again from the notice, so the other needs a mail that the user's server vouches for.
func (t telling) undo(ctx context.Context, line command.Line) (string, error) {
	batch := int64(0)
	if t.about == command.ToldKey(t.c.ID, int64(t.about.Round)) {
		batch = int64(t.about.Round)
	} else if !t.authentic {
		return t.answer(ctx, key(line), fmt.Errorf("your mail server does not vouch for the mail, and undo may take "+
			"back what no mail told; `%s` does it", command.Undo(t.c.ID)))
	}
	ticket := t.ticket(key(line))
	ticket.Notice = t.takenBack
	taken, err := t.Store.TellUndo(ctx, t.Now, ticket, t.c.ID, batch)
	if err != nil {
		return "", settle(err)
	}
	if len(taken) == 0 {
		return fmt.Sprintf("application %d: there was nothing to take back", t.c.ID), nil
	}
	return fmt.Sprintf("application %d: %s is taken back", t.c.ID, taken[0].Kind), nil
}
