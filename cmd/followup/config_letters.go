package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"followup/mailer/letters"
)

func (a *app) configLettersCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "letters DIR",
		Short: "Write the built-in letters to a folder, to put them in your own words",
		Long: `Write the built-in letters to a folder, to put them in your own words, and beside
them README.md, which lists what a letter may say. Change those you like and delete
the others; letters.templates_dir in the config names the folder. Nothing that is
there already is overwritten.`,
		Example: "  followup config letters ~/.config/followup/letters",
		Args:    args("DIR"),
		RunE: func(_ *cobra.Command, args []string) error {
			if args[0] == "" {
				return usagef("DIR is empty; name the folder to write the letters to")
			}
			dir, err := filepath.Abs(args[0])
			if err != nil {
				return err
			}
			if err := writeLetters(dir); err != nil {
				return err
			}
			a.printf("Wrote the letters to %s, and README.md, which says what they may contain.\n"+
				"Change those you like and delete the others. Then add this to your config, and check it:\n"+
				"  [letters]\n  templates_dir = %q\n  followup config check\n", dir, dir)
			return nil
		},
	}
}

// writeLetters writes all of them, or none where one is there already.
func writeLetters(dir string) error {
	names, err := fs.Glob(letters.BuiltIn, "*")
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for _, name := range names {
		path := filepath.Join(dir, name)
		if _, err := os.Lstat(path); err == nil {
			return fmt.Errorf("%s is there already; name another folder, or move it away", path)
		} else if !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return os.CopyFS(dir, letters.BuiltIn)
}
