package mailer

import "strings"

// maxLink is how long a link may be. Longer ones are cut short, or do nothing, in some mail apps and browsers.
const maxLink = 1900

// fitting is how much of a draft a link carries.
type fitting int

const (
	fitsAll     fitting = iota
	fitsNoQuote         // the earlier email did not fit
	fitsNoText          // the text did not fit either; the link opens an empty mail
)

// linkMaker writes a link that opens a mail app with a draft in it.
type linkMaker func(to, subject, body string) string

// link is the longest link to a draft that stays within the limit: first the quoted history goes, then the text, then the
// subject.
func link(make linkMaker, to string, d Draft) (string, fitting) {
	for _, try := range []struct {
		subject, body string
		fitting       fitting
	}{
		{d.Subject, d.Body, fitsAll},
		{d.Subject, d.withoutQuote, fitsNoQuote},
		{d.Subject, "", fitsNoText},
	} {
		if s := make(to, try.subject, try.body); len(s) <= maxLink {
			return s, try.fitting
		}
	}
	return make(to, "", ""), fitsNoText
}

// mailto is the link of RFC 6068.
func mailto(to, subject, body string) string {
	return "mailto:" + escapeAddress(to) + query("?", "subject", subject, "body", body)
}

func gmail(to, subject, body string) string {
	return "https://mail.google.com/mail/?view=cm&fs=1" + query("&", "to", to, "su", subject, "body", body)
}

func outlook(to, subject, body string) string {
	return "https://outlook.live.com/mail/0/deeplink/compose" + query("?", "to", to, "subject", subject, "body", body)
}

// query is the named values that are not empty, each after its separator.
func query(separator string, pairs ...string) string {
	var b strings.Builder
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i+1] == "" {
			continue
		}
		b.WriteString(separator + pairs[i] + "=" + escape(pairs[i+1]))
		separator = "&"
	}
	return b.String()
}

// escapeAddress leaves only the @ between the two parts, as RFC 6068 has it.
func escapeAddress(address string) string {
	at := strings.LastIndexByte(address, '@')
	if at < 0 {
		return escape(address)
	}
	return escape(address[:at]) + "@" + escape(address[at+1:])
}

// escape percent-encodes all but RFC 3986's unreserved characters. url.QueryEscape would write a blank as "+", which
// mail apps show as a plus. A line ends in CRLF.
func escape(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	b.Grow(2 * len(s))
	for _, c := range []byte(strings.ReplaceAll(s, "\n", "\r\n")) {
		if 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("-._~", c) >= 0 {
			b.WriteByte(c)
		} else {
			b.WriteByte('%')
			b.WriteByte(hex[c>>4])
			b.WriteByte(hex[c&15])
		}
	}
	return b.String()
}
