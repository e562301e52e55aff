package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/sys/unix"
)

// A Lock makes its holder the only process that decides and delivers for a database. The kernel drops it when the
// process ends, however it ends. The lock file also says who holds it and how the passes go.
type Lock struct {
	file    *os.File
	holder  Holder
	written Passes // what the file says
}

// A Holder is what the lock file says. Fields that are unknown are zero.
type Holder struct {
	PID   int
	Since time.Time
	Seen  time.Time // when it last saw the mailbox; zero if it does not run or does not look
	Passes
}

// Passes says how the passes of this holder, or of those before it, went.
type Passes struct {
	LastPass time.Time // when the last complete pass began
	Doubted  time.Time // since when the clock has been doubted, by that clock; zero while it is trusted
	Failing  time.Time // when the passes began to fail; zero while they succeed
	Failure  string    // why the last pass failed, in one short line
}

// firstPID is the pid of a daemon that is alone in its container, and of an init everywhere else: not one to kill.
const firstPID = 1

// A HeldError says that another process holds the lock.
type HeldError struct {
	DB string
	Holder
}

func (e *HeldError) Error() string {
	switch e.PID {
	case 0:
		return fmt.Sprintf("another followup runs on %s; stop it first", e.DB)
	case firstPID:
		return fmt.Sprintf("another followup (since %s) runs on %s in a container; stop that first",
			e.Since.Format(time.DateTime+" MST"), e.DB)
	}
	return fmt.Sprintf("another followup (pid %d, since %s) runs on %s; stop it first, with systemctl stop followup "+
		"or kill %d", e.PID, e.Since.Format(time.DateTime+" MST"), e.DB, e.PID)
}

// AcquireLock takes the lock of the database at dbPath, or returns a [*HeldError]. A Lock that is dropped without
// Release is released at the next garbage collection.
func AcquireLock(dbPath string, now time.Time) (*Lock, error) {
	path, err := lockPath(dbPath)
	if err != nil {
		return nil, fmt.Errorf("locking the database: %w; check the path", err)
	}
	mode, _ := modesIn(filepath.Dir(path))
	f, err := openRegular(path, os.O_RDWR|os.O_CREATE|unix.O_NOFOLLOW, mode) // a link points to a file that is not ours
	if err != nil {
		return nil, fmt.Errorf("locking the database: %w; check what is there, and that this user may write it", err)
	}
	_ = handOver(path, filepath.Dir(path))
	l := &Lock{file: f, holder: readFile(f)}
	if err := flock(f, time.Sleep); errors.Is(err, unix.EWOULDBLOCK) {
		return nil, errors.Join(&HeldError{dbPath, currentHolder(f)}, f.Close())
	} else if err != nil {
		err = fmt.Errorf("locking %s: %w; put the database on a disk that can lock files", path, err)
		return nil, errors.Join(err, f.Close())
	}
	l.holder.PID, l.holder.Since = os.Getpid(), now
	if err := l.write(); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return l, nil
}

// lockPath returns the same path for every name that a database has through symbolic links.
func lockPath(dbPath string) (string, error) {
	path, err := filepath.Abs(dbPath)
	if err != nil {
		return "", err
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		return real + ".lock", nil
	}
	dir, err := filepath.EvalSymlinks(filepath.Dir(path)) // the database does not exist yet
	if err != nil {
		return "", err
	}
	return filepath.Join(dir, filepath.Base(path)) + ".lock", nil
}

// flock tries for a tenth of a second, because ReadLock briefly takes the lock when no one holds it.
func flock(f *os.File, pause func(time.Duration)) error {
	var err error
	for range 10 {
		if err = unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB); !errors.Is(err, unix.EWOULDBLOCK) {
			return err
		}
		pause(10 * time.Millisecond)
	}
	return err
}

// currentHolder returns who holds the lock that was just refused, or the zero Holder if it cannot tell. The holder
// writes its pid after it gets the lock; until then the file names a process that has ended, and whose pid may have
// been reused.
func currentHolder(f *os.File) Holder {
	for range 50 {
		if h := readFile(f); h.PID != 0 && !errors.Is(unix.Kill(h.PID, 0), unix.ESRCH) {
			return h
		}
		time.Sleep(20 * time.Millisecond)
	}
	return Holder{}
}

// writeEvery is how old the last pass that the file names may get. That is how far a clock may be behind after a power
// cut without being noticed.
const writeEvery = time.Hour

// Note records how the passes go. Everybody can see it at once; but a pass that went like those before it writes
// nothing to the disk more often than each hour. The record is in the lock file rather than in the database so that a
// pass that fails for lack of space can still be recorded. It is not synced: losing it in a power cut does no harm.
func (l *Lock) Note(p Passes) error {
	l.holder.Passes = p
	visible := passed.show(l.file, p.LastPass) == nil
	since := p.LastPass.Sub(l.written.LastPass)
	if visible && p.sameBut(l.written) && 0 <= since && since < writeEvery {
		return nil
	}
	return l.write()
}

