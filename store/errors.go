package store

import (
	"errors"
	"fmt"
	"slices"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// ErrNotFound is returned when no application or interview has the given number.
var ErrNotFound = errors.New("no such interview")

// ErrOpen is returned when a new application was asked for while one for the same role at the same company is open.
var ErrOpen = errors.New("it is open; add the interview to it, or say that this is another application")

// ErrKeepsNoFormer is returned for a change that cannot be undone: it was not made by the user, or was made before
// the store recorded what a change replaced. The error names the change.
var ErrKeepsNoFormer = errors.New("how it was before that change is not on record")

// errMisfit is returned if the database can be read but is damaged.
var errMisfit = errors.New("what is stored does not fit together")

func (s *Store) explain(doing string, err error) error { return explain(s.path, doing, err) }

// explain adds to err, if it is not nil, what was being done to which database and, where SQLite names the cause, what
// to do about it.
func explain(path, doing string, err error) error {
	if err == nil {
		return nil
	}
	if advice := adviceFor(path, err); advice != "" {
		return fmt.Errorf("%s: %s: %w", doing, advice, err)
	}
	if isFine(err) {
		return fmt.Errorf("%s: %w", doing, err)
	}
	return fmt.Errorf("%s: database %s: %w", doing, path, err)
}

// isFine reports whether err is an answer, and nothing is wrong with the database.
func isFine(err error) bool {
	return slices.ContainsFunc([]error{
		ErrNotFound, ErrOnlyInterview, ErrFull, ErrOpen, ErrKeepsNoFormer, ErrAddressTaken, ErrTold, ErrSince,
		ErrTooMuch,
	}, func(fine error) bool { return errors.Is(err, fine) })
}

// IsRefusal reports whether err is about what was to be stored, so that trying again does not help: one of the errors
// of this package that say why not, or a value that the schema does not take. Any other is trouble with the machine or
// the database.
func IsRefusal(err error) bool {
	var e *sqlite.Error
	return isFine(err) || errors.As(err, &e) && e.Code()&0xff == sqlite3.SQLITE_CONSTRAINT
}

func damagedAdvice(path string) string {
	return fmt.Sprintf("%s is damaged; stop followup and restore a backup, or try: sqlite3 %s .recover", path, path)
}

func adviceFor(path string, err error) string {
	if errors.Is(err, errMisfit) {
		return damagedAdvice(path)
	}
	if errors.Is(err, errSchema) {
		return fmt.Sprintf("%s was changed by a program other than followup; stop followup and restore an earlier "+
			"backup",
			path)
	}
	if errors.Is(err, errNoLog) {
		return adviceNoLog(path)
	}
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return ""
	}
	return adviceForCode(path, e.Code())
}

// errNoLog is returned when the database cannot have a write-ahead log.
var errNoLog = errors.New("it cannot hold a write-ahead log")

func adviceNoLog(path string) string {
	return fmt.Sprintf("the file system of %s cannot hold a database, which is common for network drives and shared "+
		"folders (NFS, SMB, 9p); put it on a local disk, with store.path in the config or --db", path)
}

// adviceForCode returns what to do about an error of SQLite, given its extended code, or "".
func adviceForCode(path string, code int) string {
	damaged := damagedAdvice(path)
	full := fmt.Sprintf("no space is left for %s; free some on its disk", path)
	switch code { // the disk is fine, but
	case sqlite3.SQLITE_IOERR_SHORT_READ: // the file was cut off
		return damaged
	case sqlite3.SQLITE_IOERR_SHMSIZE: // it has no room for the -shm file, which even reading needs
		return full
	case sqlite3.SQLITE_IOERR_SHMOPEN, sqlite3.SQLITE_IOERR_SHMMAP, sqlite3.SQLITE_IOERR_SHMLOCK, // cannot share memory
		sqlite3.SQLITE_IOERR_LOCK, sqlite3.SQLITE_IOERR_RDLOCK, sqlite3.SQLITE_IOERR_UNLOCK, // or lock
		sqlite3.SQLITE_IOERR_CHECKRESERVEDLOCK:
		return adviceNoLog(path)
	}
	switch code & 0xff { // the upper bits are too detailed to act on
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return fmt.Sprintf("%s stayed locked by another program for 10 seconds; try again, or see who holds it with: "+
			"fuser -v %s", path, path)
	case sqlite3.SQLITE_READONLY:
		return fmt.Sprintf("%s cannot be written; check that it was not moved, and that this user may write the file "+
			"and its directory", path)
	case sqlite3.SQLITE_FULL:
		return full
	case sqlite3.SQLITE_IOERR:
		return fmt.Sprintf("the disk of %s failed; check that it has space left and no errors", path)
	case sqlite3.SQLITE_NOTADB:
		return fmt.Sprintf("%s is not an SQLite database; name another path, nothing was changed", path)
	case sqlite3.SQLITE_CORRUPT:
		return damaged
	case sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM:
		return fmt.Sprintf("%s cannot be opened; check that it exists, and that this user may read and write it "+
			"and its directory", path)
	}
	return ""
}

// endsTransaction reports whether err is one after which SQLite may have rolled back the whole transaction. All of
// these are trouble with the machine, not with what was written.
func endsTransaction(err error) bool {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return false
	}
	switch e.Code() & 0xff {
	case sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_INTERRUPT:
		return true
	}
	return false
}
