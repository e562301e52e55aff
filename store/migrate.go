package store

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
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
// is its version.
func migrate(ctx context.Context, db *sql.DB, scripts fs.FS) error {
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
