//go:build docs

package main

import (
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
)

// The man pages and the completions are made by the build, by a program that is not installed:
//
//	go run -tags docs ./cmd/followup docs DIR
func init() { extraCommands = append(extraCommands, (*app).docsCommand) }

func (a *app) docsCommand() *cobra.Command {
	return &cobra.Command{
		Use:    "docs DIR",
		Hidden: true,
		Args:   args("DIR"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return writeDocs(cmd.Root(), args[0])
		},
	}
}

// writeDocs writes man1/*.1 and completions/* below dir. The date in the man pages is none, so that two builds give the
// same bytes.
func writeDocs(root *cobra.Command, dir string) error {
	man, completions := filepath.Join(dir, "man1"), filepath.Join(dir, "completions")
	for _, d := range []string{man, completions} {
		if err := os.MkdirAll(d, 0o755); err != nil {
			return err
		}
	}
	root.DisableAutoGenTag = true
	never := time.Unix(0, 0).UTC()
	header := &doc.GenManHeader{Section: "1", Source: "followup", Manual: "followup", Date: &never}
	if err := doc.GenManTree(root, header, man); err != nil {
		return err
	}
	for name, write := range map[string]func(string) error{
		"followup.bash": func(path string) error { return root.GenBashCompletionFileV2(path, true) },
		"_followup":     root.GenZshCompletionFile,
		"followup.fish": func(path string) error { return root.GenFishCompletionFile(path, true) },
	} {
		if err := write(filepath.Join(completions, name)); err != nil {
			return err
		}
	}
	return nil
}