// ShowSeen lets everybody see when the mailbox was last seen, until the lock is released, without a byte written.
// visible reports whether they can, which not every file system allows. The zero time shows nothing.
func (l *Lock) ShowSeen(t time.Time) (visible bool) { return looked.show(l.file, t) == nil }

// sameBut reports whether the passes differ only in when the last one began.
func (p Passes) sameBut(other Passes) bool {
	p.LastPass = other.LastPass
	return p == other
}

// Passes returns what was last noted, by this holder or those before it.
func (l *Lock) Passes() Passes { return l.holder.Passes }

// Release releases the lock. The file stays: removing it could take it from a process that has just locked it.
func (l *Lock) Release() error {
	var err error
	if l.holder.Passes != l.written {
		err = l.write()
	}
	if err := errors.Join(err, l.file.Close()); err != nil {
		return fmt.Errorf("releasing the lock: %w", err)
	}
	return nil
}

// ReadLock reports, without taking the lock, whether it is held, and what its file says of the last holder.
func ReadLock(dbPath string) (h Holder, held bool, err error) {
	path, err := lockPath(dbPath)
	var f *os.File
	if err == nil {
		f, err = openRegular(path, os.O_RDONLY|unix.O_NOFOLLOW, 0)
	}
	if errors.Is(err, os.ErrNotExist) {
		return Holder{}, false, nil // it was never held
	}
	if err != nil {
		return Holder{}, false, fmt.Errorf("reading the lock: %w; run this as the user that runs followup", err)
	}
	defer f.Close()
	held = errors.Is(unix.Flock(int(f.Fd()), unix.LOCK_SH|unix.LOCK_NB), unix.EWOULDBLOCK)
	return readHolder(f), held, nil
}

// holderFormat has a fixed length, so that one small write replaces the text in place, even on a full disk.
const holderFormat = "pid %-10d since %-20s last pass %-20s doubted %-20s failing %-20s %-*s\n"

// maxFailure is how many bytes of a failure are kept.
const maxFailure = 200

func (l *Lock) write() error {
	h := l.holder
	failure := shorten(h.Failure)
	width := maxFailure - len(failure) + utf8.RuneCountInString(failure) // fmt counts runes
	text := fmt.Sprintf(holderFormat, h.PID, formatStamp(h.Since), formatStamp(h.LastPass), formatStamp(h.Doubted),
		formatStamp(h.Failing), width, failure)
	if _, err := l.file.WriteAt([]byte(text), 0); err != nil {
		return fmt.Errorf("writing the lock file: %w", err)
	}
	l.written = h.Passes
	return nil
}

// shorten returns the first line of s without control characters, cut to maxFailure bytes.
func shorten(s string) string {
	s, _, _ = strings.Cut(s, "\n")
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, "?"))
	if len(s) > maxFailure {
		s = strings.ToValidUTF8(s[:maxFailure-len("…")], "") + "…"
	}
	return s
}

// readHolder returns what the file says, with what its holder shows.
func readHolder(f *os.File) Holder {
	h := readFile(f)
	if t := passed.shown(f); !t.IsZero() {
		h.LastPass = t
	}
	h.Seen = looked.shown(f)
	return h
}

// readFile reads what it can and leaves the rest zero. A torn or foreign file must not stop a daemon.
func readFile(f *os.File) Holder {
	text := make([]byte, 512)
	n, _ := f.ReadAt(text, 0) // a short file is an error, and the usual case
	var h Holder
	var since, lastPass, doubted string
	line, _, complete := strings.Cut(string(text[:n]), "\n")
	line, failing, _ := strings.Cut(line, " failing ")
	_, err := fmt.Sscanf(line, "pid %d since %s last pass %s doubted %s", &h.PID, &since, &lastPass, &doubted)
	if err != nil {
		return Holder{}
	}
	if h.PID < firstPID { // no process has such a pid, and kill would take it for many
		h.PID = 0
	}
	h.Since, h.LastPass, h.Doubted = parseStamp(since), parseStamp(lastPass), parseStamp(doubted)
	if at, failure, _ := strings.Cut(failing, " "); complete {
		h.Failing, h.Failure = parseStamp(at), strings.TrimSpace(failure)
	}
	return h
}

// formatStamp formats a time for the lock file; the zero time is "-".
func formatStamp(t time.Time) string {
	if t.IsZero() {
		return "-"
	}
	return t.UTC().Format(time.RFC3339)
}

func parseStamp(s string) time.Time {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return time.Time{}
	}
	return t
}
