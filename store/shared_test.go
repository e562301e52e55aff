package store

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"
)

// sharedDir returns a directory like the state directory of a service, of a group that this process may not belong to.
func sharedDir(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "state")
	if err := errors.Join(os.Mkdir(dir, 0o700), os.Chown(dir, -1, someGroup()),
		os.Chmod(dir, fs.ModeSetgid|0o770)); err != nil {
		t.Fatal(err)
	}
	return dir
}

// someGroup returns a group that files do not get by default, where possible.
func someGroup() int {
	if os.Geteuid() == 0 {
		return 4711
	}
	return os.Getegid()
}

// TestSharedDirectory: with any umask, files created in a shared directory belong to the group.
func TestSharedDirectory(t *testing.T) {
	notRoot(t)
	defer unix.Umask(unix.Umask(0o077))
	dir := sharedDir(t)
	path := filepath.Join(dir, "sub", "followup.db")
	s := openAt(t, path)
	add(t, s, anInterview()) // creates the log
	lock, err := AcquireLock(path, noon)
	if err != nil {
		t.Fatal(err)
	}
	defer lock.Release()
	if err := s.Backup(t.Context(), filepath.Join(dir, "copy.db")); err != nil {
		t.Fatal(err)
	}
	if err := MakeDir(filepath.Join(dir, "backups")); err != nil {
		t.Fatal(err)
	}
	other := filepath.Join(dir, "restored.db")
	if _, err := Restore(t.Context(), other, filepath.Join(dir, "copy.db"), noon); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]fs.FileMode{
		path: 0o660, path + "-wal": 0o660, path + "-shm": 0o660, path + ".lock": 0o660,
		filepath.Join(dir, "copy.db"): 0o660, other: 0o660,
		filepath.Dir(path): 0o770, filepath.Join(dir, "backups"): 0o770,
	} {
		checkAccess(t, name, want)
	}

	private := filepath.Join(t.TempDir(), "copy.db")
	if err := s.Backup(t.Context(), private); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(private); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("a backup to elsewhere has mode %v (%v), want 600", info.Mode(), err)
	}
}

func checkAccess(t *testing.T, path string, want fs.FileMode) {
	t.Helper()
	var is unix.Stat_t
	if err := unix.Stat(path, &is); err != nil {
		t.Fatal(err)
	}
	mode := fs.FileMode(is.Mode & 0o777)
	if mode != want || int(is.Gid) != someGroup() || want == 0o770 && is.Mode&unix.S_ISGID == 0 {
		t.Errorf("%s is of group %d with mode %o, want group %d and mode %o", filepath.Base(path), is.Gid,
			is.Mode&0o7777, someGroup(), want)
	}
}

// TestPutIntoASharedDirectory: files left there by cp, mv, an older version or a umask belong to the group once they
// were opened.
func TestPutIntoASharedDirectory(t *testing.T) {
	notRoot(t)
	for _, tt := range []struct {
		name string
		mode fs.FileMode
		gid  int
	}{
		{"a database left by an older version", 0o600, someGroup()},
		{"a copy that everyone can read", 0o644, someGroup()},
		{"a file moved there", 0o600, os.Getegid()},
	} {
		t.Run(tt.name, func(t *testing.T) {
			path := filepath.Join(sharedDir(t), "followup.db")
			if err := openAt(t, path).Close(); err != nil {
				t.Fatal(err)
			}
			if err := errors.Join(os.Chown(path, -1, tt.gid), os.Chmod(path, tt.mode)); err != nil {
				t.Fatal(err)
			}
			add(t, openAt(t, path), anInterview())
			for _, name := range []string{path, path + "-wal", path + "-shm"} {
				checkAccess(t, name, 0o660)
			}
		})
	}
}

// TestHandOverFollowsNoLink: others may write in a shared directory, and must not reach root's files through it.
func TestHandOverFollowsNoLink(t *testing.T) {
	for name, link := range map[string]func(old, name string) error{"a symbolic link": os.Symlink,
		"a hard link": os.Link} {
		t.Run(name, func(t *testing.T) {
			dir, outside := sharedDir(t), filepath.Join(t.TempDir(), "secret")
			writeFile("secret")(t, outside)
			path := filepath.Join(dir, "followup.db")
			if err := link(outside, path); err != nil {
				t.Fatal(err)
			}
			if err := handOver(path, dir); err != nil {
				t.Fatal(err)
			}
			if info, err := os.Stat(outside); err != nil || info.Mode().Perm() != 0o600 {
				t.Errorf("the file outside has mode %v (%v), want 600", info.Mode(), err)
			}
		})
	}
	t.Run("nor does the lock follow one", func(t *testing.T) {
		dir, outside := sharedDir(t), filepath.Join(t.TempDir(), "secret")
		writeFile("secret")(t, outside)
		path := filepath.Join(dir, "followup.db")
		if err := os.Symlink(outside, path+".lock"); err != nil {
			t.Fatal(err)
		}
		if lock, err := AcquireLock(path, noon); err == nil {
			lock.Release()
			t.Error("it was taken")
		}
		if text, err := os.ReadFile(outside); err != nil || string(text) != "secret" {
			t.Errorf("the file outside holds %q (%v)", text, err)
		}
	})
}

// notRoot makes the program believe that it does not run as root, which creates no file in such a directory.
func notRoot(t *testing.T) {
	t.Helper()
	was := euid
	euid = func() int { return somebody }
	t.Cleanup(func() { euid = was })
}
