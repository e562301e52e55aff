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

// Lock makes its holder the only one that decides and delivers for a database. The kernel drops it when the process
// ends, however it ends. It is a file of its own, which also says who holds it and how its passes go.
type Lock struct {
	file   *os.File
	holder Holder
}

// Holder is what the lock file says. Any of it may be unknown, which is zero.
type Holder struct {
	PID   int
	Since time.Time
	Passes
}

// Passes is how the passes go, of this holder or of those before.
type Passes struct {
	LastPass time.Time // when the last one that was completed began
	Doubted  time.Time // since when the clock has been doubted, by that clock; zero while it is believed
	Failing  time.Time // when the first of those began to fail that have failed since; zero while they succeed
	Failure  string    // why the last one failed, in one short line
}

// HeldError says that another process holds the lock.
type HeldError struct {
	DB string
	Holder
}

func (e *HeldError) Error() string {
	if e.PID == 0 {
		return fmt.Sprintf("another followup runs on %s; stop it first", e.DB)
	}
	return fmt.Sprintf("another followup (pid %d, since %s) runs on %s; stop it first, with systemctl stop followup or kill %d",
		e.PID, e.Since.Format(time.DateTime+" MST"), e.DB, e.PID)
}

// AcquireLock takes the lock of the database at dbPath, or returns a [*HeldError]. Whoever drops the Lock without
// Release gives it up at the next garbage collection.
func AcquireLock(dbPath string, now time.Time) (*Lock, error) {
	path, err := lockPath(dbPath)
	if err != nil {
		return nil, fmt.Errorf("locking the database: %w; check the path", err)
	}
	mode, _ := modesIn(filepath.Dir(path))
	f, err := openRegular(path, os.O_RDWR|os.O_CREATE|unix.O_NOFOLLOW, mode) // what a link names is somebody else's file
	if err != nil {
		return nil, fmt.Errorf("locking the database: %w; check what stands there, and that this user may write it", err)
	}
	_ = handOver(path, filepath.Dir(path))
	l := &Lock{file: f, holder: readHolder(f)}
	if err := flock(f, time.Sleep); errors.Is(err, unix.EWOULDBLOCK) {
		return nil, errors.Join(&HeldError{dbPath, holderNow(f)}, f.Close())
	} else if err != nil {
		return nil, errors.Join(fmt.Errorf("locking %s: %w; put the database on a disk that can lock files", path, err), f.Close())
	}
	l.holder.PID, l.holder.Since = os.Getpid(), now
	if err := l.write(); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return l, nil
}

// lockPath is the same for every name that a database has through symbolic links.
func lockPath(dbPath string) (string, error) {
	path, err := filepath.Abs(dbPath)
	if err != nil {
		return "", err
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		return real + ".lock", nil
	}
	dir, err := filepath.EvalSymlinks(filepath.Dir(path)) // the database is yet to be created
	if err != nil {
		return "", err
	}
	return filepath.Join(dir, filepath.Base(path)) + ".lock", nil
}

// flock tries for a tenth of a second, because ReadLock holds the lock for a moment when nobody else does.
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

// holderNow is who holds the lock that was just refused, or nobody if that cannot be told. The holder writes its name once
// it has the lock; until then the file tells of somebody who has ended, and whose number may be given to anybody.
func holderNow(f *os.File) Holder {
	for range 50 {
		if h := readHolder(f); h.PID != 0 && !errors.Is(unix.Kill(h.PID, 0), unix.ESRCH) {
			return h
		}
		time.Sleep(20 * time.Millisecond)
	}
	return Holder{}
}

// Note writes down how the passes go. It is here rather than in the database so that a pass with nothing to do writes
// nothing there, and one that the database has no space for can still be told; it is not synced, as after a power cut not
// knowing is as good.
func (l *Lock) Note(p Passes) error {
	l.holder.Passes = p
	return l.write()
}

// Passes returns what was noted last, by this holder or those before.
func (l *Lock) Passes() Passes { return l.holder.Passes }

// Release gives the lock up. The file stays: removing it could take it from under somebody who just locked it.
func (l *Lock) Release() error {
	if err := l.file.Close(); err != nil {
		return fmt.Errorf("releasing the lock: %w", err)
	}
	return nil
}

// ReadLock reports without taking the lock whether somebody holds it, and what its file says of the last one who did.
func ReadLock(dbPath string) (h Holder, held bool, err error) {
	path, err := lockPath(dbPath)
	var f *os.File
	if err == nil {
		f, err = openRegular(path, os.O_RDONLY|unix.O_NOFOLLOW, 0)
	}
	if errors.Is(err, os.ErrNotExist) {
		return Holder{}, false, nil // nobody ever held it
	}
	if err != nil {
		return Holder{}, false, fmt.Errorf("reading the lock: %w; ask as the user that runs followup", err)
	}
	defer f.Close()
	held = errors.Is(unix.Flock(int(f.Fd()), unix.LOCK_SH|unix.LOCK_NB), unix.EWOULDBLOCK)
	return readHolder(f), held, nil
}

// holderFormat has the same length whatever it says, so that one small write replaces it in place, also on a disk that
// is full.
const holderFormat = "pid %-10d since %-20s last pass %-20s doubted %-20s failing %-20s %-*s\n"

// maxFailure is how many bytes of a failure are kept.
const maxFailure = 200

func (l *Lock) write() error {
	h := l.holder
	failure := shorten(h.Failure)
	width := maxFailure - len(failure) + utf8.RuneCountInString(failure) // fmt counts runes
	text := fmt.Sprintf(holderFormat, h.PID, stamp(h.Since), stamp(h.LastPass), stamp(h.Doubted), stamp(h.Failing), width, failure)
	if _, err := l.file.WriteAt([]byte(text), 0); err != nil {
		return fmt.Errorf("writing the lock file: %w", err)
	}
	return nil
}

// shorten returns the first line of s without control characters, cut to what the file has room for.
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

// readHolder reads what it can; whatever it cannot is unknown. A torn or foreign file must not stop a daemon.
func readHolder(f *os.File) Holder {
	text := make([]byte, 512)
	n, _ := f.ReadAt(text, 0) // a short file is an error, and the usual case
	var h Holder
	var since, lastPass, doubted string
	line, _, whole := strings.Cut(string(text[:n]), "\n")
	line, failing, _ := strings.Cut(line, " failing ")
	if _, err := fmt.Sscanf(line, "pid %d since %s last pass %s doubted %s", &h.PID, &since, &lastPass, &doubted); err != nil {
		return Holder{}
	}
	if h.PID < 2 { // no daemon has such a number, and to kill it would end every process
		h.PID = 0
	}
	h.Since, h.LastPass, h.Doubted = parseStamp(since), parseStamp(lastPass), parseStamp(doubted)
	if at, failure, _ := strings.Cut(failing, " "); whole {
		h.Failing, h.Failure = parseStamp(at), strings.TrimSpace(failure)
	}
	return h
}

// stamp is a time in the lock file, or "-".
func stamp(t time.Time) string {
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
