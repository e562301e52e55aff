package phrase

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Plural returns one if n is 1, else several.
func Plural(n int, one, several string) string {
	if n == 1 {
		return one
	}
	return several
}

// Count returns a number with its noun, as "1 interview" or "2 interviews".
func Count(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}

// FirstLine returns the first line of a text. That of a panic is followed by the whole stack.
func FirstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}

// Stop ends a sentence with a full stop, but not with a second one after "Jo Smith, P.Eng." or "Yahoo!".
func Stop(s string) string {
	if last, _ := utf8.DecodeLastRuneInString(s); strings.ContainsRune(".!?…", last) {
		return s
	}
	return s + "."
}
