package setup

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"followup/cmd/followup/service"
)

// write writes a new file that only its owner can read. The service's config belongs to root, and its group may read
// it; a secret of the service belongs to the service.
func (i Init) write(path, text string, secret bool) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	if _, err := os.Lstat(path); err == nil {
		return fmt.Errorf("%s already exists", path)
	} else if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	u, _ := i.System.IDs()
	switch {
	case !i.isForService(path):
		return writeWhole(path, text, -1, -1, 0o600)
	case secret:
		return writeWhole(path, text, u.UID, u.GID, 0o600)
	}
	return writeWhole(path, text, 0, u.GID, 0o640)
}

// rewrite writes a file anew. It keeps its owner and its mode. If the path is a link, the file that it leads to is
// written.
func rewrite(path, text string) error { return copyOwner(path, "", text) }

// copyOwner is like rewrite, but writes the file with a suffix to its name.
func copyOwner(path, suffix, text string) error {
	real, err := filepath.EvalSymlinks(path)
	if err != nil {
		return err
	}
	info, err := os.Stat(real)
	if err != nil {
		return err
	}
	uid, gid := -1, -1
	if stat, ok := info.Sys().(*syscall.Stat_t); ok {
		uid, gid = int(stat.Uid), int(stat.Gid)
	}
	return writeWhole(real+suffix, text, uid, gid, info.Mode().Perm())
}

// writeWhole puts a file in its place when all of it is on the disk, so that there is the old one or the new one at any
// moment. The file belongs to the user and the group with these numbers; -1 is the current one.
func writeWhole(path, text string, uid, gid int, mode fs.FileMode) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*") // only its owner can read it
	if err != nil {
		return service.ExplainAccess(filepath.Dir(path), named(path, err))
	}
	defer func() {
		if err != nil {
			err = errors.Join(named(path, err), os.Remove(f.Name()))
		}
	}()
	_, err = f.WriteString(text)
	if uid >= 0 || gid >= 0 {
		err = errors.Join(err, f.Chown(uid, gid))
	}
	if err = errors.Join(err, f.Chmod(mode), f.Sync(), f.Close()); err != nil {
		return err
	}
	if err = os.Rename(f.Name(), path); err != nil {
		return err
	}
	dir, err := os.Open(filepath.Dir(path))
	if err != nil {
		return nil // the file is there; only a power cut could undo it
	}
	_ = dir.Sync()
	_ = dir.Close()
	return nil
}

// named returns an error about the file that is written, and not about the one that stands in for it meanwhile.
func named(path string, err error) error {
	if about := new(fs.PathError); errors.As(err, &about) {
		return fmt.Errorf("%s: %w", path, about.Err)
	}
	return err
}
