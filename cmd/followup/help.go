package main

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"followup/cmd/followup/term"
)

// whatIDMeans is added to the help of each command that takes an ID.
const whatIDMeans = "ID is the number of an application or of one of its interviews, or a part of the company, the " +
	"role or a person's name."

// explainID has the help and the manual of the commands that take an ID say what that is.
func explainID(root *cobra.Command) {
	for _, cmd := range root.Commands() {
		if strings.Contains(cmd.Use, " ID") || strings.Contains(cmd.Use, "[ID]") {
			cmd.Long = cmp.Or(cmd.Long, cmd.Short+".") + "\n\n" + whatIDMeans
		}
	}
}

// printHelp prints the help of a command as cobra does, but folded to the width of the terminal. Examples are not
// folded, so that they can be copied.
func printHelp(t *term.Terminal, cmd *cobra.Command) {
	width := cmp.Or(t.Width, term.UsualWidth)
	t.Printf("%s\n\n%s", term.Refill(strings.TrimSpace(cmp.Or(cmd.Long, cmd.Short)), width), foldedUsage(cmd, width))
}

// foldedUsage returns cobra's usage text with the descriptions of flags and commands folded to the width.
func foldedUsage(cmd *cobra.Command, width int) string {
	usage := cmd.UsageString()
	replace := func(plain, folded string) {
		usage = strings.Replace(usage, strings.TrimRight(plain, " \n"), strings.TrimRight(folded, " \n"), 1)
	}
	for _, flags := range []*pflag.FlagSet{cmd.LocalFlags(), cmd.InheritedFlags()} {
		replace(flags.FlagUsages(), flags.FlagUsagesWrapped(width))
	}
	for _, sub := range cmd.Commands() {
		label := fmt.Sprintf("  %-*s ", sub.NamePadding(), sub.Name())
		replace(label+sub.Short, term.Fold(label, sub.Short, width))
	}
	return usage
}
