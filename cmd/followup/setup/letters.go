package setup

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"followup/mailer/letters"
)

// WriteLetters writes the built-in letters in a language to a folder, and README.md, which explains them. If any of the
// files exists, it writes nothing and returns an error.
func WriteLetters(lang letters.Language, dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	files := []fs.FS{letters.Readme, lang.Letters()}
	for _, from := range files {
		names, err := fs.Glob(from, "*")
		if err != nil {
			return err
		}
		for _, name := range names {
			path := filepath.Join(dir, name)
			if _, err := os.Lstat(path); err == nil {
				return fmt.Errorf("%s already exists; name another folder, or move the file away", path)
			} else if !errors.Is(err, fs.ErrNotExist) {
				return err
			}
		}
	}
	for _, from := range files {
		if err := os.CopyFS(dir, from); err != nil {
			return err
		}
	}
	return nil
}
