package main

import (
	"context"

	"github.com/spf13/cobra"

	"followup/cmd/followup/find"
	"followup/cmd/followup/phrase"
	"followup/cmd/followup/said"
	"followup/cmd/followup/usage"
	"followup/rules"
	"followup/store"
)

type stopOptions struct {
	named            string // the application
	letter, accepted bool
}

func stopCommand(w *world) *cobra.Command {
	var o stopOptions
	cmd := &cobra.Command{
		Use:   "stop ID",
		Short: "Stop the reminders of an application: you withdrew, or accepted the offer",
		Long: `Stop the reminders of an application, because you withdrew, lost interest, or accepted
the offer (--accepted). Waiting reminders are dropped. With --letter you get a draft of
a short letter that withdraws your application or declines the offer. If you hear from
them later, "followup heard" resumes the reminders.`,
		Example:           "  followup stop 7\n  followup stop 7 --letter\n  followup stop 7 --accepted",
		SuggestFor:        []string{"accept", "accepted", "decline", "declined", "withdraw", "withdrew"},
		Args:              exactArgs("ID"),
		ValidArgsFunction: completeIDs(w),
		RunE: func(cmd *cobra.Command, args []string) error {
			if o.named = args[0]; o.letter && o.accepted {
				return usage.Errorf("--letter withdraws, so it does not go with --accepted")
			}
			return runStop(cmd.Context(), w, o)
		},
	}
	cmd.Flags().BoolVar(&o.letter, "letter", false,
		"draft a letter that withdraws your application or declines the offer")
	cmd.Flags().BoolVar(&o.accepted, "accepted", false, "you accepted the offer")
	return cmd
}

func runStop(ctx context.Context, w *world, o stopOptions) error {
	note, choose := rules.Kind(""), find.Chooser(find.Open)
	switch {
	case o.letter:
		note = rules.Withdrawal
	case o.accepted:
		note, choose = rules.OfferAnswer, find.Fitting(func(s find.Subject, _ rules.Policy) bool {
			return s.Ending() == rules.Offered
		})
	}
	return w.withCase(ctx, o.named, choose, func(st *store.Store, p rules.Policy, c rules.Case) error {
		e, ok, err := said.Stop(c, note, w.now())
		if err != nil {
			return err
		}
		if !ok {
			w.Printf("Already stopped: %s.\n", phrase.Application(c))
			return nil
		}
		if err := st.Record(ctx, w.now(), e); err != nil {
			return err
		}
		switch {
		case e.Accepts():
			w.Printf("Noted: you accepted the offer of %s. No more reminders about it.\n", phrase.Application(c))
		case e.Note == rules.Withdrawal:
			w.Printf("Noted: you withdrew from %s. One last email comes, with the letter.\n", phrase.Application(c))
		default:
			w.Printf("Noted: no more reminders about %s.\n", phrase.Application(c))
		}
		w.view(p).SnoozeEnds(c)
		return w.view(p).NextOf(ctx, st, c)
	})
}
