// Package store keeps applications, their interviews and people, what happened to them and the reminders in one SQLite file.
//
// A person is stored once. Whoever comes without a number is known again, by the address in all applications or by the name
// within one, or gets a number; nobody is renamed by it, but [Store.Update] corrects whoever comes with one. With the last that
// refers to a person the person goes.
//
// The daemon and any number of command lines use the file at once. Every method that changes something does so in one
// immediate transaction, so what it read is still true when it writes, and every change to an application sets its
// next_check_at, and that of those that hang together with it, so that the daemon's next pass sees it. The package reads no
// clock: whoever needs the time passes it. Instants are kept in whole seconds and come back in UTC.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"sync"

	_ "modernc.org/sqlite" // the driver "sqlite"
)

// Store is an open database. It is safe for use by several goroutines, which take turns.
type Store struct {
	db        *sql.DB
	path      string
	installID string
	before    string // see Before

	preparing sync.Mutex
	prepared  map[string]*sql.Stmt // see prepareHot
}

// Open opens the database at path, creating it when there is none, and brings an older schema up to date. The file is for
// its owner only, and one that others can read is taken from them; but in a directory with the setgid bit in which the group
// may write it is for the group as well. A file that is something else, or of a newer followup, is refused and left as it is.
func Open(ctx context.Context, path string) (*Store, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("finding the database %s: %w", path, err)
	}
	if err := ensureFile(ctx, path); err != nil {
		return nil, err
	}
	s := &Store{db: openPool(path), path: path}
	if err := s.prepare(ctx); err != nil {
		return nil, errors.Join(explain(path, "opening the database", err), s.db.Close())
	}
	return s, nil
}

// prepare makes sure that the file is ours before anything is written to it.
func (s *Store) prepare(ctx context.Context) error {
	if err := checkOwn(ctx, s.db, embedded); err != nil {
		return err
	}
	setAccess(s.path)
	if err := useWAL(ctx, s.db); err != nil {
		return err
	}
	if err := checkPragmas(ctx, s.db); err != nil {
		return err
	}
	if err := s.upgrade(ctx, embedded); err != nil {
		return err
	}
	var err error
	s.installID, err = s.Meta(ctx, installIDKey)
	return err
}

// Close closes the database.
func (s *Store) Close() error {
	if err := s.db.Close(); err != nil {
		return explain(s.path, "closing the database", err)
	}
	return nil
}

// InstallID tells this database from any other. It was made at random with it and never changes.
func (s *Store) InstallID() string { return s.installID }

// Before is the path of the copy that was made of the database because [Open] brought its schema up to date, or "" when
// there was nothing to do.
func (s *Store) Before() string { return s.before }

// Path is the absolute path of the database file.
func (s *Store) Path() string { return s.path }
