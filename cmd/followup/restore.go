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
		Short: "Put a backup in the place of the database",
		Long: `Put a backup in the place of the database, which is kept beside it under another
name. Stop the daemon first. What you added and said since the backup is in the old
database only; but what it has sent you since does not come again, if it can be read.`,
		Example: "  systemctl stop followup\n  followup restore /var/backups/followup.db",
		Args:    exactArgs("FILE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			opts.file = args[0]
			return runRestore(cmd.Context(), w, opts)
		},
	}
	cmd.Flags().BoolVar(&opts.yes, "yes", false, "do not ask")
	return cmd
}

func runRestore(ctx context.Context, w *world, opts restoreOptions) (err error) {
	cfg, err := loadConfig(w)
	if err != nil {
		return err
	}
	if !opts.yes {
		if !w.Interactive {
			return usage.Errorf("nobody can be asked here; add --yes to restore %s", opts.file)
		}
		if !w.Confirm("Put %s in the place of %s?", opts.file, cfg.Store.Path) {
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
		w.Printf("What was sent to you since does not come again: %s.\n", phrase.Count(done.SentSince, "reminder"))
	default:
		w.Printf("The old database is another's or could not be read, so what was sent to you since may come again.\n")
	}
	w.Printf("The old database is kept as %s.\n", done.Kept)
	return nil
}
