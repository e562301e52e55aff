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
	"strings"

	"followup/pattern"
)

// applicationID marks an SQLite file as a database of followup: "flup" in ASCII. The first script sets it.
const applicationID = 0x666c7570

//go:embed migrations/*.sql
var files embed.FS

// embedded has the migrations of this program.
var embedded = mustSub(files, "migrations")

func mustSub(fsys fs.FS, dir string) fs.FS {
	sub, err := fs.Sub(fsys, dir)
	if err != nil {
		panic(err) // dir is not a valid path
	}
	return sub
}

const (
	// firstSchema is the version that the first script makes. It is that of the first release.
	firstSchema = 10

	// lastUnreleased is the only earlier version that is migrated. Those before it are refused.
	lastUnreleased = firstSchema - 1
)

// checkOwn refuses a file that is not a database, belongs to another program, or has a version that this followup
// cannot use. It changes nothing.
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
	if err := checkVersion(version, newestOf(scripts)); err != nil || version < firstSchema {
		return err
	}
	return checkReleased(ctx, db, version)
}

// checkReleased refuses a database of the first schema from before its release, which has no mentions.
func checkReleased(ctx context.Context, db *sql.DB, version int) error {
	var released bool
	err := db.QueryRowContext(ctx, `
		SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'mentions')`).Scan(&released)
	if err == nil && !released {
		err = fmt.Errorf("its schema is a version %d that was never released, from a followup before the first "+
			"release; %s",
			version, exportIt)
	}
	return err
}

// exportIt says what to do with a database that is too old to be migrated.
const exportIt = "export it with the followup that wrote it (followup export --csv FILE), " +
	"and import the table into a new database"

func checkVersion(version, newest int) error {
	switch {
	case version > newest:
		return fmt.Errorf("its schema is version %d and this followup knows up to %d; install the newer followup "+
			"that wrote it", version, newest)
	case 0 < version && version < lastUnreleased:
		return fmt.Errorf("its schema is version %d, from before the first release, and this followup knows from %d "+
			"on; %s",
			version, lastUnreleased, exportIt)
	}
	return nil
}

// newestOf returns the version that the last of the scripts makes. Scripts are named by the version they make.
func newestOf(scripts fs.FS) (version int) {
	names, _ := fs.Glob(scripts, "[0-9]*.sql") // sorted; the pattern is valid
	if len(names) > 0 {
		_, _ = fmt.Sscanf(names[len(names)-1], "%d_", &version)
	}
	return version
}

// scriptTo returns the name of the script that makes a version from the one before.
func scriptTo(scripts fs.FS, version int) (string, error) {
	names, err := fs.Glob(scripts, fmt.Sprintf("%04d_*.sql", version))
	if err == nil && len(names) != 1 {
		err = fmt.Errorf("expected one script numbered %04d, found %q", version, names)
	}
	return strings.Join(names, ""), err
}

// migrate migrates the schema to the version of the last script. Before it changes a database that has a schema, it
// calls before, if not nil, with the new version. No other process can write meanwhile.
func migrate(ctx context.Context, db *sql.DB, scripts fs.FS, before func(version int) error) error {
	newest := newestOf(scripts)
	if version, err := schemaVersion(ctx, db); err != nil || version == newest {
		return err // the usual case, without the write lock
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
	if err := checkVersion(version, newest); err != nil {
		return err
	}
	if before != nil && 0 < version && version < newest {
		if err := before(newest); err != nil {
			return err
		}
	}
	for version < newest {
		if version, err = advance(ctx, tx, scripts, version); err != nil {
			return fmt.Errorf("migrating the database to version %d: %w", version, err)
		}
	}
	return tx.Commit()
}

// advance runs the script that starts from a version, and returns the version that it makes.
func advance(ctx context.Context, tx *sql.Tx, scripts fs.FS, version int) (next int, err error) {
	next = max(version+1, firstSchema)
	name, err := scriptTo(scripts, next)
	if err != nil {
		return next, err
	}
	if version == lastUnreleased {
		name = "from-9.sql"
	}
	script, err := readScript(scripts, name)
	if err != nil {
		return next, err
	}
	if _, err := tx.ExecContext(ctx, script); err != nil {
		return next, err
	}
	_, err = tx.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", next))
	return next, err
}

// readLine matches a line that is replaced by another script, as the sqlite3 program does.
var readLine = pattern.Lazy(`(?m)^\.read (\S+)$`)

func readScript(scripts fs.FS, name string) (script string, err error) {
	text, err := fs.ReadFile(scripts, name)
	if err != nil {
		return "", err
	}
	script = readLine.ReplaceAllStringFunc(string(text), func(line string) string {
		inner, readErr := fs.ReadFile(scripts, readLine.FindStringSubmatch(line)[1])
		err = errors.Join(err, readErr)
		return string(inner)
	})
	return script, err
}

func schemaVersion(ctx context.Context, q querier) (version int, err error) {
	err = q.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version)
	return version, err
}

// upgrade is like migrate, but first makes a copy beside the database, complete and on disk. If the migration fails,
// the database is unchanged and the copy is removed.
func (s *Store) upgrade(ctx context.Context, scripts fs.FS) error {
	err := migrate(ctx, s.db, scripts, func(version int) (err error) {
		if s.before, err = keepCopy(ctx, s.path, version); err != nil {
			return fmt.Errorf("the database must be copied before it is migrated to schema %d, so nothing was "+
				"changed: %w",
				version, err)
		}
		return nil
	})
	if err != nil && s.before != "" {
		err = errors.Join(err, os.Remove(s.before))
		s.before = ""
	}
	return err
}

// keepCopy copies the database that is about to be migrated to that version, and returns the name of the copy.
func keepCopy(ctx context.Context, path string, version int) (name string, err error) {
	if path, err = filepath.EvalSymlinks(path); err != nil {
		return "", err
	}
	if err := CheckRoot(filepath.Dir(path)); err != nil {
		return "", err
	}
	db := openPool(path) // the other connection is in the transaction of the migration, where it cannot copy
	defer db.Close()
	name, err = firstFree(fmt.Sprintf("%s.before-schema-%d", path, version), func(name string) error {
		if _, err := os.Lstat(name); err == nil {
			return fs.ErrExist // saves a copy that cannot be put there; publish checks again
		}
		return publish(name, func(tmp string) error { return copyInto(ctx, db, tmp) })
	})
	return name, err
}

// copyInto writes a copy of the database, without its secret key, over an empty file and syncs it, which SQLite does
// not do.
func copyInto(ctx context.Context, db *sql.DB, to string) error {
	if _, err := db.ExecContext(ctx, `VACUUM INTO ?`, to); err != nil {
		_ = os.Remove(to + "-journal") // which a full disk leaves behind
		return err
	}
	if err := removeKey(ctx, to); err != nil {
		return err
	}
	return complete(to)
}

// maxNames is how many names are tried for one file. There are never that many from one second.
const maxNames = 1000

// firstFree calls take with name, name-2, name-3 and so on until it does not return [fs.ErrExist], and returns the
// name.
func firstFree(name string, take func(name string) error) (string, error) {
	for n := 1; ; n++ {
		numbered := name
		if n > 1 {
			numbered = fmt.Sprintf("%s-%d", name, n)
		}
		err := take(numbered)
		if err == nil {
			return numbered, nil
		}
		if !errors.Is(err, fs.ErrExist) || n == maxNames {
			return "", err
		}
	}
}
