// Package exchange reads interviews from calendars and tables of other programs, and writes files that those programs
// read.
//
// Its readers and writers use no store and no clock; what depends on the user, such as their time zone, is in
// [Options]. A file is read completely or not at all: if anything in it cannot be read, all faults are reported
// together and no interview is returned.
package exchange

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"followup/rules"
)

// An Entry is one interview in a file.
type Entry struct {
	// Application is what the file says about the interview's application. Its ID is the number in a table, which all
	// rows of one application share, or 0.
	Application rules.Application

	// Interview has neither an ID nor a CreatedAt, which the store sets.
	Interview rules.Interview

	// Line is the line of the file in which the entry begins, from 1.
	Line int

	// UID and Sequence identify a calendar event: the same UID with a higher Sequence is the same event, changed. A
	// file may have both. The Sequence is -1 for a cancellation without one. From a table they are "" and 0.
	UID      string
	Sequence int

	// Organizer is the address of a calendar event's organizer in lower case, or "". It must not be trusted, because
	// anybody could have written the file.
	Organizer string

	// Series is the UID of the repeating event of which this is one date, or "". In a series, the UID includes the
	// date.
	Series string

	// Summary is the unchanged title of a calendar event. It names an event without a company and a role.
	Summary string

	// Suggested may be the company and the role, if the title does not plainly say them.
	Suggested Suggestion

	// Doubtful says that the title of an event does not say that it is an interview. Invited says that somebody else
	// is in the event, or sent it.
	Doubtful, Invited bool

	// Outcome is what a table says about how the application ended: [rules.Rejected], [rules.Offered],
	// [rules.Stopped] or "".
	Outcome rules.EventKind

	// Cancelled says that the event was called off. The start may then be zero.
	Cancelled bool

	// Skip says that this is not an interview that can be imported. The last of the Remarks says why.
	Skip bool

	// Remarks say what was guessed or left out, or looks odd, each in a line for the user.
	Remarks []string
}

// LeaveOut marks the entry to be skipped for a reason, and drops everything else about it.
func (e *Entry) LeaveOut(why string) {
	e.Skip, e.Remarks, e.Application, e.Interview = true, []string{why}, rules.Application{}, rules.Interview{}
}

// A Suggestion is for a person to confirm, and never taken without.
type Suggestion struct{ Company, Role string }

// OneOfSeries returns the reason for leaving out one date of a repeating event that is itself known.
func (e *Entry) OneOfSeries() string {
	if e.Cancelled {
		return "it calls off one of the dates of a repeating event, of which only the first is taken; if that is the " +
			"one, say so with followup stop"
	}
	return "it is a change to one of the dates of a repeating event; only the first date of that is taken"
}

func (e *Entry) remark(format string, args ...any) {
	e.Remarks = append(e.Remarks, fmt.Sprintf(format, args...))
}

// Options are what is needed to read a file and is not in it.
type Options struct {
	// Location is the user's zone, for times without a zone.
	Location *time.Location

	// User is the user's own address, which is never an interviewer's. A calendar cannot be read without it.
	User string

	// Name is the user's own name, which is never part of a company or role. It may be "".
	Name string

	// Map names the field that a column of a table holds, by the column's name in the file; "-" skips the column.
	Map map[string]string

	// Now is the time from which the times and days in a table are counted, and Calendar has the working days. A
	// calendar does not need them.
	Now      time.Time
	Calendar *rules.Calendar
}

// maxFaults is how many faults are listed; more than a screenful does not help.
const maxFaults = 20

// maxFault is how many bytes of a fault's text are kept.
const maxFault = 290

// Faults collects errors in files, up to as many as people read.
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

// Err returns all faults as one error, or nil.
func (f *Faults) Err() error {
	if f.more == 0 {
		return errors.Join(f.errs...)
	}
	return errors.Join(append(f.errs, fmt.Errorf("and %d more", f.more))...)
}

// clip shortens text from a file for an error message.
func clip(s string) string { return rules.Clip(s, 60) }
