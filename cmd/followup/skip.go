package main

import (
	"context"

	"github.com/spf13/cobra"

	"followup/cmd/followup/config"
	"followup/cmd/followup/find"
	"followup/cmd/followup/phrase"
	"followup/cmd/followup/said"
	"followup/rules"
	"followup/store"
)

type skipOptions struct {
	named string // the application
	word  said.Skip
}

func skipCommand(w *world) *cobra.Command {
	var o skipOptions
	cmd := &cobra.Command{
		Use:   "skip ID",
		Short: "Say that you will not send the latest draft",
		Long: `Say that you will not send the latest draft. You are not reminded of it again, and
later emails do not mention it. A note that is due can be skipped before its draft comes,
for example if the mail server refuses it, and a thank-you once the interview has begun.
The number of a later interview means the thank-yous for that interview.`,
		Example:           "  followup skip 7\n  followup skip 7 --kind thank-you --to jo",
		Args:              exactArgs("ID"),
		ValidArgsFunction: completeIDs(w),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.named = args[0]
			return runSkip(cmd.Context(), w, o)
		},
	}
	cmd.Flags().StringVar((*string)(&o.word.Kind), "kind", "", "which note: "+phrase.Kinds())
	cmd.Flags().StringVar(&o.word.To, "to", "", "the recipient, for a panel: "+
		"an address, the number that show prints, or part of a name")
	return cmd
}

func runSkip(ctx context.Context, w *world, o skipOptions) error {
	fits := func(s find.Subject, p rules.Policy) bool {
		_, err := o.word.Events(s, p, w.now())
		return err == nil
	}
	return w.withSubject(ctx, o.named, find.Fitting(fits),
		func(_ *config.Config, st *store.Store, p rules.Policy, s find.Subject) error {
			events, err := o.word.Events(s, p, w.now())
			if err != nil {
				return err
			}
			if err := st.Record(ctx, w.now(), events...); err != nil {
				return err
			}
			w.Printf("Noted for %s: you skipped the %s\n",
				phrase.Application(s.Case), phrase.Stop(said.Note(s.Case, events)))
			return w.view(p).NextOf(ctx, st, s.Case)
		})
}
