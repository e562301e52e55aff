package store

import (
	"io"
	"os"
	"time"

	"golang.org/x/sys/unix"
)

// While a daemon runs, other processes can see when its last pass began and when it last saw the mailbox, but no byte
// is written for that: on a small machine, a write a minute would be most of what the disk ever gets. The daemon holds
// a lock on one byte of the lock file for each, far behind its end, and the place of that byte is the time in unix
// seconds. The kernel tells everybody who can read the file where the locks are, and drops them when the daemon ends.
// They have nothing to do with the lock that makes the daemon the only one.

// A pulse is a sign of life. It is the first place of those that its times may have.
type pulse int64

// The signs of life, and how many places each has. The times of the first end 30,000 years from now.
const (
	passed pulse = 0          // when the last pass began
	looked pulse = pulseRange // when the mailbox was last seen

	pulseRange = 1 << 40
)

// show makes t visible to shown, or nothing if t is zero. It returns an error if the file system has no such locks.
func (p pulse) show(f *os.File, t time.Time) error {
	first, end := int64(p), int64(p)+pulseRange
	lock := func(kind int16, from, to int64) error {
		return unix.FcntlFlock(f.Fd(), unix.F_OFD_SETLK,
			&unix.Flock_t{Type: kind, Whence: io.SeekStart, Start: from, Len: to - from})
	}
	if t.IsZero() {
		return lock(unix.F_UNLCK, first, end)
	}
	at := first + min(max(t.Unix(), 1), pulseRange-2)
	if err := lock(unix.F_WRLCK, at, at+1); err != nil { // first, so that there always is one
		return err
	}
	if err := lock(unix.F_UNLCK, first, at); err != nil {
		return err
	}
	return lock(unix.F_UNLCK, at+1, end)
}

// shown returns the time that the holder of the file shows, or zero.
func (p pulse) shown(f *os.File) time.Time {
	found := unix.Flock_t{Type: unix.F_WRLCK, Whence: io.SeekStart, Start: int64(p), Len: pulseRange}
	if unix.FcntlFlock(f.Fd(), unix.F_OFD_GETLK, &found) != nil || found.Type == unix.F_UNLCK {
		return time.Time{}
	}
	// Two times of successive seconds are one lock for a moment.
	at := found.Start - int64(p) + max(found.Len, 1) - 1
	if at <= 0 {
		return time.Time{}
	}
	return time.Unix(at, 0).UTC()
}
