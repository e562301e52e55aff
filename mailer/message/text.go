package message

import (
	"io"
	"math"
	"slices"
	"strings"

	"github.com/emersion/go-message"
)

// own returns what the sender wrote, without quoted mails: from the plain text, or from HTML if there is none.
func (t *texts) own() (text string, plain bool) {
	if all := strings.Join(t.plain, "\n"); strings.TrimSpace(all) != "" {
		return Own(all), true
	}
	return Own(fromHTML(strings.Join(t.html, "\n"))), false
}

// texts are the parts that are shown as text, a calendar, and how many parts were looked at.
type texts struct {
	plain, html []string
	calendar    string // the first one, also if it is a file
	parts       int

	onlyCalendar bool // nothing else is wanted
	tnef         bool // there is a winmail.dat
}

// walk collects the texts of a part. The library reads the parts within a part one after the other, when it is asked
// for the next; so what is not asked for costs nothing.
func (t *texts) walk(e *message.Entity, depth, parts int) {
	if t.parts++; t.parts > parts {
		return
	}
	kind, params, err := e.Header.ContentType()
	if err != nil {
		kind, params = "text/plain", nil // RFC 2045 section 5.2
	}
	if r := e.MultipartReader(); r != nil {
		for depth > 0 && t.parts < parts && !(t.onlyCalendar && t.calendar != "") {
			part, _ := r.NextPart() // an error besides a part is about its encoding, which body looks at
			if part == nil {
				return
			}
			t.walk(part, depth-1, parts)
		}
		return
	}
	if kind == "message/rfc822" && t.onlyCalendar && depth > 0 {
		// the mail around it is bounded
		if forwarded, _ := open(e.Body, Limits{math.MaxInt64, Default.Header, 0, 0}); forwarded != nil {
			t.walk(forwarded, depth-1, parts)
		}
		return
	}
	t.tnef = t.tnef || kind == "application/ms-tnef"
	disposition, named, _ := e.Header.ContentDisposition()
	isCalendar := kind == "text/calendar" || kind == "application/ics" ||
		strings.HasSuffix(strings.ToLower(named["filename"]), ".ics")
	switch {
	case isCalendar && t.calendar == "":
		e.Body = io.LimitReader(e.Body, maxCalendar+1)
		t.calendar = body(e, params["charset"])
		return
	case isCalendar || t.onlyCalendar || strings.EqualFold(disposition, "attachment"):
		return
	}
	switch kind {
	case "text/plain":
		t.plain = append(t.plain, body(e, params["charset"]))
	case "text/html":
		t.html = append(t.html, body(e, params["charset"]))
	}
}

// encodings are those that the library decodes. A part in another one comes undecoded, and if its character set is
// unknown as well, the error names only that.
var encodings = []string{"", "7bit", "8bit", "binary", "quoted-printable", "base64"}

// body returns the text of a part, up to the first byte that does not fit its encoding.
func body(e *message.Entity, charset string) string {
	if !slices.Contains(encodings, strings.ToLower(e.Header.Get("Content-Transfer-Encoding"))) {
		return ""
	}
	r := e.Body
	switch charset = strings.ToLower(charset); charset {
	case "", "utf-8", "us-ascii":
	default:
		if decoded, err := decode(charset, r); err == nil {
			r = decoded // else as if it were UTF-8, which most of it then is
		}
	}
	text, _ := io.ReadAll(r) // bounded by the mail
	clean := strings.ToValidUTF8(string(text), "\uFFFD")
	return strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u00a0", " ").Replace(clean)
}
