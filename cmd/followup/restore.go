package main

import (
	"context"
	"errors"
	"path/filepath"

	"github.com/spf13/cobra"

	"followup/cmd/followup/phrase"
	"followup/cmd/followup/usage"
	"followup/store"
)

type restoreOptions struct {
	file string
	yes  bool
}

func restoreCommand(w *world) *cobra.Command {
	var opts restoreOptions
	cmd := &cobra.Command{
		Use:   "restore FILE",
		Short: "Replace the database with a backup",
		Long: `Replace the database with a backup. The old database is kept beside it under another
name. Stop the daemon first. What you recorded after the backup is only in the old
database; reminders that were sent after the backup are not sent again, if the old
database can be read.`,
		Example: "  systemctl stop followup\n  followup restore /var/backups/followup.db",
		Args:    exactArgs("FILE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			opts.file = args[0]
			return runRestore(cmd.Context(), w, opts)
		},
	}
	cmd.Flags().BoolVar(&opts.yes, "yes", false, "do not ask for confirmation")
	return cmd
}

func runRestore(ctx context.Context, w *world, opts restoreOptions) (err error) {
	cfg, err := loadConfig(w)
	if err != nil {
		return err
	}
	if !opts.yes {
		if !w.Interactive {
			return usage.Errorf("cannot ask for confirmation without a terminal; add --yes to restore %s", opts.file)
		}
		if !w.Confirm("Restore %s over %s?", opts.file, cfg.Store.Path) {
			w.Printf("Nothing was restored.\n")
			return nil
		}
	}
	letGroupWrite(cfg.Store.Path)
	if err := store.MakeDir(filepath.Dir(cfg.Store.Path)); err != nil {
		return err
	}
	lock, err := store.AcquireLock(cfg.Store.Path, w.now())
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, lock.Release()) }()
	done, err := store.Restore(ctx, cfg.Store.Path, opts.file, w.now())
	if err != nil {
		return err
	}
	w.Printf("Restored %s, with %s.\n", opts.file, phrase.Count(done.Interviews, "interview"))
	switch {
	case done.Kept == "":
		return nil
	case done.Known:
		w.Printf("Sent after the backup, and not sent again: %s.\n", phrase.Count(done.SentSince, "reminder"))
	default:
		w.Printf("The old database is from another installation or could not be read, " +
			"so reminders that were sent after the backup may be sent again.\n")
	}
	w.Printf("The old database is kept as %s.\n", done.Kept)
	return nil
}
