//go:build docs

package main

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
	"github.com/spf13/pflag"
)

// The build writes the man pages and shell completions with a program that is not installed:
//
//	go run -tags docs ./cmd/followup docs DIR
func init() { extraCommands = append(extraCommands, docsCommand) }

func docsCommand(*world) *cobra.Command {
	return &cobra.Command{
		Use:    "docs DIR",
		Hidden: true,
		Args:   exactArgs("DIR"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return writeDocs(cmd.Root(), args[0])
		},
	}
}

// writeDocs writes man1/*.1 and completions/* below dir. The date of the man pages is SOURCE_DATE_EPOCH, which
// .ci/package sets to the time of the commit, so that builds are reproducible.
func writeDocs(root *cobra.Command, dir string) error {
	man, completions := filepath.Join(dir, "man1"), filepath.Join(dir, "completions")
	for _, d := range []string{man, completions} {
		if err := os.MkdirAll(d, 0o755); err != nil {
			return err
		}
	}
	root.DisableAutoGenTag = true
	escapeMarkdown(root)
	header := &doc.GenManHeader{Section: "1", Source: "followup", Manual: "User Commands"}
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

// escapeMarkdown escapes the usage texts of the flags of cmd and its subcommands. The generator of the man pages
// reads them as Markdown, in which <jo@acme.test> is a link.
func escapeMarkdown(cmd *cobra.Command) {
	escape := strings.NewReplacer(`\`, `\\`, "`", "\\`", `*`, `\*`, `_`, `\_`, `<`, `\<`, `[`, `\[`)
	cmd.NonInheritedFlags().VisitAll(func(f *pflag.Flag) { f.Usage = escape.Replace(f.Usage) })
	for _, sub := range cmd.Commands() {
		escapeMarkdown(sub)
	}
}
