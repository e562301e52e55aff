package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Backup writes a complete, compact copy of the database to the file to, which must not exist yet. The daemon and other
// commands may go on meanwhile; the copy is of one moment. It gets its name when it is complete and on disk. It is for its
// owner only, or, in a shared directory, for the group as well.
func (s *Store) Backup(ctx context.Context, to string) error {
	named := to
	to, err := filepath.Abs(named) // and so never one that SQLite takes for a URI
	if err != nil {
		return fmt.Errorf("backing up to %s: %w", named, err)
	}
	// Asked before, so that nobody waits for a copy that cannot be put in place; publish makes sure.
	if _, err := os.Lstat(to); err == nil {
		return errTargetExists(to)
	}
	if err := CheckRoot(filepath.Dir(to)); err != nil {
		return fmt.Errorf("backing up to %s: %w", to, err)
	}
	err = publish(to, func(tmp string) error { return copyInto(ctx, s.db, tmp) })
	if errors.Is(err, fs.ErrExist) {
		return errTargetExists(to)
	}
	if err != nil {
		return explain(s.path, "backing up to "+to, err)
	}
	return nil
}

func errTargetExists(to string) error {
	return fmt.Errorf("backing up: %s exists already and is left as it is; name a new file", to)
}
