// Package exchange reads interviews from the files that other programs keep them in, and writes files that those
// programs read.
//
// It is pure: readers and writers in, values out. It opens no file, asks no store and reads no clock; what depends on
// the user, such as their time zone, is in [Options]. A file is taken whole or not at all: when anything in it cannot be
// read, all its faults are reported together and no interview is returned.
package exchange

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"time"
	"unicode/utf8"

	"followup/rules"
)

// Entry is one interview as a file tells it.
type Entry struct {
	Interview rules.Interview // without an ID and a CreatedAt, which are the store's to give

	// Line is where the entry begins in the file, from 1.
	Line int

	// UID and Sequence are a calendar event's own: the same UID with a higher Sequence is the same event, changed. A file
	// may hold both. A cancellation that does not tell its Sequence has -1. From a table they are "" and 0.
	UID      string
	Sequence int

	// Organizer is the address of whoever organizes a calendar event, in lower case, or "" if it names nobody. It is what
	// the file says, which anybody can have written.
	Organizer string

	// Series is the UID of the repeating event that this is one date of, else "". The UID tells the date as well then.
	Series string

	// Summary is the title of a calendar event as it stands there, so that an event can be named that gave neither a
	// company nor a role.
	Summary string

	// Cancelled: the event was called off. The Start is zero then if the cancellation does not tell it.
	Cancelled bool

	// Skip: this is no interview that could be kept, and the last of the Remarks says why.
	Skip bool

	// Remarks are what was guessed, left out or looks odd, each a line for the user.
	Remarks []string
}

// LeaveOut marks the entry to Skip, for that reason, whatever else it says.
func (e *Entry) LeaveOut(why string) {
	e.Skip, e.Remarks, e.Interview = true, []string{why}, rules.Interview{}
}

// OneOfSeries is why one date of a repeating event is left out where the event itself is known.
const OneOfSeries = "it is a change to one of the dates of a repeating event; only the first date of that is taken"

func (e *Entry) remark(format string, args ...any) {
	e.Remarks = append(e.Remarks, fmt.Sprintf(format, args...))
}

// Options are what a file does not say.
type Options struct {
	// Location is the user's zone, for times that come without one.
	Location *time.Location

	// User is the user's own address, who is nobody's interviewer.
	User string

	// Name is the user's own name, which is no part of a company or a role. It may be "".
	Name string

	// Map names the field that a column of a table holds, by the column's name in the file; "-" skips the column.
	Map map[string]string

	// Time and Day read a cell the way people type it. A time in RFC 3339 and a date like 2026-12-04 are read without
	// them, so that a file of [WriteCSV] needs neither; without them nothing else is read but "2026-12-04 14:00".
	Time func(s string, loc *time.Location) (time.Time, error)
	Day  func(s string, loc *time.Location) (rules.Date, error)
}

// MaxFile is how many bytes a file may have. It is far above what any calendar or table of interviews needs, and keeps a
// wrong file from filling the memory.
const MaxFile = 50 << 20

// readAll is the content of a file without the mark that some programs put before UTF-8.
func readAll(r io.Reader) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxFile+1))
	if err != nil {
		return nil, fmt.Errorf("cannot read the file: %w", err)
	}
	if len(data) > MaxFile {
		return nil, fmt.Errorf("the file is larger than %d MB; is it the right one?", MaxFile>>20)
	}
	return bytes.TrimPrefix(data, []byte("\ufeff")), nil
}

// checkUTF8 names the first line that holds something else.
func checkUTF8(data []byte) error {
	if utf8.Valid(data) {
		return nil
	}
	line := 1
	for rest := data; len(rest) > 0; {
		r, size := utf8.DecodeRune(rest)
		if r == utf8.RuneError && size == 1 {
			break
		}
		if r == '\n' {
			line++
		}
		rest = rest[size:]
	}
	return fmt.Errorf("line %d: %w", line, errNotUTF8)
}

var errNotUTF8 = errors.New("the text is not UTF-8; open the file in the program it came from and save it as UTF-8")

// maxFaults is how many faults of a file are told one by one. More than a screenful helps nobody.
const maxFaults = 20

// faults gathers what is wrong with a file.
type faults struct {
	errs []error
	more int
}

func (f *faults) add(err error) {
	if len(f.errs) == maxFaults {
		f.more++
		return
	}
	f.errs = append(f.errs, err)
}

// err is all of them as one error, or nil.
func (f *faults) err() error {
	if f.more == 0 {
		return errors.Join(f.errs...)
	}
	return errors.Join(append(f.errs, fmt.Errorf("and %d more", f.more))...)
}
