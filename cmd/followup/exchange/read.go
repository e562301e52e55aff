package exchange

import (
	"bufio"
	"bytes"
	"context"
	"errors"
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
	case len(mailHeader().FindAllIndex(headers, 2)) == 2:
		return readMail(ctx, in, o)
	case isCalendar || strings.EqualFold(filepath.Ext(name), ".ics"):
		return readICS(ctx, in, o)
	}
	return readCSV(ctx, in, o)
}

// readMail reads the calendar in a mail.
func readMail(ctx context.Context, in *bufio.Reader, o Options) ([]Entry, error) {
	if first, _ := in.Peek(len("From ")); string(first) == "From " { // of a mailbox file
		_, _ = in.ReadString('\n') // what is missing is missed below
	}
	limits := message.Default
	limits.Bytes = textfile.MaxSize // a mail may have files before its calendar
	calendar, err := message.Calendar(in, limits)
	if err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if calendar == "" {
		return nil, errors.New("the mail has no calendar in it; type what it says with followup add")
	}
	return ReadICS(ctx, strings.NewReader(calendar), o)
}
