package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// applicationID marks an SQLite file as ours: "flup" in ASCII. The first migration sets it.
const applicationID = 0x666c7570

//go:embed migrations/*.sql
var files embed.FS

// embedded are the migrations of this program.
var embedded = mustSub(files, "migrations")

func mustSub(fsys fs.FS, dir string) fs.FS {
	sub, err := fs.Sub(fsys, dir)
	if err != nil {
		panic(err) // dir is not a valid path
	}
	return sub
}

// checkOwn refuses a file that is no database, another program's, or a newer followup's. It changes nothing.
func checkOwn(ctx context.Context, db *sql.DB, scripts fs.FS) error {
	var id int64
	if err := db.QueryRowContext(ctx, "PRAGMA application_id").Scan(&id); err != nil {
		return err
	}
	version, err := schemaVersion(ctx, db)
	if err != nil {
		return err
	}
	if id != applicationID || version < 1 {
		return fmt.Errorf("it is an SQLite database, but not one of followup (application_id %#x, user_version %d); "+
			"name another path, nothing was changed", id, version)
	}
	names, err := fs.Glob(scripts, "*.sql")
	if err != nil {
		return err
	}
	return checkNotNewer(version, len(names))
}

func checkNotNewer(version, newest int) error {
	if version > newest {
		return fmt.Errorf("its schema is version %d and this followup knows up to %d; install the newer followup that wrote it", version, newest)
	}
	return nil
}

// migrate brings the schema up to the last of the scripts, which are numbered from 0001. How many of them it has seen
// is its version. Before it changes one that has seen some it calls before, if that is not nil, with the version it will
// have. Nobody else can write meanwhile.
func migrate(ctx context.Context, db *sql.DB, scripts fs.FS, before func(version int) error) error {
	names, err := fs.Glob(scripts, "*.sql")
	if err != nil {
		return err
	}
	if version, err := schemaVersion(ctx, db); err != nil || version == len(names) {
		return err // nearly always, and without the write lock
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()

	// Read again: another process may have migrated while this one waited for the lock.
	version, err := schemaVersion(ctx, tx)
	if err != nil {
		return err
	}
	if err := checkNotNewer(version, len(names)); err != nil {
		return err
	}
	if before != nil && 0 < version && version < len(names) {
		if err := before(len(names)); err != nil {
			return err
		}
	}
	for n := version; n < len(names); n++ {
		if err := apply(ctx, tx, scripts, names[n], n+1); err != nil {
			return fmt.Errorf("migrating the database to version %d: %w", n+1, err)
		}
	}
	return tx.Commit()
}

func apply(ctx context.Context, tx *sql.Tx, scripts fs.FS, name string, version int) error {
	var n int
	if _, err := fmt.Sscanf(name, "%04d_", &n); err != nil || n != version {
		return fmt.Errorf("expected a script numbered %04d, found %s", version, name)
	}
	script, err := fs.ReadFile(scripts, name)
	if err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, string(script)); err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", version))
	return err
}

func schemaVersion(ctx context.Context, q querier) (version int, err error) {
	err = q.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version)
	return version, err
}

// upgrade is migrate for a database that may have something in it: a copy of it as it was is made beside it, complete and on
// disk, before anything changes. If the migration fails all is as it was, and the copy goes.
func (s *Store) upgrade(ctx context.Context, scripts fs.FS) error {
	err := migrate(ctx, s.db, scripts, func(version int) (err error) {
		if s.before, err = keepCopy(ctx, s.path, version); err != nil {
			return fmt.Errorf("the database is to be brought up to schema %d and must be copied first, so nothing was changed: %w", version, err)
		}
		return nil
	})
	if err != nil && s.before != "" {
		err = errors.Join(err, os.Remove(s.before))
		s.before = ""
	}
	return err
}

// keepCopy makes a copy of the database that is about to have that schema, and says what it is called.
func keepCopy(ctx context.Context, path string, version int) (name string, err error) {
	if path, err = filepath.EvalSymlinks(path); err != nil {
		return "", err
	}
	if err := CheckRoot(filepath.Dir(path)); err != nil {
		return "", err
	}
	db := openPool(path) // the other connection has begun the transaction of the migration, and a copy cannot be made in one
	defer db.Close()
	name, err = firstFree(fmt.Sprintf("%s.before-schema-%d", path, version), func(name string) error {
		if _, err := os.Lstat(name); err == nil {
			return fs.ErrExist // nobody waits for a copy that cannot be put there; publish makes sure
		}
		return publish(name, func(tmp string) error { return copyInto(ctx, db, tmp) })
	})
	return name, err
}

// copyInto writes a copy of the database over an empty file. It is on disk when it returns: SQLite does not see to that.
func copyInto(ctx context.Context, db *sql.DB, to string) error {
	if _, err := db.ExecContext(ctx, `VACUUM INTO ?`, to); err != nil {
		_ = os.Remove(to + "-journal") // which a full disk leaves
		return err
	}
	return complete(to)
}

// mostNames is how many names are tried for one file. Nobody has so many that were made in one second, or failed at once.
const mostNames = 1000

// firstFree has make take the first name that nothing has of name, name-2, name-3 and so on.
func firstFree(name string, make func(name string) error) (string, error) {
	for n := 1; ; n++ {
		numbered := name
		if n > 1 {
			numbered = fmt.Sprintf("%s-%d", name, n)
		}
		err := make(numbered)
		if err == nil {
			return numbered, nil
		}
		if !errors.Is(err, fs.ErrExist) || n == mostNames {
			return "", err
		}
	}
}
