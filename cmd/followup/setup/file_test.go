package setup

import (
	"io"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"followup/cmd/followup/config"
)

// TestFilesAreReplacedWhole: at any moment there is the old file or the new one, with the owner and the mode of before.
func TestFilesAreReplacedWhole(t *testing.T) {
	dir := t.TempDir()
	file, link := filepath.Join(dir, "secret"), filepath.Join(dir, "link")
	write := func(mode os.FileMode) {
		t.Helper()
		if err := os.WriteFile(file, []byte("old\n"), mode); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(file, mode); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink("secret", link); err != nil {
		t.Fatal(err)
	}
	for _, mode := range []os.FileMode{0o600, 0o640} {
		write(mode)
		if os.Geteuid() == 0 { // it may be the service's
			if err := os.Chown(file, 901, 902); err != nil {
				t.Fatal(err)
			}
		}
		reader, err := os.Open(file) // of somebody who reads meanwhile
		if err != nil {
			t.Fatal(err)
		}
		before, _ := reader.Stat()
		if err := rewrite(link, "new\n"); err != nil {
			t.Fatal(err)
		}
		old, _ := io.ReadAll(reader)
		text, _ := os.ReadFile(file)
		info, err := os.Stat(file)
		if err != nil || string(text) != "new\n" || string(old) != "old\n" || info.Mode() != before.Mode() {
			t.Errorf("%q, before %q, %v, %v", text, old, info, err)
		}
		if is, was := info.Sys().(*syscall.Stat_t), before.Sys().(*syscall.Stat_t); is.Uid != was.Uid ||
			is.Gid != was.Gid || is.Ino == was.Ino {
			t.Errorf("owner %d:%d, file %d; before %d:%d, %d", is.Uid, is.Gid, is.Ino, was.Uid, was.Gid, was.Ino)
		}
		_ = reader.Close()
	}
	if target, err := os.Readlink(link); err != nil || target != "secret" {
		t.Errorf("the link leads to %q, %v", target, err)
	}
	if files, err := os.ReadDir(dir); err != nil || len(files) != 2 {
		t.Errorf("the directory has %v, %v", files, err)
	}
	i := Init{Source: config.Source{}}
	if err := i.write(file, "newer", true); err == nil {
		t.Error("a new file replaces an old one")
	}
}
