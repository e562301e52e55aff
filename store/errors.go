package store

import (
	"errors"
	"fmt"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// ErrNotFound is returned for a number that no application or interview has.
var ErrNotFound = errors.New("no such interview")

// ErrOpen is returned where an application was to begin, and one for the same role at the same company is open.
var ErrOpen = errors.New("it is open; add the interview to it, or say that this is another application")

// ErrKeepsNoFormer is returned for a change of an application that cannot be taken back: it was not the user's, or was made
// before there was a record of what it changed. The error says what it was.
var ErrKeepsNoFormer = errors.New("how it was before that change is not on record")

// errMisfit: the database can be read, and yet is damaged.
var errMisfit = errors.New("what is stored does not fit together")

// explain says what was being done to which database, and, where SQLite says why it could not, what to do about it.
func explain(path, doing string, err error) error {
	if advice := adviceFor(path, err); advice != "" {
		return fmt.Errorf("%s: %s: %w", doing, advice, err)
	}
	for _, fine := range []error{ErrNotFound, ErrOnlyInterview, ErrFull, ErrOpen, ErrKeepsNoFormer, ErrAddressTaken} {
		if errors.Is(err, fine) {
			return fmt.Errorf("%s: %w", doing, err) // nothing is wrong with the database
		}
	}
	return fmt.Errorf("%s: database %s: %w", doing, path, err)
}

func damagedAdvice(path string) string {
	return fmt.Sprintf("%s is damaged; stop followup and restore a backup, or try: sqlite3 %s .recover", path, path)
}

func adviceFor(path string, err error) string {
	if errors.Is(err, errMisfit) {
		return damagedAdvice(path)
	}
	if errors.Is(err, errSchema) {
		return fmt.Sprintf("%s was changed by something else than followup; stop followup and restore a backup from before that", path)
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

// errNoLog: the database does not take a write-ahead log.
var errNoLog = errors.New("it cannot hold a write-ahead log")

func adviceNoLog(path string) string {
	return fmt.Sprintf("the file system of %s is not one for a database, as network drives and shared folders (NFS, SMB, 9p) often are not; "+
		"put it on a local disk, with store.path in the config or --db", path)
}

// adviceForCode says what to do about an error of SQLite, by its extended code.
func adviceForCode(path string, code int) string {
	damaged := damagedAdvice(path)
	full := fmt.Sprintf("no space is left for %s; make some on its disk", path)
	switch code { // the disk is fine, but
	case sqlite3.SQLITE_IOERR_SHORT_READ: // the file was cut off
		return damaged
	case sqlite3.SQLITE_IOERR_SHMSIZE: // has no room for the -shm file, without which nobody can even read
		return full
	case sqlite3.SQLITE_IOERR_SHMOPEN, sqlite3.SQLITE_IOERR_SHMMAP, sqlite3.SQLITE_IOERR_SHMLOCK, // cannot share memory
		sqlite3.SQLITE_IOERR_LOCK, sqlite3.SQLITE_IOERR_RDLOCK, sqlite3.SQLITE_IOERR_UNLOCK, sqlite3.SQLITE_IOERR_CHECKRESERVEDLOCK: // or lock
		return adviceNoLog(path)
	}
	switch code & 0xff { // the other upper bits say more than anybody can act on
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return fmt.Sprintf("%s stayed locked by another program for 10 seconds; try again, or see who holds it with: fuser -v %s", path, path)
	case sqlite3.SQLITE_READONLY:
		return fmt.Sprintf("%s cannot be written; check that it was not moved, and that this user may write the file and its directory", path)
	case sqlite3.SQLITE_FULL:
		return full
	case sqlite3.SQLITE_IOERR:
		return fmt.Sprintf("the disk failed under %s; check that it has space left and is in order", path)
	case sqlite3.SQLITE_NOTADB:
		return fmt.Sprintf("%s is not an SQLite database; name another path, nothing was changed", path)
	case sqlite3.SQLITE_CORRUPT:
		return damaged
	case sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM:
		return fmt.Sprintf("%s cannot be opened; check that it exists, and that this user may read and write it and its directory", path)
	}
	return ""
}

// endsTransaction tells whether an error is one of those at which SQLite may have taken back the whole transaction, all of
// which are trouble with the machine and not with what was written.
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
