package message

import (
	"strings"

	"github.com/emersion/go-message"

	"followup/rules"
)

// vouches reports whether the user's own mail server says in the topmost Authentication-Results (RFC 8601) that the
// mail has passed DMARC for the domain of its only sender. A server puts its results on top, so those below may be
// anybody's.
func vouches(h message.Header, authserv string, from []rules.Person) bool {
	results := h.Values("Authentication-Results")
	if authserv == "" || len(results) == 0 || len(results[0]) > maxField || len(from) != 1 {
		return false
	}
	server, rest, _ := strings.Cut(withoutComments(results[0]), ";")
	if words := strings.Fields(server); len(words) == 0 || !strings.EqualFold(words[0], authserv) {
		return false
	}
	domain := from[0].Email[strings.LastIndexByte(from[0].Email, '@')+1:]
	for result := range strings.SplitSeq(rest, ";") {
		verdict, properties, _ := strings.Cut(strings.TrimSpace(result), " ")
		if !strings.EqualFold(verdict, "dmarc=pass") {
			continue
		}
		for _, p := range strings.Fields(properties) {
			if strings.EqualFold(p, "header.from="+domain) {
				return true
			}
		}
	}
	return false
}

// withoutComments returns the value of a field in which comments, which may be nested and may have semicolons in them,
// are blanks, and quoted strings are empty ones: nothing in either is a verdict. What is not closed is dropped.
func withoutComments(v string) string {
	var kept strings.Builder
	depth, isQuoted, isEscaped := 0, false, false
	for _, r := range v {
		switch {
		case isEscaped:
			isEscaped = false
		case r == '\\' && (depth > 0 || isQuoted):
			isEscaped = true
		case isQuoted:
			isQuoted = r != '"'
		case r == '(':
			depth++
			kept.WriteByte(' ')
		case depth > 0:
			if r == ')' {
				depth--
			}
		case r == '"':
			isQuoted = true
			kept.WriteString(`""`)
		default:
			kept.WriteRune(r)
		}
	}
	return kept.String()
}
