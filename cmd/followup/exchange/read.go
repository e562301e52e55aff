package exchange

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/emersion/go-message"

	"followup/pattern"
)

// foreign are kinds of files that are not read, by how they begin, with what to do instead.
var foreign = []struct{ begins, advice string }{
	{"PK\x03\x04", "this is a workbook (.xlsx, .ods) or another archive; open it and save the table as CSV"},
	{"\xd0\xcf\x11\xe0", "this is an Outlook message (.msg) or an old workbook (.xls); save the message as .eml, " +
		"the event as .ics, or the table as CSV"},
	{"%PDF-", "this is a PDF; export the calendar as .ics or the table as CSV, or type it with followup add"},
}

// mailHeader matches a line at the beginning of a mail.
var mailHeader = pattern.Lazy(`(?im)^(from|to|subject|received|return-path|delivered-to|message-id|mime-version):`)

// Read reads a calendar, a mail with a calendar in it, or a table: what it is, its beginning tells.
func Read(ctx context.Context, r io.Reader, name string, o Options) ([]Entry, error) {
	in, err := newInput(ctx, r)
	if err != nil {
		return nil, err
	}
	head, err := in.Peek(4 << 10)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	for _, kind := range foreign {
		if bytes.HasPrefix(head, []byte(kind.begins)) {
			return nil, errors.New(kind.advice)
		}
	}
	if bytes.IndexByte(head[:min(len(head), 100)], 0) >= 0 {
		return nil, errors.New("this is no text that can be read; save it as UTF-8")
	}
	before, _, isCalendar := bytes.Cut(head, []byte("BEGIN:VCALENDAR"))
	headers, _, _ := bytes.Cut(before, []byte("\n\n"))
	switch {
	case len(mailHeader().FindAllIndex(headers, 2)) == 2:
		return readMail(ctx, in, o)
	case isCalendar || strings.EqualFold(filepath.Ext(name), ".ics"):
		return readICS(ctx, in, o)
	}
	return readCSV(ctx, in, o)
}

// maxParts is how many parts of a mail are looked at, and maxForwards how deep mails may be inside each other.
const maxParts, maxForwards = 200, 5

// readMail reads the calendars in a mail.
func readMail(ctx context.Context, in *bufio.Reader, o Options) ([]Entry, error) {
	if first, _ := in.Peek(len("From ")); string(first) == "From " { // of a mailbox file
		_, _ = in.ReadString('\n') // what is missing is missed below
	}
	m := mailReader{ctx: ctx, options: o, seen: map[string]bool{}}
	if err := m.read(in, 0); err != nil {
		return nil, err
	}
	if !m.found {
		return nil, errors.New("the mail has no calendar in it; type what it says with followup add")
	}
	return m.entries, nil
}

// A mailReader collects the events of a mail.
type mailReader struct {
	ctx     context.Context
	options Options
	entries []Entry
	seen    map[string]bool // events: a mail often has the same calendar twice
	found   bool            // a calendar
	parts   int
}

func (m *mailReader) read(r io.Reader, depth int) error {
	e, err := message.Read(r)
	if err != nil && !message.IsUnknownCharset(err) && !message.IsUnknownEncoding(err) {
		return fmt.Errorf("the mail cannot be read: %w", err)
	}
	return m.walk(e, depth)
}

func (m *mailReader) walk(e *message.Entity, depth int) error {
	kind, params, _ := e.Header.ContentType() // a malformed one is none
	_, attached, _ := e.Header.ContentDisposition()
	name := strings.ToLower(params["name"] + attached["filename"])
	parts := e.MultipartReader()
	switch m.parts++; {
	case m.parts > maxParts || depth > maxForwards:
		return errors.New("the mail has too many parts; save the calendar in it as a file of its own")
	case parts != nil:
		for {
			part, err := parts.NextPart()
			if errors.Is(err, io.EOF) {
				return nil
			}
			if err != nil && !message.IsUnknownCharset(err) && !message.IsUnknownEncoding(err) {
				return fmt.Errorf("the mail cannot be read: %w", err)
			}
			if err := m.walk(part, depth+1); err != nil {
				return err
			}
		}
	case kind == "message/rfc822":
		return m.read(e.Body, depth+1)
	case kind == "text/calendar" || kind == "application/ics" || strings.HasSuffix(name, ".ics"):
		m.found = true
		entries, err := ReadICS(m.ctx, e.Body, m.options)
		for _, e := range entries {
			if key := fmt.Sprint(e.UID, e.Sequence, e.Cancelled); !m.seen[key] || e.UID == "" {
				m.seen[key] = true
				m.entries = append(m.entries, e)
			}
		}
		return err
	}
	return nil
}
