package phrase

import (
	"fmt"
	"strings"

	"followup/rules"
)

// Clean returns text from elsewhere without what makes it unsafe to print: a control character could rewrite the
// terminal, and an invisible one could disguise the text.
func Clean(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' || r == 0x7f || r >= 0x80 && r < 0xa0 {
			return '\uFFFD'
		}
		return r
	}, rules.Visible(s))
}

// Plural returns one if n is 1, else several.
func Plural(n int, one, several string) string {
	if n == 1 {
		return one
	}
	return several
}

// Count returns "1 interview" or "2 interviews".
func Count(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}

// FirstLine returns the first line of a text. A panic has its whole stack below.
func FirstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}
