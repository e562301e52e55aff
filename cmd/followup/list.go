package main

import (
	"context"
	"slices"

	"github.com/spf13/cobra"

	"followup/cmd/followup/config"
	"followup/cmd/followup/usage"
	"followup/cmd/followup/view"
	"followup/rules"
	"followup/store"
)

type listOptions struct {
	all, asJSON bool
	limit       int
}

func listCommand(w *world) *cobra.Command {
	var opts listOptions
	cmd := &cobra.Command{
		Use:     "list",
		Short:   "List the applications and what comes next for each",
		Long:    "List the applications and what comes next for each. Those that need you come first.",
		Example: "  followup list\n  followup list --all --json",
		Args:    exactArgs(),
		RunE:    func(cmd *cobra.Command, _ []string) error { return runList(cmd.Context(), w, opts) },
	}
	cmd.Flags().BoolVar(&opts.all, "all", false, "also list applications that ended and have no more reminders")
	cmd.Flags().IntVar(&opts.limit, "limit", 100, "look at this many applications at most, the latest")
	cmd.Flags().BoolVar(&opts.asJSON, "json", false, "print JSON")
	return cmd
}

func runList(ctx context.Context, w *world, opts listOptions) error {
	if opts.limit < 1 {
		return usage.Errorf("--limit is %d; expected at least 1", opts.limit)
	}
	return w.withStore(ctx, func(_ *config.Config, st *store.Store, p rules.Policy) error {
		cases, err := st.List(ctx, store.ListOptions{Closed: opts.all, Limit: opts.limit})
		if err != nil {
			return err
		}
		cut, v := len(cases) == opts.limit, w.view(p)
		if !opts.all {
			cases = slices.DeleteFunc(cases, func(c rules.Case) bool { return view.Over(c, p, v.Now) })
		}
		view.SortByNeed(cases, p, v.Now)
		if opts.asJSON {
			return v.PrintJSON(v.JSON(cases...))
		}
		v.List(cases, opts.all)
		if cut {
			v.Printf("Only the latest %d applications were looked at; --limit %d looks at more.\n", opts.limit,
				10*opts.limit)
		}
		return nil
	})
}
