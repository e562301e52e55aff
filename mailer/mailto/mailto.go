// Package mailto makes links that open a mail in a mail app.
package mailto

import (
	"net/url"
	"strings"
)

// Link returns a link as in RFC 6068 that opens a mail to an address, which may be empty, with a subject and a body
// unless they are. The RFC demands the bare @.
func Link(to, subject, body string) string {
	return "mailto:" + strings.ReplaceAll(Escape(to), "%40", "@") + Query("?", "subject", subject, "body", body)
}

// Query returns the names and values as a query string, without the empty values.
func Query(separator string, pairs ...string) string {
	var b strings.Builder
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i+1] == "" {
			continue
		}
		b.WriteString(separator + pairs[i] + "=" + Escape(pairs[i+1]))
		separator = "&"
	}
	return b.String()
}

// Escape percent-encodes all but the unreserved characters of RFC 3986. url.QueryEscape writes a blank as "+", which
// mail apps show as a plus. Lines end in CRLF.
func Escape(s string) string {
	return strings.ReplaceAll(url.QueryEscape(strings.ReplaceAll(s, "\n", "\r\n")), "+", "%20")
}
