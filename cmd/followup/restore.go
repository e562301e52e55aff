package main

import (
	"errors"
	"path/filepath"

	"github.com/spf13/cobra"

	"followup/store"
)

func (a *app) restoreCommand() *cobra.Command {
	var yes bool
	cmd := &cobra.Command{
		Use:   "restore FILE",
		Short: "Put a backup in the place of the database",
		Long: `Put a backup in the place of the database, which is kept beside it under another
name. Stop the daemon first. What you added and said since the backup is in the old
database only; but what it has sent you since does not come again, if it can be read.`,
		Example: "  systemctl stop followup\n  followup restore /var/backups/followup.db",
		Args:    args("FILE"),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			cfg, err := loadConfig(a)
			if err != nil {
				return err
			}
			if !yes {
				if !a.Interactive {
					return usagef("nobody can be asked here; add --yes to restore %s", args[0])
				}
				if !a.confirm("Put %s in the place of %s?", args[0], cfg.Store.Path) {
					a.printf("Nothing was restored.\n")
					return nil
				}
			}
			letGroupWrite(cfg.Store.Path)
			if err := store.MakeDir(filepath.Dir(cfg.Store.Path)); err != nil {
				return err
			}
			lock, err := store.AcquireLock(cfg.Store.Path, a.now())
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, lock.Release()) }()
			done, err := store.Restore(cmd.Context(), cfg.Store.Path, args[0], a.now())
			if err != nil {
				return err
			}
			a.printf("Restored %s, with %s.\n", args[0], count(done.Interviews, "interview"))
			switch {
			case done.Kept == "":
			case done.Known:
				a.printf("What was sent to you since does not come again: %s.\n", count(done.SentSince, "reminder"))
			default:
				a.printf("The old database is another's or could not be read, so what was sent to you since may come again.\n")
			}
			if done.Kept != "" {
				a.printf("The old database is kept as %s.\n", done.Kept)
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&yes, "yes", false, "do not ask")
	return cmd
}
