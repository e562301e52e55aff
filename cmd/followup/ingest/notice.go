package ingest

import (
	"context"
	"fmt"
	"math"
	"slices"

	"followup/cmd/followup/phrase"
	"followup/cmd/followup/said"
	"followup/mailer"
	"followup/mailer/command"
	"followup/rules"
)

// answer lets a notice say why a mail with a good token is not done, once for the same words, and returns a [Refusal].
func (t telling) answer(ctx context.Context, words string, why error) (string, error) {
	ticket := t.ticket("answer " + words)
	ticket.Notice = func(batch int64, _ []rules.Event) (rules.Message, error) {
		return t.Composer.Notice(mailer.Notice{
			ID:      t.tag.Token + words,
			Subject: fmt.Sprintf("Not done: what you told by mail (%s)", phrase.Role(t.c)),
			Lines: []string{
				fmt.Sprintf("Nothing was changed for %s: %s.", phrase.Application(t.c), rules.OneLine(why.Error())),
				"A reply to a reminder begins with one line such as: sent, undecided until friday, no, " +
					"offer until 18 Dec, next round, snooze 2d, skip, stop.",
			},
		}, t.Now)
	}
	if err := t.Store.Tell(ctx, t.Now, ticket); err != nil {
		return "", settle(err)
	}
	return "", refuse(fmt.Sprintf("application %d: %s", t.c.ID, rules.OneLine(why.Error())))
}

// noted is the notice of events that were told by mail as one batch.
func (t telling) noted(batch int64, events []rules.Event) (rules.Message, error) {
	what := t.say(events)
	return t.Composer.Notice(mailer.Notice{
		ID:      fmt.Sprint(t.tag.Token, batch),
		Subject: fmt.Sprintf("Noted: %s (%s)", what, phrase.Role(t.c)),
		Lines: []string{
			fmt.Sprintf("Noted for %s: %s, %s.", phrase.Application(t.c), what,
				phrase.Stamp(events[0].At, t.Policy.Location)),
			t.next(events),
		},
		Undo:    command.ToldKey(t.c.ID, batch),
		Command: command.Undo(t.c.ID),
	}, t.Now)
}

// takenBack is the notice of events that were taken back.
func (t telling) takenBack(_ int64, events []rules.Event) (rules.Message, error) {
	n := mailer.Notice{
		ID:      t.tag.Token + "undo",
		Subject: fmt.Sprintf("Nothing to take back (%s)", phrase.Role(t.c)),
		Lines:   []string{fmt.Sprintf("There is nothing to take back for %s.", phrase.Application(t.c))},
	}
	if len(events) > 0 {
		what := t.say(events)
		n.Subject = fmt.Sprintf("Taken back: %s (%s)", what, phrase.Role(t.c))
		n.Lines = []string{
			fmt.Sprintf("Taken back for %s: %s, %s.", phrase.Application(t.c), what,
				phrase.Stamp(events[0].At, t.Policy.Location)),
			"Reminders that it dropped come back if they still apply.",
		}
	}
	return t.Composer.Notice(n, t.Now)
}

// say says what events of one command are about.
func (t telling) say(events []rules.Event) string {
	if e := events[0]; len(events) > 1 {
		return fmt.Sprintf("you %s the %s", e.Kind, said.Note(t.c, events))
	}
	return phrase.Event(t.c, events[0], t.Policy.Location)
}

// next says what comes next once the events are recorded.
func (t telling) next(events []rules.Event) string {
	c := t.c
	c.History.Events = slices.Clone(c.History.Events)
	for i, e := range events {
		e.ID = math.MaxInt64 - int64(len(events)-i) // it is told after everything else
		c.History.Events = append(c.History.Events, e)
	}
	steps := rules.Decide(c, t.Policy, t.Now).Steps
	if len(steps) == 0 {
		return "Nothing more comes for it."
	}
	first := slices.MinFunc(steps, func(a, b rules.Step) int { return a.Due.Compare(b.Due) })
	if !first.Due.After(t.Now) {
		return fmt.Sprintf("Next: %s, now.", phrase.Note(first.Key, first.To...))
	}
	return fmt.Sprintf("Next: %s, %s.", phrase.Note(first.Key, first.To...), phrase.Stamp(first.Due, t.Policy.Location))
}
