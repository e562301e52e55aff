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
)

// Restored is what came of a restore.
type Restored struct {
	Interviews int
	Kept       string // the path of the database that was there before, or "" when there was none
	Known      bool   // whether that one could be read, so that what it had sent since the backup is known
	SentSince  int    // reminders that it had sent or was sending since the backup
}

// Restore puts a backup in the place of the database at path. Only the holder of the [Lock] may call it, and nobody else
// should use the database meanwhile. The old file is kept beside the new one.
//
// What the old database has delivered since the backup is taken over, so that it does not come again; what it was in the
// middle of sending is sent again as the same bytes. Whether the user wants a pause is taken over as well. When the old
// database cannot be read nobody knows, and what the backup has as due comes, perhaps for the second time, under the same
// Message-ID.
//
// The backup is checked first, and the new database is complete and on disk before it gets its name: a crash leaves
// either the old one or the new. (Of an old one that cannot be read a crash may leave the log under its second name.)
func Restore(ctx context.Context, path, backup string, now time.Time) (Restored, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return Restored{}, fmt.Errorf("finding the database %s: %w", path, err)
	}
	if real, err := filepath.EvalSymlinks(path); err == nil { // the log lies beside the file itself
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
	if err := errors.Join(copyFile(backup, tmp), copyFile(backup+"-wal", tmp+"-wal")); err != nil {
		return Restored{}, fmt.Errorf("copying the backup: %w", err)
	}
	if _, err := os.Stat(tmp); err != nil {
		return Restored{}, fmt.Errorf("there is no backup %s", backup)
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

// copyFile copies a file, if it is there, to one that only its owner can read. A backup that was made with cp may have a
// log beside it.
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
		err = errors.Join(err, os.Remove(to)) // half a copy is none
	}
	return err
}

// prepareRestored brings the copy of a backup up to date: its schema, and what the old database has sent since.
func prepareRestored(ctx context.Context, tmp, old string, now time.Time) (done Restored, err error) {
	s, err := Open(ctx, tmp)
	if err != nil {
		return done, fmt.Errorf("opening the backup: %w", err)
	}
	defer func() { err = errors.Join(err, s.emptyLog(ctx), s.Close()) }() // so that only the file has to get its name
	if err := s.Check(ctx); err != nil {
		return done, fmt.Errorf("the backup: %w", err)
	}
	// What was taken over calls for other notes than what the backup has.
	if err := s.Recheck(ctx, now); err != nil {
		return done, err
	}
	if err := s.db.QueryRowContext(ctx, `SELECT count(*) FROM interviews`).Scan(&done.Interviews); err != nil {
		return done, err
	}
	if done.Known, err = migrated(ctx, old, s.InstallID()); err != nil {
		return done, err
	}
	if !done.Known {
		_, err := s.db.ExecContext(ctx, `UPDATE sqlite_sequence SET seq = seq + ?`, leaveOut)
		return done, err
	}
	if _, err := s.Recover(ctx, now); err != nil { // the old database knows what came of it
		return done, err
	}
	if _, err := s.db.ExecContext(ctx, `ATTACH ? AS old`, old); err != nil {
		return done, fmt.Errorf("reading the old database: %w", err)
	}
	err = s.write(ctx, "taking over what was sent since", func(tx *transaction) (err error) {
		done.SentSince, err = takeOver(ctx, tx, s.Before() == "")
		return err
	})
	if err != nil {
		return done, err
	}
	_, err = s.db.ExecContext(ctx, `DETACH old`)
	return done, err
}

// leaveOut is how many ids are left out when nobody knows which were given since the backup. An id makes a Message-ID,
// and a mail program may take a second mail under the same one for a copy, and hide it.
const leaveOut = 1000

// complete makes sure that the file has everything that was written to it, and is on disk. SQLite says nothing when it
// closes a database and has no space to empty its log.
func complete(path string) error {
	if _, err := os.Lstat(path + "-wal"); !errors.Is(err, fs.ErrNotExist) {
		return errors.Join(err, fmt.Errorf("the log of %s could not be emptied; make space on its disk", path))
	}
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// emptyLog brings all of the write-ahead log into the file.
func (s *Store) emptyLog(ctx context.Context) error {
	var busy, inLog, moved int
	err := s.db.QueryRowContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`).Scan(&busy, &inLog, &moved)
	if err == nil && busy != 0 {
		err = errors.New("another program uses it; end that first")
	}
	if err != nil {
		return explain(s.path, "emptying the log", err)
	}
	return nil
}

// migrated brings the old database up to date, so that the two can be compared, and empties its log. One that is not
// there, is another installation's, or is too damaged to tell what it sent, is not known.
func migrated(ctx context.Context, old, installID string) (known bool, err error) {
	if _, err := os.Stat(old); errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	s, err := Open(ctx, old)
	if err != nil {
		return false, nil // that may be why a backup is restored
	}
	known = s.InstallID() == installID && s.Check(ctx) == nil
	if known {
		err = s.emptyLog(ctx)
	}
	return known, errors.Join(err, s.Close())
}

// keepOld gives the database at path, and a log that it left, a second name for good, or where a file has but one it makes
// a copy. The first name of the file stays until the new one takes it, so at no moment is there none; its log must not be
// played into the new one.
func keepOld(path string, now time.Time) (kept string, err error) {
	there := true
	name, err := firstFree(path+now.UTC().Format(".before-20060102-150405"), func(name string) error {
		for _, log := range logs { // of one that was kept within the same second
			if _, err := os.Lstat(name + log); err == nil {
				return fs.ErrExist
			}
		}
		err := link(path, name)
		if noLinks(err) {
			err = copyFile(path, name)
		}
		if errors.Is(err, fs.ErrNotExist) {
			there, err = false, nil // the log alone gets the name
		}
		return err
	})
	if err != nil {
		return "", err
	}
	if there {
		kept = name
	}
	for _, log := range logs {
		if err := os.Rename(path+log, name+log); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return "", err
		}
	}
	return kept, syncDir(filepath.Dir(path))
}

// logs are what SQLite adds to the name of a database for the files beside it.
var logs = []string{"-wal", "-shm", "-journal"}
