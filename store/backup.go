package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Backup writes a complete, compact copy of the database to the file to, which must not exist. It copies one snapshot
// and does not block the daemon or other commands. The file gets its name when it is complete and on disk. Only the
// owner may access it, or, in a shared directory, also the group.
func (s *Store) Backup(ctx context.Context, to string) error {
	named := to
	to, err := filepath.Abs(named) // which SQLite never takes for a URI
	if err != nil {
		return fmt.Errorf("backing up to %s: %w", named, err)
	}
	// Check first, to save waiting for a copy that cannot be put in place. publish checks again.
	if _, err := os.Lstat(to); err == nil {
		return targetExists(to)
	}
	if err := CheckRoot(filepath.Dir(to)); err != nil {
		return fmt.Errorf("backing up to %s: %w", to, err)
	}
	err = publish(to, func(tmp string) error { return copyInto(ctx, s.db, tmp) })
	if errors.Is(err, fs.ErrExist) {
		return targetExists(to)
	}
	return s.explain("backing up to "+to, err)
}

func targetExists(to string) error {
	return fmt.Errorf("backing up: %s already exists and was not changed; name a new file", to)
}
