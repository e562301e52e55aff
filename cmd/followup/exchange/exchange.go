// Package exchange reads interviews from the files that other programs keep them in, and writes files that those
// programs read.
//
// It is pure: readers and writers in, values out. It opens no file, asks no store and reads no clock; what depends on
// the user, such as their time zone, is in [Options]. A file is taken whole or not at all: when anything in it cannot be
// read, all its faults are reported together and no interview is returned.
package exchange

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"followup/rules"
)

// Entry is one interview as a file tells it.
type Entry struct {
	// Application is what the file says of the interview's application. Its ID is the number that a table gives it, which
	// the rows of one application have in common, or 0.
	Application rules.Application

	// Interview has neither an ID nor a CreatedAt, which are the store's to give.
	Interview rules.Interview

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
	e.Skip, e.Remarks, e.Application, e.Interview = true, []string{why}, rules.Application{}, rules.Interview{}
}

// OneOfSeries is why one date of a repeating event is left out where the event itself is known.
const OneOfSeries = "it is a change to one of the dates of a repeating event; only the first date of that is taken"

// unseen is the remark on text from which [rules.Visible] leaves something out.
const unseen = "it has characters in it that nobody sees, or that turn the text around; they are left out"

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

var errNotUTF8 = errors.New("the text is not UTF-8; open the file in the program it came from and save it as UTF-8")

// maxFaults is how many faults of a file are told one by one. More than a screenful helps nobody.
const maxFaults = 20

// maxFault is how long one of them may be: what is wrong with a page of text can be told from its first lines.
const maxFault = 1000

// Faults gathers what is wrong with files, as much of it as somebody reads.
type Faults struct {
	errs []error
	more int
}

// Add adds a fault, unless it is nil.
func (f *Faults) Add(err error) {
	switch {
	case err == nil:
	case len(f.errs) == maxFaults:
		f.more++
	case len(err.Error()) > maxFault:
		f.errs = append(f.errs, errors.New(strings.ToValidUTF8(err.Error()[:maxFault], "")+"…"))
	default:
		f.errs = append(f.errs, err)
	}
}

// Err is all of them as one error, or nil.
func (f *Faults) Err() error {
	if f.more == 0 {
		return errors.Join(f.errs...)
	}
	return errors.Join(append(f.errs, fmt.Errorf("and %d more", f.more))...)
}
