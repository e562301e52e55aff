package main

import (
	"bytes"
	"cmp"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/mattn/go-runewidth"
	"github.com/spf13/cobra"

	"followup/cmd/followup/term"
)

// TestHelpFitsTheTerminal checks that no line is wider than the terminal, except for examples, which are copied, and
// the usage line.
func TestHelpFitsTheTerminal(t *testing.T) {
	for _, width := range []int{0, 60, 80, 120} {
		for _, name := range []string{"", "add", "heard", "edit", "import", "config init", "completion bash"} {
			var out bytes.Buffer
			a := &world{Terminal: &term.Terminal{Out: &out, Err: &out, Width: width}, clock: time.Now}
			a.run(t.Context(), append(strings.Fields(name), "--help"))
			text, examples, _ := strings.Cut(out.String(), "Examples:")
			_, flags, _ := strings.Cut(examples, "Flags:")
			for line := range strings.SplitSeq(text+flags, "\n") {
				if strings.Contains(line, "followup") || strings.HasPrefix(line, "\t") { // a command
					continue
				}
				if got := runewidth.StringWidth(line); got > cmp.Or(width, 80) {
					t.Errorf("%s --help on %d: %d columns: %s", name, width, got, line)
				}
			}
		}
	}
}

// TestHelpIsFoldedAtWords checks that folding neither breaks nor loses a word.
func TestHelpIsFoldedAtWords(t *testing.T) {
	help := func(width int) []string {
		var out bytes.Buffer
		(&world{Terminal: &term.Terminal{Out: &out, Width: width}, clock: time.Now}).run(t.Context(),
			[]string{"heard", "--help"})
		return strings.Fields(out.String())
	}
	if diff := gocmp.Diff(help(1000), help(60)); diff != "" {
		t.Error(diff)
	}
}

// TestCommandsHaveExamples checks every command, apart from those that come with cobra.
func TestCommandsHaveExamples(t *testing.T) {
	var check func(cmd *cobra.Command)
	check = func(cmd *cobra.Command) {
		if !cmd.Hidden && cmd.Example == "" {
			t.Errorf("%s has no example", cmd.CommandPath())
		}
		for _, sub := range cmd.Commands() {
			if sub.Name() != "help" && sub.Name() != "completion" {
				check(sub)
			}
		}
	}
	check(rootCommand(&world{Terminal: &term.Terminal{}}))
}

// TestHelpGroupsCommands checks that the help lists every command in one of the groups.
func TestHelpGroupsCommands(t *testing.T) {
	root := rootCommand(&world{Terminal: &term.Terminal{}})
	for _, cmd := range root.Commands() {
		if !cmd.Hidden && cmd.GroupID == "" {
			t.Errorf("%s is in no group", cmd.Name())
		}
	}
	if help := root.UsageString(); strings.Contains(help, "Additional") {
		t.Errorf("the help has commands outside the groups:\n%s", help)
	}
}
