package exchange

import (
	"crypto/rand"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"followup/cmd/followup/usage"
)

// WriteFile replaces a file with the output of write, or leaves it unchanged if there is an error. A new file can only
// be read by its owner, because it says where the owner applied. An existing file keeps its mode, which is returned;
// for a new file that is 0. Links are followed, and a file that is not regular is written to directly. The files in
// ours, which belong to the database, are refused.
func WriteFile(path string, ours []string, write func(io.Writer) error) (fs.FileMode, error) {
	if target, err := filepath.EvalSymlinks(path); err == nil {
		path = target
	}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return 0, replaceFile(path, 0o600, write)
	case err != nil:
		return 0, err
	}
	for _, own := range ours {
		if of, err := os.Stat(own); err == nil && os.SameFile(info, of) {
			return 0, usage.Errorf("%s belongs to followup's own database; name another file", path)
		}
	}
	if !info.Mode().IsRegular() {
		return 0, writeInto(path, write)
	}
	return info.Mode().Perm(), replaceFile(path, info.Mode().Perm(), write)
}

func writeInto(path string, write func(io.Writer) error) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	return errors.Join(write(f), f.Close())
}

func replaceFile(path string, mode fs.FileMode, write func(io.Writer) error) error {
	tmp, err := os.OpenFile(filepath.Join(filepath.Dir(path), ".followup-"+rand.Text()),
		os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	defer os.Remove(tmp.Name()) // which fails once it is renamed
	if err = errors.Join(tmp.Chmod(mode), write(tmp)); err == nil {
		err = tmp.Sync()
	}
	if err = errors.Join(err, tmp.Close()); err != nil {
		return err
	}
	return os.Rename(tmp.Name(), path)
}
