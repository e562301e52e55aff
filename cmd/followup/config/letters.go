package config

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"followup/rules"
)

// templatesDir is the key of the folder of letters.
const templatesDir = "letters.templates_dir"

// letterFiles returns the paths that the user's own letters would have in a folder.
func letterFiles(dir string) (paths []string) {
	for _, kind := range rules.Kinds {
		if kind.HasLetter() {
			paths = append(paths, filepath.Join(dir, string(kind)+".txt"))
		}
	}
	return paths
}

// OwnLetters returns the kinds of notes whose letter the user has replaced.
func (c *Config) OwnLetters() (names []string) {
	for _, path := range letterFiles(c.Letters.TemplatesDir) {
		if _, err := os.Stat(path); err == nil {
			names = append(names, strings.TrimSuffix(filepath.Base(path), ".txt"))
		}
	}
	return names
}

// checkLetters refuses a folder of letters, or a letter in it, that another user can write.
func (c *Config) checkLetters() error {
	dir := c.Letters.TemplatesDir
	if dir == "" {
		return nil
	}
	for _, path := range append([]string{dir}, letterFiles(dir)...) {
		info, err := os.Stat(path)
		if errors.Is(err, fs.ErrNotExist) && path != dir {
			continue
		}
		if err == nil {
			err = c.Custody.CheckWriters(path, info)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", templatesDir, err)
		}
	}
	return nil
}
