package exchange

import (
	"strings"

	"github.com/emersion/go-ical"

	"followup/rules"
)

// text is a property's text on one line. go-ical's own reader ends at a comma without a backslash and refuses a backslash
// before anything else than it expects; both are common in the wild, and no reason to lose half a title.
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

// parameterMarks are how a parameter writes what may not stand in it (RFC 6868).
var parameterMarks = strings.NewReplacer("^^", "^", "^'", `"`, "^n", " ")

// parameter is a parameter's text on one line.
func parameter(p *ical.Prop, name string) string {
	s := rules.OneLine(parameterMarks.Replace(p.Params.Get(name)))
	// Outlook puts a name that is an address in apostrophes; others escape as if it were a text.
	s = strings.NewReplacer(`\,`, ",", `\;`, ";").Replace(s)
	if len(s) > 1 && s[0] == '\'' && s[len(s)-1] == '\'' {
		s = strings.TrimSpace(s[1 : len(s)-1])
	}
	return s
}
