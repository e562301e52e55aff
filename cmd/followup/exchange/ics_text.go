package exchange

import (
	"strings"

	"github.com/emersion/go-ical"

	"followup/rules"
)

// propText returns a property's text on one line. go-ical's reader stops at a comma without a backslash and refuses an
// unexpected backslash. Both are common, and no reason to lose half a title.
func propText(p *ical.Prop) string {
	if p == nil {
		return ""
	}
	var b strings.Builder
	escaped := false
	for _, r := range p.Value {
		switch {
		case !escaped && r == '\\':
			escaped = true
			continue
		case escaped && (r == 'n' || r == 'N'):
			r = ' '
		}
		escaped = false
		b.WriteRune(r)
	}
	return rules.OneLine(b.String())
}

// parameterMarks decodes the characters that are not allowed in a parameter (RFC 6868).
var parameterMarks = strings.NewReplacer("^^", "^", "^'", `"`, "^n", " ")

// parameter returns a parameter's text on one line.
func parameter(p *ical.Prop, name string) string {
	s := rules.OneLine(parameterMarks.Replace(p.Params.Get(name)))
	// Outlook puts a name that is an address in apostrophes. Others use the escapes of property texts.
	s = strings.NewReplacer(`\,`, ",", `\;`, ";").Replace(s)
	if len(s) > 1 && s[0] == '\'' && s[len(s)-1] == '\'' {
		s = strings.TrimSpace(s[1 : len(s)-1])
	}
	return s
}
