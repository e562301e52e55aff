package exchange

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"followup/cmd/followup/textfile"
	"followup/mailer/message"
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
	in, err := textfile.Open(ctx, r)
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
	case len(mailHeader.FindAllIndex(headers, 2)) == 2:
		return readMails(ctx, in, o)
	case isCalendar || strings.EqualFold(filepath.Ext(name), ".ics"):
		return readICS(ctx, in, o)
	}
	return readCSV(ctx, in, o)
}

var errNoCalendar = errors.New("the mail has no calendar in it, or is not the whole mail as it came; type what it " +
	"says with followup add")

// readMails reads the calendars in a mail, or in the mails of a mailbox file.
func readMails(ctx context.Context, in *bufio.Reader, o Options) (entries []Entry, err error) {
	var f Faults
	first, _ := in.Peek(len("From "))
	mails := &oneMail{in: in, isMailbox: string(first) == "From "}
	for mails.next() {
		more, err := readMail(ctx, mails, o)
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if unread := new(mailError); mails.isMailbox && errors.As(err, unread) {
			e := Entry{Summary: fmt.Sprint("mail ", mails.count)}
			e.LeaveOut(err.Error())
			more = []Entry{e}
		} else if !errors.Is(err, errNoCalendar) {
			f.Add(err)
		}
		for i := range more {
			more[i].Line = cmp.Or(mails.begins, more[i].Line)
		}
		if entries = append(entries, more...); len(entries) > maxMailed {
			return nil, fmt.Errorf("the file has more than %d events; export fewer mails", maxMailed)
		}
	}
	if len(entries) == 0 && len(f.errs) == 0 {
		f.Add(errNoCalendar)
	}
	if err := cmp.Or(mails.err, f.Err()); err != nil {
		return nil, err
	}
	return entries, nil
}

// maxMailed is how many events the mails of a file may have.
const maxMailed = 5000

// A mailError is about a mail, and not about the calendar in it.
type mailError struct{ error }

func readMail(ctx context.Context, r io.Reader, o Options) ([]Entry, error) {
	limits := message.Default
	limits.Bytes = textfile.MaxSize // a mail may have files before its calendar
	calendar, err := message.Calendar(r, limits)
	if err != nil {
		return nil, mailError{err}
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if calendar == "" {
		return nil, errNoCalendar
	}
	return ReadICS(ctx, strings.NewReader(calendar), o)
}

// mailBegins matches the line before each mail of a mailbox file.
var mailBegins = pattern.Lazy(`^From \S+ .*\d\d:\d\d.* \d{4}`)

// oneMail reads one mail of a mailbox file after the other, or a file that is one mail.
type oneMail struct {
	in        *bufio.Reader
	isMailbox bool
	line      []byte // the rest of the line that is being read
	blank     bool   // the line before was empty
	count     int    // of the mails so far
	lines     int    // of the file so far
	begins    int    // the line before the mail, from 1; 0 if the file is one mail
	err       error  // that ended reading, before the end of the file
}

// next goes to the next mail, and reports whether there is one.
func (m *oneMail) next() bool {
	if m.count > 0 {
		_, _ = io.Copy(io.Discard, m) // Read keeps the error
	}
	_, err := m.in.Peek(1)
	if m.isMailbox && err == nil {
		_, _ = m.in.ReadSlice('\n') // "From …"
		m.lines++
		m.begins = m.lines
	}
	m.blank = false
	m.count++
	return err == nil && m.err == nil
}

func (m *oneMail) Read(p []byte) (int, error) {
	if len(m.line) == 0 {
		if next, _ := m.in.Peek(200); m.isMailbox && m.blank && mailBegins.Match(next) {
			return 0, io.EOF
		}
		line, err := m.in.ReadSlice('\n')
		if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, bufio.ErrBufferFull) {
			m.err = err
		}
		if m.line, m.blank = line, string(line) == "\n"; len(line) == 0 {
			return 0, err
		}
		if err == nil {
			m.lines++
		}
	}
	n := copy(p, m.line)
	m.line = m.line[n:]
	return n, nil
}
