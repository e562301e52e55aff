package main

import (
	"slices"
	"time"

	"github.com/spf13/cobra"

	"followup/rules"
	"followup/store"
)

func (a *app) skipCommand() *cobra.Command {
	var kind, to string
	cmd := &cobra.Command{
		Use:   "skip ID",
		Short: "Say that you will not send the draft that came last",
		Long: `Say that you will not send the draft that came last. It is not called to mind again,
and a later email does not speak of it. A thank-you may be skipped before it comes.`,
		Example:           "  followup skip 7\n  followup skip 7 --kind thank-you --to jo",
		Args:              args("ID"),
		ValidArgsFunction: a.completeIDs,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.withCase(cmd.Context(), args[0], func(_ *Config, st *store.Store, p rules.Policy, c rules.Case) error {
				events, err := skipEvents(a, c, p, rules.Kind(kind), to)
				if err != nil {
					return err
				}
				if err := st.Record(cmd.Context(), a.now(), events...); err != nil {
					return err
				}
				for _, e := range events {
					a.printf("Noted: you skip the %s.\n", clean(note(e.Note, false, whoHas(c.Interview, e.Recipient))))
				}
				return a.nextOf(cmd, st, c, p)
			})
		},
	}
	cmd.Flags().StringVar(&kind, "kind", "", "which note: "+kinds())
	cmd.Flags().StringVar(&to, "to", "", "to whom, of a panel: an address, a number as show gives it, or a name or a piece of one")
	return cmd
}

// anythingToSkip tells whether a draft came and waits for word, or is due, or is a thank-you. Before the interview there is
// something else to say.
func anythingToSkip(c rules.Case, p rules.Policy, now time.Time) bool {
	return now.Before(c.Interview.Start) || len(c.Unmarked(now)) > 0 || slices.ContainsFunc(rules.Decide(c, p, now).Steps, func(s rules.Step) bool {
		return s.Kind == rules.ThankYou || !s.Due.After(now)
	})
}

// skipEvents finds which notes "skip" is about, as "sent" does. A note that has not come yet can not be skipped, but for
// a thank-you: there is one of each.
func skipEvents(a *app, c rules.Case, p rules.Policy, kind rules.Kind, to string) ([]rules.Event, error) {
	if kind == "" && to == "" && !anythingToSkip(c, p, a.now()) {
		return nil, usagef("no draft of interview %[1]d is waiting for word, so there is none to skip; `followup snooze %[1]d 2d` puts off what comes, `followup stop %[1]d` ends all",
			c.Interview.ID)
	}
	events, err := sentEvents(c, p, a.now(), kind, to)
	if err != nil {
		return nil, err
	}
	for i, e := range events {
		if e.Round == 0 && e.Note != rules.ThankYou {
			return nil, usagef("the %s of interview %d has not come yet; `followup snooze` puts it off, `followup stop` ends all",
				e.Note.Noun(), c.Interview.ID)
		}
		events[i].Kind, events[i].At = rules.Skipped, a.now()
	}
	return events, nil
}
