package main

import (
	"strings"

	"github.com/mattn/go-runewidth"
)

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

// paragraph is a line of a letter behind a prefix, folded at words on a terminal. What is quoted stays so in every line.
func (a *app) paragraph(prefix, line string) string {
	if a.width == 0 {
		return prefix + line
	}
	for quoted := strings.TrimLeft(line, "> "); len(quoted) < len(line); {
		prefix, line = prefix+line[:len(line)-len(quoted)], quoted
	}
	return strings.TrimRight(foldBehind(prefix, prefix, line, a.width), " ")
}
