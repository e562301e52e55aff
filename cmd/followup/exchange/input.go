package exchange

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
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

// newInput returns a buffered input, after the byte order mark that some programs put before UTF-8.
func newInput(ctx context.Context, file io.Reader) (*bufio.Reader, error) {
	r := bufio.NewReaderSize(&input{ctx: ctx, file: file}, 64<<10)
	mark, err := r.Peek(len("\ufeff"))
	if string(mark) == "\ufeff" {
		_, err = r.Discard(len(mark))
	}
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
