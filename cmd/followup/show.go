package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"followup/cmd/followup/config"
	"followup/cmd/followup/find"
	"followup/cmd/followup/sketch"
	"followup/rules"
	"followup/store"
)

type showOptions struct {
	application string
	asJSON      bool
}

func showCommand(w *world) *cobra.Command {
	var opts showOptions
	cmd := &cobra.Command{
		Use:               "show ID",
		Short:             "Show an application, its history, and what comes next",
		Example:           "  followup show 7",
		Args:              exactArgs("ID"),
		ValidArgsFunction: completeIDs(w),
		RunE: func(cmd *cobra.Command, args []string) error {
			opts.application = args[0]
			return runShow(cmd.Context(), w, opts)
		},
	}
	cmd.Flags().BoolVar(&opts.asJSON, "json", false, "print JSON")
	return cmd
}

func runShow(ctx context.Context, w *world, opts showOptions) error {
	return w.withSubject(ctx, opts.application, nil, func(
		cfg *config.Config, st *store.Store, p rules.Policy, s find.Subject,
	) error {
		v := w.view(p)
		if opts.asJSON {
			return v.PrintJSON(v.JSON(s.Case))
		}
		v.Show(s.Case)
		if composer, err := cfg.NewComposer(st.InstallID()); err == nil { // else nothing is drafted
			err := errors.Join(sketch.PrintEdited(v, composer, s.Case), sketch.PrintGaps(v, composer, s.Case))
			if err != nil {
				return err
			}
		}
		v.Tell(s.Case)
		return nil
	})
}
