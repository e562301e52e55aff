package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"followup/cmd/followup/term"
)

// help is what cobra prints, folded at words to the width of the terminal, or to the usual one where that is none. The
// examples stay as they are, to be copied.
func (a *app) help(cmd *cobra.Command, _ []string) {
	width := a.Width
	if width == 0 {
		width = term.UsualWidth
	}
	a.printf("%s\n\n%s", term.Refill(strings.TrimSpace(longOf(cmd)), width), foldedUsage(cmd, width))
}

func longOf(cmd *cobra.Command) string {
	if cmd.Long == "" {
		return cmd.Short
	}
	return cmd.Long
}

// foldedUsage is cobra's usage with the flags and the commands folded.
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
