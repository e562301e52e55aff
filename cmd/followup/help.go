package main

import (
	"fmt"
	"strings"

	"github.com/mattn/go-runewidth"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// help is what cobra prints, folded at words to the width of the terminal, or to the usual one where that is none. The
// examples stay as they are, to be copied.
func (a *app) help(cmd *cobra.Command, _ []string) {
	width := a.width
	if width == 0 {
		width = usualWidth
	}
	a.printf("%s\n\n%s", refill(strings.TrimSpace(longOf(cmd)), width), foldedUsage(cmd, width))
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
		replace(label+sub.Short, fold(label, sub.Short, width))
	}
	return usage
}

// refill folds the paragraphs of a text anew; lines that are indented stay as they are.
func refill(text string, width int) string {
	paragraphs := strings.Split(text, "\n\n")
	for i, p := range paragraphs {
		if !strings.HasPrefix(p, " ") && !strings.HasPrefix(p, "\t") && !strings.Contains(p, "\n ") && !strings.Contains(p, "\n\t") {
			paragraphs[i] = fold("", p, width)
		}
	}
	return strings.Join(paragraphs, "\n\n")
}

// fold is text behind a label, folded at words to a width; it goes on in lines below its beginning.
func fold(label, text string, width int) string {
	return foldBehind(label, strings.Repeat(" ", runewidth.StringWidth(label)), text, width)
}

// foldBehind is text behind a label, folded at words to a width, each further line behind the other label.
func foldBehind(label, others, text string, width int) string {
	var done strings.Builder
	line := label
	for i, word := range strings.Fields(text) {
		switch {
		case i == 0:
		case runewidth.StringWidth(line)+1+runewidth.StringWidth(word) > width:
			done.WriteString(line + "\n")
			line = others
		default:
			line += " "
		}
		line += word
	}
	return done.String() + line
}
