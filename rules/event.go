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
	Stopped   EventKind = "stopped"    // the user withdrew, or wants no more reminders
	Edited    EventKind = "edited"     // the user corrected the interview
)

// EventKinds are all of them.
var EventKinds = []EventKind{Sent, Skipped, Undecided, Rejected, Offered, Advanced, NoShow, Snoozed, Stopped, Edited}

// IsWord reports whether the event says where the interview stands. The last such word counts.
func (k EventKind) IsWord() bool {
	switch k {
	case Undecided, Rejected, Offered, Advanced, NoShow, Stopped:
		return true
	}
	return false
}

// Event is something that happened to an interview. Events are only ever added, and taken back.
type Event struct {
	ID          int64
	InterviewID int64
	Kind        EventKind

	// At is when it happened, RecordedAt when the program was told.
	At, RecordedAt time.Time

	// Note, Recipient and Round say which draft a Sent or Skipped is about; a Skipped may be about one that is due and
	// has not come. Round 0 is a note that the user wrote, or a thank-you that they skipped, without a draft. Recipient ""
	// is the hiring team, and so everybody. A Stopped with the Note [Withdrawal] wants one.
	Note      Kind
	Recipient string
	Round     int

	// Until is the day that they named, or zero: the one by which they decide (Undecided), want an answer (Offered) or
	// name the date of the next round (Advanced).
	Until Date

	// SnoozeUntil is the moment before which a Snoozed wants nothing sent.
	SnoozeUntil time.Time

	// From is who answered, as [Interview.Who] reads it, or "" when that was not said.
	From string

	// Next is the interview that an Advanced led to, or 0 while its date is still to come.
	Next int64

	// Detail is a remark in words, such as what an Edited changed, or the occasion of a note to stay in touch that was
	// Skipped before it came.
	Detail string
}

// History is all that happened to one interview.
type History struct {
	Events    []Event
	TakenBack []Event // what the user said and then took back; it counts for nothing
	Reminders []Reminder
}

// Case is an interview with its history.
type Case struct {
	Interview Interview
	History   History
}

// NoShow reports whether they did not turn up for the interview. A no-show at a time that the interview was moved from
// counts for nothing.
func (c Case) NoShow() bool {
	return slices.ContainsFunc(c.History.Events, func(e Event) bool { return e.Kind == NoShow && !c.movedSince(e) })
}

// movedSince reports whether the event is a no-show at a time that the interview was moved from.
func (c Case) movedSince(e Event) bool { return e.Kind == NoShow && e.At.Before(c.Interview.Start) }

// LastWord returns the event that says where the interview stands, or nil if nobody has said anything. It is the last by
// when it was said; of two at one moment, the one told later.
func (c Case) LastWord() *Event {
	events := c.eventsInOrder()
	for i := range slices.Backward(events) {
		if events[i].Kind.IsWord() {
			return &events[i]
		}
	}
	return nil
}

// Outcome returns the word that ended the interview, or "" while it is open.
func (c Case) Outcome() EventKind {
	w := c.LastWord()
	if w == nil || w.Kind == Undecided || w.Kind == NoShow || w.Kind == Advanced && w.Next == 0 {
		return ""
	}
	return w.Kind
}

// eventsInOrder returns the events that count as they happened; the one told later wins a tie.
func (c Case) eventsInOrder() []Event {
	s := slices.DeleteFunc(slices.Clone(c.History.Events), c.movedSince)
	slices.SortStableFunc(s, func(a, b Event) int {
		return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.ID, b.ID))
	})
	return s
}
