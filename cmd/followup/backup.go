package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"followup/cmd/followup/config"
	"followup/rules"
	"followup/store"
)

func (a *app) backupCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "backup FILE",
		Short: "Write a copy of the database, while everything goes on",
		Long: `Write a copy of the database to a file that is not there yet, while everything goes on.
To go back to it, stop the daemon and run "followup restore".`,
		Example: "  followup backup ~/followup-2026-12-01.db",
		Args:    args("FILE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.withStore(cmd.Context(), func(cfg *config.Config, st *store.Store, _ rules.Policy) error {
				if err := st.Backup(cmd.Context(), args[0]); err != nil {
					return err
				}
				a.printf("Wrote a copy of %s to %s.\n", cfg.Store.Path, args[0])
				return nil
			})
		},
	}
}

// sayUpgraded says that the database is a newer followup's from now on, and how to go back.
func (a *app) sayUpgraded(st *store.Store) {
	if before := st.Before(); before != "" {
		fmt.Fprintf(a.Err, "followup: the database was brought up to date; as it was before, it is kept as %s\n", clean(before))
	}
}
