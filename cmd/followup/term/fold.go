package term

import (
	"math"
	"strings"

	"github.com/mattn/go-runewidth"
)

// Refill folds the paragraphs of a text to a width. A paragraph with an indented line stays as it is.
func Refill(text string, width int) string {
	paragraphs := strings.Split(text, "\n\n")
	for i, p := range paragraphs {
		if !strings.HasPrefix(p, " ") && !strings.HasPrefix(p, "\t") && !strings.Contains(p, "\n ") && !strings.Contains(p, "\n\t") {
			paragraphs[i] = Fold("", p, width)
		}
	}
	return strings.Join(paragraphs, "\n\n")
}

// Fold returns text after a label, folded between words to a width. Further lines are indented by the width of the label.
func Fold(label, text string, width int) string {
	return foldAfter(label, strings.Repeat(" ", runewidth.StringWidth(label)), text, width)
}

// foldAfter returns text folded between words to a width, the first line after one label and the others after another.
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

// Entry prints text after a label. On a terminal it is folded, and further lines are indented by the width of the label.
func (t *Terminal) Entry(label, text string) {
	width := t.Width
	if width == 0 {
		width = math.MaxInt
	}
	t.Printf("%s\n", Fold(label, Clean(text), width))
}

// Paragraph returns a line of a letter after a prefix, folded on a terminal.
func (t *Terminal) Paragraph(prefix, line string) string {
	if t.Width == 0 {
		return prefix + line
	}
	return Paragraph(prefix, line, t.Width)
}

// Paragraph returns a line of a letter after a prefix, folded to a width. Each line of a quotation is marked as quoted.
func Paragraph(prefix, line string, width int) string {
	for quoted := strings.TrimLeft(line, "> "); len(quoted) < len(line); {
		prefix, line = prefix+line[:len(line)-len(quoted)], quoted
	}
	return strings.TrimRight(foldAfter(prefix, prefix, line, width), " ")
}
