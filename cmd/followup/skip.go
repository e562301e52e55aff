package main

import (
	"slices"
	"time"

	"github.com/spf13/cobra"

	"followup/cmd/followup/config"
	"followup/cmd/followup/find"
	"followup/rules"
	"followup/store"
)

func (a *app) skipCommand() *cobra.Command {
	var kind, to string
	cmd := &cobra.Command{
		Use:   "skip ID",
		Short: "Say that you will not send the draft that came last",
		Long: `Say that you will not send the draft that came last. It is not called to mind again,
and a later email does not speak of it. A note that is due may be skipped before it
comes, as when the mail server refuses it, and a thank-you at any time. The number of a
later interview means the thank-yous for that one.`,
		Example:           "  followup skip 7\n  followup skip 7 --kind thank-you --to jo",
		Args:              args("ID"),
		ValidArgsFunction: a.completeIDs,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.withSubject(cmd.Context(), args[0], func(_ *config.Config, st *store.Store, p rules.Policy, s find.Subject) error {
				events, err := skipEvents(s, p, a.now(), rules.Kind(kind), to)
				if err != nil {
					return err
				}
				if err := st.Record(cmd.Context(), a.now(), events...); err != nil {
					return err
				}
				a.printf("Noted for %s: you skip the %s.\n", nameOf(s.Case), noteOf(s.Case, events))
				return a.nextOf(cmd, st, s.Case, p)
			})
		},
	}
	cmd.Flags().StringVar(&kind, "kind", "", "which note: "+kinds())
	cmd.Flags().StringVar(&to, "to", "", "to whom, of a panel: "+
		"an address, a number as show gives it, or a name or a piece of one")
	return cmd
}

// skipEvents finds which notes "skip" is about, as "sent" does. One that is not due yet cannot be skipped, except a
// thank-you: there is one of each.
func skipEvents(s find.Subject, p rules.Policy, now time.Time, kind rules.Kind, to string) ([]rules.Event, error) {
	d := rules.Decide(s.Case, p, now)
	open := dueOrOpen(s.Case, d, now)
	thanks := slices.ContainsFunc(d.Steps, func(s rules.Step) bool { return s.Kind == rules.ThankYou })
	if kind == "" && to == "" && len(open) == 0 && !thanks && !now.Before(s.Interviews[0].Start) {
		return nil, usagef("no draft of %s is waiting for word, so there is none to skip; "+
			"`followup snooze %[2]d 2d` puts off what comes, `followup stop %[2]d` ends all", s.Name(), s.ID)
	}
	events, err := sentEvents("skip", s, p, now, open, kind, to)
	if err != nil {
		return nil, err
	}
	for i, e := range events {
		if e.Round == 0 && e.Note != rules.ThankYou {
			return nil, usagef("the %s of %s is not due yet; `followup snooze` puts it off, "+
				"`followup stop` ends all", e.Note.Noun(), s.Name())
		}
		step, _ := d.Step(rules.Key{ApplicationID: s.ID, InterviewID: e.InterviewID, Kind: e.Note, Round: e.Round})
		events[i].Kind, events[i].At, events[i].Detail = rules.Skipped, now, step.Hook
	}
	return events, nil
}

// dueOrOpen returns the drafts that wait for word, newest first. A note that is due is one that has just come: its mail may
// be refused again and again. It stands for an earlier one of its kind.
func dueOrOpen(c rules.Case, d rules.Decision, now time.Time) []rules.Reminder {
	var due []rules.Reminder
	for _, s := range d.Steps {
		if !s.Due.After(now) {
			due = append(due, rules.Reminder{Key: s.Key, SettledAt: now, Message: rules.Message{Drafts: rules.DraftsTo(s.To)}})
		}
	}
	open := due
	for _, r := range c.Unmarked(now) {
		r.Message.Drafts = slices.DeleteFunc(slices.Clone(r.Message.Drafts), func(draft rules.Draft) bool {
			return slices.ContainsFunc(due, func(s rules.Reminder) bool {
				return s.Kind == r.Kind && s.InterviewID == r.InterviewID && s.IsTo(draft.To)
			})
		})
		if len(r.Message.Drafts) > 0 {
			open = append(open, r)
		}
	}
	return open
}
