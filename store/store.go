// Package store keeps applications, their interviews and people, their events and their reminders in one SQLite file.
//
// A person is stored once. A person without a number is matched to a stored one, by address in all applications or by
// name within one, or else gets a number. Matching renames nobody; only [Store.Update] corrects a person, by number. A
// person is deleted with the last row that refers to them.
//
// The daemon and any number of command lines use the file at once. Every method that changes something does so in one
// immediate transaction, so what it has read still holds when it writes. Every change to an application sets its
// next_check_at and that of the related applications, so that the daemon's next pass sees it. The package reads no
// clock: callers pass the time. Times are stored in whole seconds and returned in UTC.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"sync/atomic"
)

// A Store is an open database. It is safe for concurrent use; its methods take turns.
type Store struct {
	db        *sql.DB
	path      string
	installID string
	before    string // see Before

	copies atomic.Bool // see KeepCopies
}

// Open opens the database at path, creates it if it does not exist, and migrates an older schema. Only the owner may
// access the file; access by others is revoked. In a directory with the setgid bit that its group may write, the group
// keeps access too. A file that is not a database of followup, or belongs to a newer followup, is refused and left
// unchanged.
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

// prepare checks that the file is ours before anything is written to it.
func (s *Store) prepare(ctx context.Context) error {
	if err := checkOwn(ctx, s.db, embedded); err != nil {
		return err
	}
	setAccess(s.path)
	if err := useWAL(ctx, s.db); err != nil {
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
	return s.explain("closing the database", s.db.Close())
}

// InstallID returns the random identifier that the database got when it was created. It never changes.
func (s *Store) InstallID() string { return s.installID }

// Before returns the path of the copy that [Open] made of the database before migrating its schema, or "" if it did
// not migrate.
func (s *Store) Before() string { return s.before }

// Path returns the absolute path of the database file.
func (s *Store) Path() string { return s.path }
