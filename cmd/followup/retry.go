package main

import (
	"context"
	"slices"

	"github.com/spf13/cobra"

	"followup/cmd/followup/config"
	"followup/rules"
	"followup/store"
)

func (a *app) retryCommand() *cobra.Command {
	var all bool
	cmd := &cobra.Command{
		Use:   "retry ID|--all",
		Short: "Have reminders sent again that your mail server refused for good",
		Long: `Have reminders sent again that your mail server refused for good, once you have
mended what it said: those of one application, or with --all of every one. They are
written anew, worded for the day.`,
		Example: "  followup retry 7\n  followup retry --all",
		Args: func(cmd *cobra.Command, given []string) error {
			if all && len(given) > 0 {
				return usagef("--all means every application; leave %q out", given[0])
			}
			if all {
				return nil
			}
			return args("ID")(cmd, given)
		},
		ValidArgsFunction: a.completeIDs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if all {
				return a.withStore(cmd.Context(), func(_ *config.Config, st *store.Store, _ rules.Policy) error { return a.retryAll(cmd.Context(), st) })
			}
			return a.withCase(cmd.Context(), args[0], func(_ *config.Config, st *store.Store, _ rules.Policy, c rules.Case) error {
				n, err := st.Retry(cmd.Context(), a.now(), c.ID)
				if err != nil {
					return err
				}
				if n == 0 {
					a.printf("Nothing of %s was refused.\n", nameOf(c))
					return nil
				}
				a.printf("To be sent again by the next pass: %d.\n", n)
				return nil
			})
		},
	}
	cmd.Flags().BoolVar(&all, "all", false, "those of every application, as after a mail server that refused whatever came")
	return cmd
}

func (a *app) retryAll(ctx context.Context, st *store.Store) error {
	now := a.now()
	troubles, err := st.Troubles(ctx, now, 0)
	if err != nil {
		return err
	}
	total := 0
	for _, t := range troubles {
		if !slices.ContainsFunc(t.History.Reminders, func(r rules.Reminder) bool { return r.State == rules.Refused }) {
			continue // which Retry would have decided anew for nothing
		}
		n, err := st.Retry(ctx, now, t.ID)
		if err != nil {
			return err
		}
		total += n
	}
	if total == 0 {
		a.printf("Nothing was refused.\n")
		return nil
	}
	a.printf("To be sent again by the next pass: %d.\n", total)
	return nil
}
