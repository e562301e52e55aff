package store

import (
	"io"
	"os"
	"time"

	"golang.org/x/sys/unix"
)

// While a daemon runs, other processes can see when its last pass began, but no byte is written for that: on a small
// machine, a write a minute would be most of what the disk ever gets. The daemon holds a lock on one byte of the lock
// file, far behind its end, and the place of that byte is the time in unix seconds. The kernel tells everybody who can
// read the file where the lock is, and drops it when the daemon ends. It has nothing to do with the lock that makes the
// daemon the only one.

// show makes t visible to shown, or nothing if t is zero. It returns an error if the file system has no such locks.
func show(f *os.File, t time.Time) error {
	at := max(t.Unix(), 1)
	lock := func(kind int16, start, length int64) error {
		return unix.FcntlFlock(f.Fd(), unix.F_OFD_SETLK,
			&unix.Flock_t{Type: kind, Whence: io.SeekStart, Start: start, Len: length})
	}
	if t.IsZero() {
		return lock(unix.F_UNLCK, 0, 0) // to the end
	}
	if err := lock(unix.F_WRLCK, at, 1); err != nil { // first, so that there always is one
		return err
	}
	if err := lock(unix.F_UNLCK, 0, at); err != nil {
		return err
	}
	return lock(unix.F_UNLCK, at+1, 0)
}

// shown returns the time that the holder of the file shows, or zero.
func shown(f *os.File) time.Time {
	found := unix.Flock_t{Type: unix.F_WRLCK, Whence: io.SeekStart}
	if unix.FcntlFlock(f.Fd(), unix.F_OFD_GETLK, &found) != nil || found.Type == unix.F_UNLCK || found.Start <= 0 {
		return time.Time{}
	}
	// Two times of successive seconds are one lock for a moment.
	return time.Unix(found.Start+max(found.Len, 1)-1, 0).UTC()
}
