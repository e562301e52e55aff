package main

import (
	"context"

	"github.com/spf13/cobra"

	"followup/cmd/followup/find"
	"followup/cmd/followup/phrase"
	"followup/cmd/followup/said"
	"followup/rules"
	"followup/store"
)

type stopOptions struct {
	named  string // the application
	letter bool
}

func stopCommand(w *world) *cobra.Command {
	var o stopOptions
	cmd := &cobra.Command{
		Use:   "stop ID",
		Short: "Stop the reminders of an application",
		Long: `Stop the reminders of an application, because you withdrew or lost interest. Waiting
reminders are dropped. With --letter you get a draft of a short letter that withdraws
your application. If you hear from them later, "followup heard" resumes the reminders.`,
		Example:           "  followup stop 7\n  followup stop 7 --letter",
		Args:              exactArgs("ID"),
		ValidArgsFunction: completeIDs(w),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.named = args[0]
			return runStop(cmd.Context(), w, o)
		},
	}
	cmd.Flags().BoolVar(&o.letter, "letter", false, "draft a letter that withdraws your application")
	return cmd
}

func runStop(ctx context.Context, w *world, o stopOptions) error {
	return w.withCase(ctx, o.named, find.Open, func(st *store.Store, p rules.Policy, c rules.Case) error {
		e, ok := said.Stop(c, o.letter, p, w.now())
		if !ok {
			w.Printf("Already stopped: %s.\n", phrase.Application(c))
			return nil
		}
		if err := st.Record(ctx, w.now(), e); err != nil {
			return err
		}
		if e.Note == rules.Withdrawal {
			w.Printf("Noted: you withdrew from %s. One last email comes, with the letter.\n", phrase.Application(c))
		} else {
			w.Printf("Noted: no more reminders about %s.\n", phrase.Application(c))
		}
		tellSnoozeEnds(w, c, p)
		return tellNext(ctx, w, st, c, p)
	})
}
