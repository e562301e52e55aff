package rules

import (
	"cmp"
	"slices"
	"time"
)

// EventKind says what happened.
type EventKind string

// The kinds of events. Undecided to Advanced are heard from the employer.
const (
	Sent      EventKind = "sent"       // the user sent a note
	Skipped   EventKind = "skipped"    // the user decided not to send a draft
	Undecided EventKind = "undecided"  // "we have not decided yet"
	Rejected  EventKind = "rejected"   // "you did not get the job"
	Offered   EventKind = "offer"      // "you did"
	Advanced  EventKind = "next-round" // "we would like to see you again"
	NoShow    EventKind = "no-show"    // they did not turn up
	Snoozed   EventKind = "snoozed"    // the user wants nothing before a moment
	Stopped   EventKind = "stopped"    // the user withdrew, or wants no more reminders; or one interview was called off
	Edited    EventKind = "edited"     // the user corrected its facts
)

// EventKinds are all of them.
var EventKinds = []EventKind{Sent, Skipped, Undecided, Rejected, Offered, Advanced, NoShow, Snoozed, Stopped, Edited}

// IsWord reports whether such an event says where the application stands. The last such word counts. That an interview was
// called off does so only when no other is left: see [Case.LastWord].
func (k EventKind) IsWord() bool {
	switch k {
	case Undecided, Rejected, Offered, Advanced, NoShow, Stopped:
		return true
	}
	return false
}

// Event is something that happened to an application. Events are only ever added, and taken back.
type Event struct {
	ID            int64
	ApplicationID int64
	Kind          EventKind

	// InterviewID is the interview that it is about: that of a thank-you which was Sent or Skipped, the one of a NoShow, the
	// one that was Edited, the one that was called off (Stopped). Else it is 0.
	InterviewID int64

	// At is when it happened, RecordedAt when the program was told.
	At, RecordedAt time.Time

	// Note, To and Round say which draft a Sent or Skipped is about; a Skipped may be about one that is due and
	// has not come. Round 0 is a note that the user wrote, or a thank-you that they skipped, without a draft. The hiring team
	// as To is everybody. A Stopped with the Note [Withdrawal] wants one.
	Note  Kind
	To    Person
	Round int

	// Until is the day that they named, or zero: the one by which they decide (Undecided), want an answer (Offered) or
	// name the date of the next round (Advanced).
	Until Date

	// SnoozeUntil is the moment before which a Snoozed wants nothing sent.
	SnoozeUntil time.Time

	// From is who answered, or the zero Person when that was not said. It need not be one of the application's people.
	From Person

	// Next is the interview that an Advanced led to, or 0 when its date was still to come.
	Next int64

	// FromCalendar reports that an imported calendar called the interview off (Stopped). The calendar can take that back.
	FromCalendar bool

	// Detail is a remark in words, such as what an Edited changed, or the occasion of a note to stay in touch that was
	// Skipped before it came.
	Detail string
}

// History is all that happened to one application.
type History struct {
	Events    []Event
	TakenBack []Event // what the user said and then took back; it counts for nothing
	Reminders []Reminder
}

// NoShow reports whether they did not turn up for the interview with that number. A no-show at a time that the interview was
// moved from counts for nothing.
func (c Case) NoShow(id int64) bool {
	return slices.ContainsFunc(c.History.Events, func(e Event) bool {
		return e.Kind == NoShow && e.InterviewID == id && !c.movedSince(e)
	})
}

// movedSince reports whether the event is a no-show at a time that its interview was moved from, or of one that was removed
// or called off.
func (c Case) movedSince(e Event) bool {
	if e.Kind != NoShow {
		return false
	}
	iv, ok := c.Interview(e.InterviewID)
	return !ok || e.At.Before(iv.Start) || !c.stands(iv.ID)
}

// CalledOff reports whether the interview with that number was called off. It counts for nothing then.
func (c Case) CalledOff(id int64) bool {
	return slices.ContainsFunc(c.History.Events, func(e Event) bool { return e.Kind == Stopped && e.InterviewID == id && id != 0 })
}

// fellThrough reports whether the interview with that number did not take place: they did not turn up, or it was called off.
// Nobody is thanked for it, nobody was met in it, and nothing was said in it.
func (c Case) fellThrough(id int64) bool { return c.NoShow(id) || c.CalledOff(id) }

// isWord reports whether the event says where the application stands.
func (c Case) isWord(e Event) bool {
	if e.Kind == Stopped && e.InterviewID != 0 { // it ends the application when it was the last one that stood
		return !slices.ContainsFunc(c.Interviews, func(iv Interview) bool { return !c.CalledOff(iv.ID) })
	}
	return e.Kind.IsWord()
}

// LedTo returns the interview that an Advanced led to, if it did and that one stands. What the invitation says about timing
// is then said by that interview.
func (c Case) LedTo(e Event) (_ Interview, ok bool) {
	if e.Kind != Advanced || e.Next == 0 || !c.stands(e.Next) {
		return Interview{}, false
	}
	return c.Interview(e.Next)
}

// LastWord returns the event that says where the application stands, or nil if nobody has said anything. It is the last by
// when it was said; of two at one moment, the one told later.
func (c Case) LastWord() *Event {
	events := c.eventsInOrder()
	for i := range slices.Backward(events) {
		if c.isWord(events[i]) {
			return &events[i]
		}
	}
	return nil
}

// Ending returns the word that ended the application, or "" while it is open.
func (c Case) Ending() EventKind {
	if w := c.LastWord(); w != nil && (w.Kind == Rejected || w.Kind == Offered || w.Kind == Stopped) {
		return w.Kind
	}
	return ""
}

// eventsInOrder returns the events that count as they happened; the one told later wins a tie.
func (c Case) eventsInOrder() []Event {
	s := slices.DeleteFunc(slices.Clone(c.History.Events), c.movedSince)
	slices.SortStableFunc(s, func(a, b Event) int {
		return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.ID, b.ID))
	})
	return s
}
