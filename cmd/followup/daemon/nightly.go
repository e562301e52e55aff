package daemon

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"followup/rules"
	"followup/store"
)

// nightly makes a backup of the database every day, in a folder beside it, and keeps the latest store.backup_keep.
type nightly struct {
	*Daemon
	done  rules.Date // the day of the last backup that this process knows of
	again time.Time  // when to try again after a failure
}

// retryBackup is how long to wait after a failure. A full disk is rarely emptied within a minute.
const retryBackup = time.Hour

// backupDir returns where the backups of a database are.
func backupDir(database string) string { return filepath.Join(filepath.Dir(database), "backups") }

// backUp makes the backup of the day, in the user's zone, if there is none yet, and reports whether it did. It is
// called after each pass.
func (n *nightly) backUp(ctx context.Context, now time.Time) (made bool) {
	today := rules.DateOf(now, n.pass.Policy.Location)
	if n.cfg.Store.BackupKeep == 0 || n.done == today || now.Before(n.again) || ctx.Err() != nil {
		return false
	}
	switch err := n.write(ctx, today); {
	case err != nil && ctx.Err() != nil:
		return false // the daemon ends, and makes it when it starts again
	case err != nil:
		n.again = now.Add(retryBackup)
		n.pass.Log.Error("the nightly backup failed; it is tried again in an hour", "error", err)
		return false
	}
	n.done = today
	if err := n.prune(); err != nil {
		n.pass.Log.Warn("an old backup cannot be removed", "error", err)
	}
	return true
}

const backupName = "followup-%s.db"

func (n *nightly) write(ctx context.Context, day rules.Date) error {
	if err := store.CheckRoot(filepath.Dir(n.cfg.Store.Path)); err != nil {
		return err
	}
	if err := store.MakeDir(backupDir(n.cfg.Store.Path)); err != nil {
		return err
	}
	path := filepath.Join(backupDir(n.cfg.Store.Path), fmt.Sprintf(backupName, day))
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		return err // made by an earlier process
	}
	return n.store.Backup(ctx, path)
}

// prune removes all backups but the latest.
func (n *nightly) prune() error {
	entries, err := os.ReadDir(backupDir(n.cfg.Store.Path)) // sorted by name, and so by day
	if err != nil {
		return err
	}
	var made []string
	for _, e := range entries {
		name := e.Name()
		switch day, ok := backupDay(name); {
		case ok && !n.done.Before(day): // a backup of the future was made while the clock was ahead
			made = append(made, name)
		case strings.HasPrefix(name, ".followup-"): // an unfinished backup, left by a crash
			err = errors.Join(err, os.RemoveAll(filepath.Join(backupDir(n.cfg.Store.Path), name)))
		}
	}
	for _, name := range made[:max(0, len(made)-n.cfg.Store.BackupKeep)] {
		err = errors.Join(err, os.Remove(filepath.Join(backupDir(n.cfg.Store.Path), name)))
	}
	return err
}

// backupDay returns the day of a backup by its name.
func backupDay(name string) (day rules.Date, ok bool) {
	s, found := strings.CutPrefix(name, "followup-")
	s, ends := strings.CutSuffix(s, ".db")
	day, err := rules.ParseDate(s)
	return day, found && ends && err == nil
}
