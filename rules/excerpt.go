package rules

import (
	"strings"

	"followup/pattern"
)

// maxExcerpt is how many characters of an answer are kept: enough to see what it says.
const maxExcerpt = 300

// Excerpt returns the beginning of what somebody else wrote, so that it can be shown without doing anything: on one
// line, without invisible characters, and with nothing that a mail program turns into a link.
func Excerpt(text string) string {
	return Clip(OneLine(withoutLinks(Clip(text, 4*maxExcerpt))), maxExcerpt)
}

// HarmlessLine returns a name or a subject that somebody else wrote as [Excerpt] does.
func HarmlessLine(text string) string {
	return Clip(OneLine(withoutLinks(Clip(text, 2*maxLine))), maxLine)
}

var (
	// address matches what is certainly meant as a link.
	address = pattern.Lazy(`(?i)\b[a-z][a-z0-9+.-]*:/\S*|\b(?:mailto|tel|sms|javascript|data):\S+|\bwww\.\S+|` +
		`\b[\pL\d-]+(?:\.[\pL\d-]+)+/\S*`)

	// domain matches what may be one: mail programs make links of "acme.test", "Acme.Test" and addresses. A sentence
	// that begins without a blank before it looks the same, and reads no worse for it.
	domain = pattern.Lazy(`([\pL\d-])\.(\pL{2,})`)
)

func withoutLinks(s string) string {
	s = Visible(strings.ToValidUTF8(s, "\uFFFD")) // first, or a hidden character would keep a link apart
	s = address.ReplaceAllString(s, "[link]")
	for domain.MatchString(s) { // twice for "a.bc.de", whose letters overlap
		s = domain.ReplaceAllString(s, "$1[.]$2")
	}
	return s
}
