package term

import (
	"math"
	"strings"

	"github.com/mattn/go-runewidth"
)

// Refill folds the paragraphs of a text to a width, in columns. A paragraph with an indented line is left as it is.
func Refill(text string, width int) string {
	paragraphs := strings.Split(text, "\n\n")
	for i, p := range paragraphs {
		if lines := "\n" + p; !strings.Contains(lines, "\n ") && !strings.Contains(lines, "\n\t") {
			paragraphs[i] = Fold("", p, width)
		}
	}
	return strings.Join(paragraphs, "\n\n")
}

// Fold returns text after a label, folded between words to a width, in columns. Further lines are indented by the
// width of the label.
func Fold(label, text string, width int) string {
	return foldAfter(label, strings.Repeat(" ", runewidth.StringWidth(label)), text, width)
}

// foldAfter returns text folded between words to a width. The first line begins with label, the others with others.
func foldAfter(label, others, text string, width int) string {
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

// Entry prints text after a label, followed by a line break. On a terminal it is folded as by [Fold]. The text is
// cleaned, but not the label.
func (t *Terminal) Entry(label, text string) {
	width := t.Width
	if width == 0 {
		width = math.MaxInt
	}
	t.Printf("%s\n", Fold(label, Clean(text), width))
}

// Entries prints each of the texts as [Terminal.Entry] does, without a label.
func (t *Terminal) Entries(texts []string) {
	for _, text := range texts {
		t.Entry("", text)
	}
}

// Paragraph returns a line of a letter after a prefix. On a terminal it is folded as by the function [Paragraph].
func (t *Terminal) Paragraph(prefix, line string) string {
	if t.Width == 0 {
		return prefix + line
	}
	return Paragraph(prefix, line, t.Width)
}

// Paragraph returns a line of a letter after a prefix, folded to a width, in columns. Each line begins with the prefix
// and, if it is quoted, with the ">" of the quotation.
func Paragraph(prefix, line string, width int) string {
	for quoted := strings.TrimLeft(line, "> "); len(quoted) < len(line); {
		prefix, line = prefix+line[:len(line)-len(quoted)], quoted
	}
	return strings.TrimRight(foldAfter(prefix, prefix, line, width), " ")
}
