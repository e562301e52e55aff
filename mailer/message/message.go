// Package message reads a mail: who it is from and to, what it answers, what its sender wrote, and whether the user's
// own mail server vouches for the sender. A mail may come from anybody, so all that is read of it is bounded.
package message

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/emersion/go-message"

	"followup/rules"
)

// Limits bound what is read of one mail, before it is parsed.
type Limits struct {
	Bytes  int64 // of the whole mail; what comes after them is not read
	Header int64 // of its header
	Depth  int   // of parts within parts
	Parts  int   // in all
}

// Default are the limits for a mail from anywhere.
//
// A long reminder has 26 KB, and a reply may quote it twice, as plain text and as HTML; files come after the text.
// Postfix cuts a header at 100 KB. Real mails have four levels, such as an alternative beside a picture in a signed
// part above a list's footer, and rarely ten parts. A level costs a buffer, and each byte in it is copied once more.
var Default = Limits{Bytes: 256 << 10, Header: 100 << 10, Depth: 8, Parts: 50}

// Read reads a mail, with its text. The authserv is the name of the user's own mail server in its
// Authentication-Results, or "" if none is known. A mail that is longer than the limit is read as if it ended there.
// An error means that the header cannot be read; it has no text of the mail.
func Read(r io.Reader, authserv string, l Limits) (rules.Mail, error) {
	e, err := open(r, l)
	if err != nil {
		return rules.Mail{}, err
	}
	m := readHeader(e.Header, authserv)
	var t texts
	t.walk(e, l.Depth, l.Parts)
	m.Text, m.Plain = t.own()
	m.HasText, m.Calendar = true, t.calendar
	return m, nil
}

// maxCalendar is how many bytes of a calendar are kept. Those of a year have fewer.
const maxCalendar = 4 << 20

// Calendar returns the first calendar in a mail, or in a mail that is forwarded in it, or "". Of all other parts only
// the headers are kept. An error means that the header of the mail cannot be read, or that the calendar is too large or
// in a format of Outlook's own.
func Calendar(r io.Reader, l Limits) (string, error) {
	e, err := open(r, l)
	if err != nil {
		return "", err
	}
	t := texts{onlyCalendar: true}
	t.walk(e, l.Depth, l.Parts)
	if t.calendar == "" && t.tnef {
		return "", errors.New("the invitation in the mail is in winmail.dat, which only Outlook reads; ask for it as " +
			".ics, or type what it says with followup add")
	}
	if len(t.calendar) > maxCalendar {
		return "", fmt.Errorf("the calendar in the mail is larger than %d MB; export less of it", maxCalendar>>20)
	}
	return t.calendar, nil
}

// ReadHeader is like Read, but for a mail of which only the header is there, or only some of its fields.
func ReadHeader(r io.Reader, authserv string, l Limits) (rules.Mail, error) {
	e, err := open(r, l)
	if err != nil {
		return rules.Mail{}, err
	}
	return readHeader(e.Header, authserv), nil
}

// errHeader is the error for all that can be wrong with a header. What the library says has text of the mail in it.
var errHeader = errors.New("the header of the mail cannot be read")

// open reads the header.
func open(r io.Reader, l Limits) (*message.Entity, error) {
	e, _ := message.ReadWithOptions(io.LimitReader(r, l.Bytes), &message.ReadOptions{MaxHeaderBytes: l.Header})
	if e == nil {
		return nil, errHeader // otherwise an error is about the encoding of the body, which body looks at
	}
	return e, nil
}

// fields returns the values of all fields of a name, each at most that long.
func fields(h message.Header, name string) (values []string) {
	for _, v := range h.Values(name) {
		if len(v) <= maxField {
			values = append(values, v)
		}
	}
	return values
}

// maxField is how many bytes of a field are looked at: 300 addresses, or the References of as many mails.
const maxField = 16 << 10

// field returns the value of the first field of a name, in lower case and without blanks around it.
func field(h message.Header, name string) string {
	if v := h.Get(name); len(v) <= maxField {
		return strings.ToLower(strings.TrimSpace(v))
	}
	return ""
}
