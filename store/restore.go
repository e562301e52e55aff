package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"followup/rules"
)

// Restored is the result of a restore.
type Restored struct {
	Interviews int
	Kept       string // the path of the previous database, or "" if there was none
	Known      bool   // whether the previous database could be read, so that it is known what it sent since the backup
	SentSince  int    // how many reminders it had sent or was sending since the backup
}

// Restore replaces the database at path by a backup and keeps the old file beside it. Only the holder of the [Lock]
// may call it, and no other process should use the database meanwhile.
//
// What the old database has delivered since the backup is taken over, so that it is not sent again; what it was in the
// middle of sending is sent again as the same bytes. The user's pause is taken over too. If the old database cannot be
// read, what is due in the backup is sent, perhaps for the second time, under the same Message-ID.
//
// The backup is checked first, and the new database is complete and on disk before it gets its name: a crash leaves
// the old one or the new one. (If the old one cannot be read, a crash may leave its log under its second name.)
func Restore(ctx context.Context, path, backup string, now time.Time) (Restored, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return Restored{}, fmt.Errorf("finding the database %s: %w", path, err)
	}
	if real, err := filepath.EvalSymlinks(path); err == nil { // the log is next to the file itself
		path = real
	}
	if err := CheckRoot(filepath.Dir(path)); err != nil {
		return Restored{}, fmt.Errorf("restoring: %w", err)
	}
	dir, err := os.MkdirTemp(filepath.Dir(path), ".followup-restore-*")
	if err != nil {
		return Restored{}, fmt.Errorf("restoring: %w", err)
	}
	defer os.RemoveAll(dir)
	tmp := filepath.Join(dir, "followup.db")
	if err := copyBackup(backup, tmp); err != nil {
		return Restored{}, err
	}
	done, err := prepareRestored(ctx, tmp, path, now)
	if err != nil {
		return Restored{}, err
	}
	if err := complete(tmp); err != nil {
		return Restored{}, fmt.Errorf("restoring: %w", err)
	}
	_ = handOver(tmp, filepath.Dir(path))
	if done.Kept, err = keepOld(path, now); err != nil {
		return Restored{}, fmt.Errorf("keeping the old database: %w", err)
	}
	if err := os.Rename(tmp, path); err != nil {
		return Restored{}, fmt.Errorf("putting the backup in place: %w", err)
	}
	return done, syncDir(filepath.Dir(path))
}

// copyBackup copies a backup with its log. One that was made with cp may have a log beside it.
func copyBackup(backup, to string) error {
	if err := errors.Join(copyFile(backup, to), copyFile(backup+"-wal", to+"-wal")); err != nil {
		return fmt.Errorf("copying the backup: %w", err)
	}
	if _, err := os.Stat(to); err != nil {
		return fmt.Errorf("there is no backup %s", backup)
	}
	return nil
}

// copyFile copies a file, if it exists, to one that only its owner can read.
func copyFile(from, to string) error {
	in, err := openRegular(from, os.O_RDONLY, 0)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	if err = errors.Join(err, out.Sync(), out.Close()); err != nil {
		err = errors.Join(err, os.Remove(to)) // half a copy is useless
	}
	return err
}

// prepareRestored migrates the copy of a backup and takes over what the old database has sent since.
func prepareRestored(ctx context.Context, tmp, old string, now time.Time) (done Restored, err error) {
	s, err := Open(ctx, tmp)
	if err != nil {
		return done, fmt.Errorf("opening the backup: %w", err)
	}
	defer func() { err = errors.Join(err, s.emptyLog(ctx), s.Close()) }() // only the file itself is renamed
	if err := s.Check(ctx); err != nil {
		return done, fmt.Errorf("the backup: %w", err)
	}
	if err := s.forgetTold(ctx); err != nil {
		return done, err
	}
	if err := s.Recheck(ctx, now); err != nil { // what is taken over may call for other notes than the backup has
		return done, err
	}
	if err := s.db.QueryRowContext(ctx, `SELECT count(*) FROM interviews`).Scan(&done.Interviews); err != nil {
		return done, err
	}
	if done.Known, err = prepareOld(ctx, old, s.InstallID()); err != nil {
		return done, err
	}
	if !done.Known {
		_, err := s.db.ExecContext(ctx, `UPDATE sqlite_sequence SET seq = seq + ?`, skippedIDs)
		return done, err
	}
	// The old database knows what became of these.
	if err := s.Recover(ctx, now, func(rules.Reminder) {}); err != nil {
		return done, err
	}
	if _, err := s.db.ExecContext(ctx, `ATTACH ? AS old`, old); err != nil {
		return done, fmt.Errorf("reading the old database: %w", err)
	}
	err = s.write(ctx, "taking over what was sent since", func(tx *transaction) (err error) {
		done.SentSince, err = takeOver(tx, s.Before() == "")
		return err
	})
	if err != nil {
		return done, err
	}
	_, err = s.db.ExecContext(ctx, `DETACH old`)
	return done, err
}

// skippedIDs is how many ids are skipped if it is unknown which were used since the backup. An id is part of a
// Message-ID, and a mail program may take a second mail with the same one for a copy, and hide it.
const skippedIDs = 1000

// complete checks that everything written to the database is in its file, and syncs the file. SQLite reports nothing
// when it closes a database and lacks the space to empty its log.
func complete(path string) error {
	if _, err := os.Lstat(path + "-wal"); !errors.Is(err, fs.ErrNotExist) {
		return errors.Join(err, fmt.Errorf("the log of %s could not be emptied; free some space on its disk", path))
	}
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// emptyLog moves all of the write-ahead log to the file.
func (s *Store) emptyLog(ctx context.Context) error {
	var busy, inLog, moved int
	err := s.single(ctx).get(`PRAGMA wal_checkpoint(TRUNCATE)`).Scan(&busy, &inLog, &moved)
	if err == nil && busy != 0 {
		err = errors.New("another program uses it; end that first")
	}
	return s.explain("emptying the log", err)
}

// prepareOld migrates the old database, so that it can be compared with the backup, and empties its log. It reports
// false if the database does not exist, is another installation's, or is too damaged to say what it sent.
func prepareOld(ctx context.Context, old, installID string) (known bool, err error) {
	if _, err := os.Stat(old); errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	s, err := Open(ctx, old)
	if err != nil {
		return false, nil // the error may be the reason for the restore
	}
	known = s.InstallID() == installID && s.Check(ctx) == nil
	if known {
		err = s.emptyLog(ctx)
	}
	return known, errors.Join(err, s.Close())
}

// keepOld gives the database at path a second name, or copies it where files can have only one name, and renames its
// log, which must not be played into the new database. The first name stays until the new database takes it, so that
// it always exists.
func keepOld(path string, now time.Time) (kept string, err error) {
	exists := true
	name, err := firstFree(path+now.UTC().Format(".before-20060102-150405"), func(name string) error {
		for _, log := range logs { // of a database that was kept within the same second
			if _, err := os.Lstat(name + log); err == nil {
				return fs.ErrExist
			}
		}
		err := link(path, name)
		if noLinks(err) {
			err = copyFile(path, name)
		}
		if errors.Is(err, fs.ErrNotExist) {
			exists, err = false, nil // only a log is left and gets the name
		}
		return err
	})
	if err != nil {
		return "", err
	}
	if exists {
		kept = name
	}
	for _, log := range logs {
		if err := os.Rename(path+log, name+log); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return "", err
		}
	}
	return kept, syncDir(filepath.Dir(path))
}

// logs are the suffixes of the files that SQLite keeps beside a database.
var logs = []string{"-wal", "-shm", "-journal"}
