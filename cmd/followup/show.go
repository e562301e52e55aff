package main

import (
	"context"

	"github.com/spf13/cobra"

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
	return w.withCase(ctx, opts.application, nil, func(_ *store.Store, p rules.Policy, c rules.Case) error {
		v := w.view(p)
		if opts.asJSON {
			return v.PrintJSON(v.JSON(c)[0])
		}
		v.Show(c)
		return nil
	})
}
