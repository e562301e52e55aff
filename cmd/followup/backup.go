package main

import (
	"context"

	"github.com/spf13/cobra"

	"followup/cmd/followup/config"
	"followup/rules"
	"followup/store"
)

func backupCommand(w *world) *cobra.Command {
	return &cobra.Command{
		Use:   "backup FILE",
		Short: "Write a copy of the database; the daemon may keep running",
		Long: `Write a copy of the database to a new file. The daemon and other commands may
keep running. To go back to the copy, stop the daemon and run "followup restore".`,
		Example: "  followup backup ~/followup-2026-12-01.db",
		Args:    exactArgs("FILE"),
		RunE:    func(cmd *cobra.Command, args []string) error { return runBackup(cmd.Context(), w, args[0]) },
	}
}

func runBackup(ctx context.Context, w *world, file string) error {
	return w.withStore(ctx, func(cfg *config.Config, st *store.Store, _ rules.Policy) error {
		if err := st.Backup(ctx, file); err != nil {
			return err
		}
		w.Printf("Wrote a copy of %s to %s.\n", cfg.Store.Path, file)
		return nil
	})
}
