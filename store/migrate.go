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
	"regexp"
	"strings"
)

// applicationID marks an SQLite file as ours: "flup" in ASCII. The first script sets it.
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

const (
	// firstSchema is the version that the first script makes, and the first release has.
	firstSchema = 10

	// lastUnreleased is the one from before the first release that is brought up to it. Those before it are refused.
	lastUnreleased = firstSchema - 1
)

// checkOwn refuses a file that is no database, another program's, or of a version that this followup cannot use. It
// changes nothing.
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

// checkReleased refuses a database of the first schema as it was before it was released: it has no persons.
func checkReleased(ctx context.Context, db *sql.DB, version int) error {
	var released bool
	err := db.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'persons')`).Scan(&released)
	if err == nil && !released {
		err = fmt.Errorf("its schema is a version %d that was never released, from a followup before the first release; %s", version, exportIt)
	}
	return err
}

// exportIt is what to do with a database that is too old to be brought up to date.
const exportIt = "export it with the followup that wrote it (followup export --csv FILE), and import the table into a new database"

func checkVersion(version, newest int) error {
	switch {
	case version > newest:
		return fmt.Errorf("its schema is version %d and this followup knows up to %d; install the newer followup that wrote it",
			version, newest)
	case 0 < version && version < lastUnreleased:
		return fmt.Errorf("its schema is version %d, from before the first release, and this followup knows from %d on; %s",
			version, lastUnreleased, exportIt)
	}
	return nil
}

// newestOf is the version that the last of the scripts makes. Each is named by the version that it makes.
func newestOf(scripts fs.FS) (version int) {
	names, _ := fs.Glob(scripts, "[0-9]*.sql") // in order; the pattern is right
	if len(names) > 0 {
		_, _ = fmt.Sscanf(names[len(names)-1], "%d_", &version)
	}
	return version
}

// scriptTo names the script that makes a version from the one before.
func scriptTo(scripts fs.FS, version int) (string, error) {
	names, err := fs.Glob(scripts, fmt.Sprintf("%04d_*.sql", version))
	if err == nil && len(names) != 1 {
		err = fmt.Errorf("expected one script numbered %04d, found %q", version, names)
	}
	return strings.Join(names, ""), err
}

// migrate brings the schema up to that of the last of the scripts. Before it changes a database that has one it calls
// before, if that is not nil, with the version that it will have. Nobody else can write meanwhile.
func migrate(ctx context.Context, db *sql.DB, scripts fs.FS, before func(version int) error) error {
	newest := newestOf(scripts)
	if version, err := schemaVersion(ctx, db); err != nil || version == newest {
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

// advance runs the script that begins at a version, and returns the version that it makes.
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

// readLine has another script stand in its place, as it does for the sqlite3 program.
var readLine = regexp.MustCompile(`(?m)^\.read (\S+)$`)

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

// firstFree has take use the first name that nothing has of name, name-2, name-3 and so on.
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
		if !errors.Is(err, fs.ErrExist) || n == mostNames {
			return "", err
		}
	}
}
