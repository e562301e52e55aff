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

func showCommand(a *app) *cobra.Command {
	var opts showOptions
	cmd := &cobra.Command{
		Use:               "show ID",
		Short:             "Show an application: its interviews, what came, what comes next, when, and why",
		Example:           "  followup show 7",
		Args:              args("ID"),
		ValidArgsFunction: completeIDs(a),
		RunE: func(cmd *cobra.Command, args []string) error {
			opts.application = args[0]
			return runShow(cmd.Context(), a, opts)
		},
	}
	cmd.Flags().BoolVar(&opts.asJSON, "json", false, "print JSON")
	return cmd
}

func runShow(ctx context.Context, a *app, opts showOptions) error {
	return a.withCase(ctx, opts.application, func(_ *store.Store, p rules.Policy, c rules.Case) error {
		v := a.view(p)
		if opts.asJSON {
			return v.PrintJSON(v.JSON(c)[0])
		}
		v.Show(c)
		return nil
	})
}
