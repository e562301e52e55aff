package store

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// withoutLinks simulates a file system without hard links, such as FAT.
func withoutLinks(t *testing.T) {
	t.Helper()
	link = func(old, name string) error { return &os.LinkError{Op: "link", Old: old, New: name, Err: unix.EPERM} }
	t.Cleanup(func() { link = os.Link })
}

func TestWithoutHardLinks(t *testing.T) {
	t.Run("a backup gets its name", func(t *testing.T) {
		s := open(t)
		add(t, s, anInterview())
		withoutLinks(t)
		to := filepath.Join(t.TempDir(), "copy.db")
		if err := s.Backup(t.Context(), to); err != nil {
			t.Fatal(err)
		}
		if names := namesIn(t, filepath.Dir(to)); len(names) != 1 {
			t.Errorf("left behind %q", names)
		}
		caseOf(t, openAt(t, to), 1)
	})
	t.Run("an existing file is kept", func(t *testing.T) {
		withoutLinks(t)
		dir := t.TempDir()
		path := filepath.Join(dir, "there.db")
		if err := os.WriteFile(path, []byte("somebody's"), 0o600); err != nil {
			t.Fatal(err)
		}
		err := publish(path, func(tmp string) error { return os.WriteFile(tmp, []byte("ours"), 0o600) })
		text, _ := os.ReadFile(path)
		if !errors.Is(err, os.ErrExist) || string(text) != "somebody's" {
			t.Errorf("publish: %v; it holds %q", err, text)
		}
	})
	t.Run("a restore keeps a copy of the old database", func(t *testing.T) {
		path, backup, _, _ := afterABackup(t)
		withoutLinks(t)
		s, done := restore(t, path, backup)
		if !strings.HasPrefix(done.Kept, path+".before-") || done.Interviews != 2 {
			t.Errorf("restored %+v", done)
		}
		caseOf(t, s, 2)
		caseOf(t, openAt(t, done.Kept), 3) // which is not in the backup
	})
}
