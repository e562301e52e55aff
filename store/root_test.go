package store

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// somebody is the uid of a user who is not root and has no name.
const somebody = 4711

// TestRootMakesNoFileForOthers: where others may write, root uses an existing database and creates no file.
func TestRootMakesNoFileForOthers(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("only root is in this danger")
	}
	for name, open := range map[string]func(dir string) error{
		"of a group":      func(dir string) error { return os.Chmod(dir, os.ModeSetgid|0o770) },
		"of another user": func(dir string) error { return os.Chown(dir, somebody, somebody) },
		"of everybody":    func(dir string) error { return os.Chmod(dir, 0o777) },
	} {
		t.Run("in a directory "+name, func(t *testing.T) {
			dir, own := t.TempDir(), t.TempDir()
			path := filepath.Join(dir, "followup.db")
			old := filepath.Join(dir, "old.db")
			oldDatabase(t, old, 1)
			s := openAt(t, path)
			mine := filepath.Join(own, "mine.db")
			if err := open(dir); err != nil {
				t.Fatal(err)
			}
			refused := func(doing string, err error) {
				t.Helper()
				if err == nil ||
					!strings.Contains(err.Error(), "could redirect files that root creates there; run it as ") {
					t.Errorf("%s: %v, want a refusal", doing, err)
				}
			}
			add(t, s, anInterview())
			if err := s.Backup(t.Context(), mine); err != nil {
				t.Errorf("to a directory of root: %v", err)
			}
			refused("a backup there", s.Backup(t.Context(), filepath.Join(dir, "copy.db")))
			refused("a backup below it", s.Backup(t.Context(), filepath.Join(dir, "backups", "copy.db")))
			_, err := Restore(t.Context(), path, mine, noon)
			refused("a restore", err)
			_, err = Open(t.Context(), filepath.Join(dir, "new.db"))
			refused("a new database", err)
			_, err = Open(t.Context(), old)
			refused("a migration", err)
			if left, _ := filepath.Glob(filepath.Join(dir, ".followup*")); len(left) > 0 {
				t.Errorf("left behind: %v", left)
			}
		})
	}
}

// TestRootHandsOver: what root creates or puts in another user's directory belongs to that user once it was opened.
func TestRootHandsOver(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("only root can give a file away")
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "followup.db")
	if err := openAt(t, path).Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Chown(dir, somebody, somebody); err != nil {
		t.Fatal(err)
	}
	lock, err := AcquireLock(path, noon)
	if err != nil {
		t.Fatal(err)
	}
	defer lock.Release()
	add(t, openAt(t, path), anInterview())
	for _, name := range []string{path, path + "-wal", path + "-shm", path + ".lock"} {
		var is unix.Stat_t
		if err := unix.Stat(name, &is); err != nil || is.Uid != somebody || is.Gid != somebody ||
			is.Mode&0o777 != 0o600 {
			t.Errorf("%s is of user %d and group %d with mode %o (%v), want %[6]d, %[6]d and 600",
				filepath.Base(name), is.Uid, is.Gid, is.Mode&0o777, err, somebody)
		}
	}
}

// TestOddFiles: a file with the name of a lock or a backup that is not a regular file blocks nothing.
func TestOddFiles(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "followup.db")
	openAt(t, path)
	for _, name := range []string{path + ".lock", filepath.Join(dir, "pipe.db")} {
		if err := unix.Mkfifo(name, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if _, _, err := ReadLock(path); err == nil || !strings.Contains(err.Error(), "is not a regular file") {
		t.Errorf("a pipe for a lock: %v", err)
	}
	if lock, err := AcquireLock(path, noon); err == nil {
		lock.Release()
		t.Error("a pipe was taken for a lock")
	} else if !strings.Contains(err.Error(), "is not a regular file") {
		t.Errorf("taking a pipe for a lock: %v", err)
	}
	if _, err := Restore(t.Context(), path, filepath.Join(dir, "pipe.db"), time.Now()); err == nil ||
		!strings.Contains(err.Error(), "is not a regular file") {
		t.Errorf("a pipe for a backup: %v", err)
	}

	// A pid that would end every process is ignored.
	if err := os.Remove(path + ".lock"); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path+".lock", []byte("pid -1 since - last pass - doubted -\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if h, _, err := ReadLock(path); err != nil || h.PID != 0 {
		t.Errorf("the holder is %d (%v), want none", h.PID, err)
	}

	// A link in a shared directory may lead to another user's database.
	shared := t.TempDir()
	if err := os.Symlink(path, filepath.Join(shared, "followup.db")); err != nil {
		t.Fatal(err)
	}
	chmod(t, shared, os.ModeSetgid|0o770)
	if _, err := Open(t.Context(), filepath.Join(shared, "followup.db")); err == nil ||
		!strings.Contains(err.Error(), "is a link in a directory that a group may write") {
		t.Errorf("a link in a shared directory: %v", err)
	}
}
