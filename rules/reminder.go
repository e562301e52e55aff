package rules

import (
	"cmp"
	"slices"
	"time"
)

// A Key identifies a reminder. It is unique in the outbox.
type Key struct {
	ApplicationID int64
	InterviewID   int64 // the interview of a thank-you, otherwise 0
	Kind          Kind
	LastCall      bool // it reminds once more of thank-yous that were not sent
	Round         int  // counts from 1 the reminders that have the same key otherwise
}

// Number returns the number by which commands refer to the subject of the reminder: the interview of a thank-you,
// otherwise the application.
func (k Key) Number() int64 { return cmp.Or(k.InterviewID, k.ApplicationID) }

// A State is where a reminder stands in the outbox.
type State string

// The states. A reminder goes from Waiting to Sending when it is claimed. From there it becomes Delivered when the
// server answers 250, Waiting again after a temporary failure, or Refused.
const (
	Waiting   State = "waiting"   // due, not yet handed over
	Sending   State = "sending"   // claimed; its exact bytes are stored
	Delivered State = "delivered" // the server accepted it
	Refused   State = "refused"   // the server rejected this message for good; `followup retry` makes it Waiting
	Expired   State = "expired"   // its time passed; shown as missed
	Cancelled State = "cancelled" // it no longer applied
)

// States lists all states.
var States = []State{Waiting, Sending, Delivered, Refused, Expired, Cancelled}

// A Reminder is a row of the outbox, and later the record of what was delivered.
type Reminder struct {
	ID int64
	Key
	State State

	// Due, Deadline, Expires and Why are those of the [Step] when the reminder was created or last updated.
	Due, Deadline, Expires time.Time
	Why                    string

	// NextAttempt is when to try a Waiting reminder next. Attempts counts the attempts so far.
	NextAttempt time.Time
	Attempts    int

	// SettledAt is when the reminder was delivered, refused, expired or cancelled; zero before that.
	SettledAt time.Time

	// Reply is the server's last reply, or the last error in words.
	Reply string

	// Message is what was or is being sent. Without an ID nothing has been composed yet, and only the recipients
	// of its drafts are known.
	Message Message

	// Uncertain reports that the server may have the message, because an attempt ended without an answer or the
	// program died during it. Until an attempt succeeds, exactly the same bytes are sent again.
	Uncertain bool
}

// Reminder returns the step as a waiting reminder that is not composed yet.
func (s Step) Reminder() Reminder {
	return Reminder{
		Key: s.Key, State: Waiting, Due: s.Due, Deadline: s.Deadline, Expires: s.Expires, Why: s.Why,
		Message: Message{Drafts: DraftsTo(s.To)},
	}
}

// AsksForHook reports whether the reminder was delivered without a draft, to ask for an occasion to stay in touch.
func (r Reminder) AsksForHook() bool {
	return r.Kind == StayInTouch && r.State == Delivered && r.Message.Hook == ""
}

// A Message is a composed reminder: its exact bytes, and the drafts inside, which may be quoted later.
type Message struct {
	ID      string // the Message-ID with its angle brackets
	Subject string // of the reminder
	Bytes   []byte // the whole mail, CRLF

	// Drafts holds the notes in the message, one for each recipient. There is at least one.
	Drafts []Draft

	Hook string // the occasion that a note to stay in touch is built on
}

// A Draft is a note to one person, as a reminder contains it.
type Draft struct {
	To      Person
	Subject string
	Body    string // plain text with LF line ends; "" if the reminder has no draft but asks for an occasion
}

// An EditedDraft is a draft in the user's own words. The reminder carries it until a fact changes that the program's
// own letter depends on.
type EditedDraft struct {
	Key     // without LastCall
	To      Person
	At      time.Time // when it was edited
	Subject string    // "" goes back to the program's own letter
	Body    string
	Origin  string // what the program's own letter said then, as the composer keeps it
}

// DraftsTo returns empty drafts to the given people.
func DraftsTo(people []Person) []Draft {
	drafts := make([]Draft, len(people))
	for i, p := range people {
		drafts[i].To = p
	}
	return drafts
}

// To returns the recipients of the reminder's drafts.
func (r Reminder) To() []Person {
	people := make([]Person, len(r.Message.Drafts))
	for i, d := range r.Message.Drafts {
		people[i] = d.To
	}
	return people
}

// IsTo reports whether one of the reminder's drafts is to the given person.
func (r Reminder) IsTo(p Person) bool { return slices.ContainsFunc(r.To(), p.Is) }
