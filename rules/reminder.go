package rules

import (
	"cmp"
	"slices"
	"time"
)

// Key is what makes a reminder the same reminder: it is unique in the outbox.
type Key struct {
	ApplicationID int64
	InterviewID   int64 // of a thank-you; else 0
	Kind          Kind
	LastCall      bool // the thank-yous are called to mind once more
	Round         int  // from 1; counts the reminders that differ in nothing else
}

// Number returns the number by which commands name what the reminder is about: the interview of a thank-you, else the
// application.
func (k Key) Number() int64 { return cmp.Or(k.InterviewID, k.ApplicationID) }

// State is where a reminder stands in the outbox.
type State string

// The states. A reminder goes from Waiting to Sending when it is claimed, and from there to Delivered on the server's
// 250, back to Waiting on a temporary failure, or to Refused.
const (
	Waiting   State = "waiting"   // due, not yet handed over
	Sending   State = "sending"   // claimed; its exact bytes are stored
	Delivered State = "delivered" // the server took it
	Refused   State = "refused"   // the server said no to this message for good; `followup retry` makes it Waiting
	Expired   State = "expired"   // its time passed; shown as missed
	Cancelled State = "cancelled" // it no longer applied
)

// States are all of them.
var States = []State{Waiting, Sending, Delivered, Refused, Expired, Cancelled}

// Reminder is a row of the outbox, and the record of what was delivered.
type Reminder struct {
	ID int64
	Key
	State State

	// Due is when it was to go out. Deadline is the moment by which the note should reach the employer, Expires the
	// one after which it is no longer offered; either may be zero for "none".
	Due, Deadline, Expires time.Time
	Why                    string

	// NextAttempt is when a Waiting reminder is to be tried (again); Attempts counts the tries so far.
	NextAttempt time.Time
	Attempts    int

	// SettledAt is when it was delivered, refused, expired or cancelled; zero before.
	SettledAt time.Time

	// Reply is the server's last reply, or the last error in words.
	Reply string

	// Message is what was or is being sent. Without an ID nothing is composed yet, and of its drafts only the addressees are
	// known.
	Message Message

	// Uncertain: an attempt ended without an answer, or the program died during it, so the server may have the message.
	// Until one attempt succeeds the very same bytes are sent again.
	Uncertain bool
}

// AsksForHook tells whether the reminder came without a draft, to ask for an occasion to stay in touch.
func (r Reminder) AsksForHook() bool {
	return r.Kind == StayInTouch && r.State == Delivered && r.Message.Hook == ""
}

// Message is a reminder composed: the exact bytes, and the draft inside them, kept to be quoted later.
type Message struct {
	ID      string // the Message-ID with its angle brackets
	Subject string // of the reminder
	Bytes   []byte // the whole mail, CRLF

	// Drafts are the notes in it, one to each of those addressed; there is at least one.
	Drafts []Draft

	Hook string // the occasion that the draft is built on
}

// Draft is a note to one person, as a reminder carries it.
type Draft struct {
	To      Person
	Subject string
	Body    string // plain text, LF; "" when the reminder carries no draft but asks for what one needs
}

// DraftsTo returns drafts to people that are yet to be written.
func DraftsTo(people []Person) []Draft {
	drafts := make([]Draft, len(people))
	for i, p := range people {
		drafts[i].To = p
	}
	return drafts
}

// To returns whom the reminder's drafts are to.
func (r Reminder) To() []Person {
	people := make([]Person, len(r.Message.Drafts))
	for i, d := range r.Message.Drafts {
		people[i] = d.To
	}
	return people
}

// IsTo reports whether one of the reminder's drafts is to that person.
func (r Reminder) IsTo(p Person) bool { return slices.ContainsFunc(r.To(), p.Is) }
