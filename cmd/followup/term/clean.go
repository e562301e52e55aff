package term

import (
	"strings"

	"followup/rules"
)

// Clean returns text from elsewhere with everything removed or replaced that makes it unsafe to print: a control
// character could rewrite the terminal, and an invisible one could disguise the text.
func Clean(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' || r == 0x7f || r >= 0x80 && r < 0xa0 {
			return '\uFFFD'
		}
		return r
	}, rules.Visible(s))
}
