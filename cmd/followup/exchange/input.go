package exchange

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"mime/quotedprintable"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// The limits of a file. Each is far above what a calendar or a table of interviews needs. They keep a wrong or hostile
// file from filling the memory: reading takes some tens of megabytes at most, however large the file is.
const (
	// MaxFile is how many bytes a file may have.
	MaxFile = 50 << 20

	maxEvents = 5000      // events, or calendars
	maxRows   = 10_000    // rows of a table
	maxKept   = 4 << 20   // bytes that are kept, of all events or rows together
	maxEvent  = 256 << 10 // bytes that are kept of one event or time zone
	maxRow    = 2 << 20   // bytes of a row: an interview may have long notes and many people
	maxCells  = 50_000    // separators in a row
	maxGuests = 500       // people of an event
	maxZones  = 200       // zones that a file describes, or a calendar names
)

// An input reads a file until its end, up to MaxFile, and fails when ctx ends. All slow reading goes through it, so
// that it can be cancelled.
type input struct {
	ctx  context.Context
	file io.Reader
	size int64
}

// newInput returns a buffered input in UTF-8 with plain line breaks. The mark that some programs put before a text says
// if it is UTF-16.
func newInput(ctx context.Context, file io.Reader) (*bufio.Reader, error) {
	decoded := transform.NewReader(&input{ctx: ctx, file: file}, unicode.BOMOverride(transform.Nop))
	r := bufio.NewReaderSize(&lineBreaks{file: decoded}, 64<<10)
	_, err := r.Peek(1)
	if errors.Is(err, io.EOF) {
		err = nil // a short file is not an error here
	}
	return r, err
}

func (in *input) Read(p []byte) (int, error) {
	if err := in.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := in.file.Read(p)
	in.size += int64(n)
	switch {
	case in.size > MaxFile:
		return 0, fmt.Errorf("the file is larger than %d MB; is it the right one?", MaxFile>>20)
	case err != nil && !errors.Is(err, io.EOF):
		return n, fmt.Errorf("cannot read the file: %w", err)
	}
	return n, err
}

// lineBreaks reads CR LF, and CR alone, as LF.
type lineBreaks struct {
	file io.Reader
	cr   bool // the last byte was CR
}

func (b *lineBreaks) Read(p []byte) (int, error) {
	n, err := b.file.Read(p)
	kept := p[:0]
	for _, c := range p[:n] {
		switch {
		case c == '\r':
			kept = append(kept, '\n')
		case c != '\n' || !b.cr:
			kept = append(kept, c)
		}
		b.cr = c == '\r'
	}
	return len(kept), err
}

// unicoded returns text in UTF-8. What is not, is read as Windows-1252, which is Latin-1 with more signs.
func unicoded(text []byte) string {
	if utf8.Valid(text) {
		return string(text)
	}
	decoded, _ := charmap.Windows1252.NewDecoder().Bytes(text) // each byte is a character
	return string(decoded)
}

// quotedPrintable decodes text, or returns it as it is if it is not of that kind.
func quotedPrintable(s string) string {
	decoded, err := io.ReadAll(quotedprintable.NewReader(strings.NewReader(s)))
	if err != nil {
		return s
	}
	return unicoded(decoded)
}
