package main

import (
	"context"
	"slices"

	"github.com/spf13/cobra"

	"followup/cmd/followup/config"
	"followup/cmd/followup/find"
	"followup/cmd/followup/phrase"
	"followup/cmd/followup/said"
	"followup/rules"
	"followup/store"
)

type sentOptions struct {
	named string // the application
	word  said.Sent
}

func sentCommand(w *world) *cobra.Command {
	var o sentOptions
	cmd := &cobra.Command{
		Use:   "sent ID",
		Short: "Say that you sent a draft",
		Long: `Say that you sent the latest draft, or a note of your own if no draft has come yet.
For a panel this means all the thank-yous; --to names one person. The number of a later
interview means the thank-yous for that interview. A note whose draft was missed can be
marked too, with the day on which you sent it.`,
		Example: "  followup sent 7\n  followup sent 7 --to jo@acme.test\n" +
			"  followup sent 7 --kind update-request --on yesterday",
		Args:              exactArgs("ID"),
		ValidArgsFunction: completeIDs(w),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.named = args[0]
			return runSent(cmd.Context(), w, o)
		},
	}
	cmd.Flags().StringVar((*string)(&o.word.Kind), "kind", "", "which note: "+phrase.Kinds())
	cmd.Flags().StringVar(&o.word.To, "to", "",
		"the recipient: an address, the number that show prints, or part of a name")
	cmd.Flags().StringVar(&o.word.On, "on", "", `when you sent it: "yesterday", "today 9:30" (default: now)`)
	return cmd
}

func runSent(ctx context.Context, w *world, o sentOptions) error {
	fits := func(s find.Subject, p rules.Policy) bool {
		_, err := o.word.Events(s, p, w.now())
		return err == nil
	}
	return w.withSubject(ctx, o.named, find.Fitting(fits), func(
		_ *config.Config, st *store.Store, p rules.Policy, s find.Subject,
	) error {
		events, err := o.word.Events(s, p, w.now())
		if err != nil {
			return err
		}
		if err := st.Record(ctx, w.now(), events...); err != nil {
			return err
		}
		w.Printf("Noted for %s: you sent the %s, %s.\n",
			phrase.Application(s.Case), said.Note(s.Case, events), phrase.Stamp(events[0].At, p.Location))
		if cancels(rules.Decide(s.Case, p, w.now()), events[0]) {
			w.Printf("       %s.\n", phrase.Plural(len(events),
				"Its reminder is cancelled", "Their reminders are cancelled"))
		}
		return w.view(p).NextOf(ctx, st, s.Case)
	})
}

// cancels reports whether the reminder of a note that was sent without a draft was still to come.
func cancels(before rules.Decision, e rules.Event) bool {
	return e.Round == 0 && slices.ContainsFunc(before.Steps, func(s rules.Step) bool {
		return s.Kind == e.Note && s.InterviewID == e.InterviewID
	})
}
