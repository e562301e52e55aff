package main

import (
	"context"

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
		v, seen := w.view(p), 0
		which := store.ListOptions{Closed: opts.all, Limit: opts.limit, By: func(c rules.Case) (store.Place, bool) {
			seen++
			return view.Place(c, p, v.Now), opts.all || !view.Over(c, p, v.Now)
		}}
		if opts.asJSON {
			return v.WriteJSON(w.Out, st.Each(ctx, which))
		}
		cases, err := st.List(ctx, which)
		if err != nil {
			return err
		}
		v.List(cases, opts.all)
		if seen == opts.limit {
			v.Printf("Only the latest %d applications were looked at; --limit %d looks at more.\n", opts.limit,
				10*opts.limit)
		}
		return nil
	})
}
