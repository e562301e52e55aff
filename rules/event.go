package rules

import (
	"cmp"
	"math"
	"slices"
	"time"
)

// An EventKind says what happened.
type EventKind string

// The kinds of events. The employer says Undecided, Rejected, Offered and Advanced.
const (
	Sent      EventKind = "sent"       // the user sent a note
	Skipped   EventKind = "skipped"    // the user decided not to send a draft
	Undecided EventKind = "undecided"  // "we have not decided yet"
	Rejected  EventKind = "rejected"   // "you did not get the job"
	Offered   EventKind = "offer"      // "you did"
	Advanced  EventKind = "next-round" // "we would like to see you again"
	NoShow    EventKind = "no-show"    // they did not turn up
	Snoozed   EventKind = "snoozed"    // the user wants nothing before a moment
	Stopped   EventKind = "stopped"    // the user withdrew or wants no more reminders, or one interview was called off
	Edited    EventKind = "edited"     // the user corrected the facts
	Answered  EventKind = "answered"   // a mail of theirs was seen, which the user has to tell about
	Away      EventKind = "away"       // a mail was seen that says somebody is out of office
	Wrote     EventKind = "wrote"      // a mail of the user was seen that may be the note, in other words
)

// EventKinds lists all kinds of events.
var EventKinds = []EventKind{
	Sent, Skipped, Undecided, Rejected, Offered, Advanced, NoShow, Snoozed, Stopped, Edited, Answered, Away, Wrote,
}

// IsWord reports whether such an event says where the application stands. The last such event decides. A Stopped
// that calls off one interview counts only when no other interview is left: see [Case.LastWord].
func (k EventKind) IsWord() bool {
	switch k {
	case Undecided, Rejected, Offered, Advanced, NoShow, Stopped:
		return true
	}
	return false
}

// An Event is something that happened to an application. Events are only ever added or taken back, never changed.
type Event struct {
	ID            int64 // what was recorded later has a higher number
	ApplicationID int64
	Kind          EventKind

	// InterviewID is the interview that the event is about: the one of the thank-you that was Sent or Skipped, the
	// one of a NoShow, the one that was Edited, or the one that was called off (Stopped). It is 0 for all others.
	InterviewID int64

	// At is when it happened, RecordedAt when the program was told.
	At, RecordedAt time.Time

	// Note, To and Round say which draft a Sent, Skipped or Wrote is about. A note may be skipped before its draft has
	// come. Round is 0 for a note that the user wrote without a draft, and for a thank-you that was skipped before
	// its draft came. The hiring team as To means everybody. A Stopped with the Note [Withdrawal] asks for that
	// letter; one with the Note [OfferAnswer] says that the user accepted the offer. An Answered with the Note
	// [AnswerSeen] is not asked about: see [Event.Invites].
	Note  Kind
	To    Person
	Round int

	// Until is the day that the employer named, or zero: the day by which they decide (Undecided), want an answer
	// (Offered) or name the date of the next round (Advanced).
	Until Date

	// SnoozeUntil is the end of a snooze (Snoozed). Nothing is sent before it; see [Case.SnoozedUntil].
	SnoozeUntil time.Time

	// From is who answered, or the zero Person if that is not known. It need not be one of the application's people,
	// unless the answer was seen in the mailbox, where anybody can write any name.
	From Person

	// Next is the interview that an Advanced led to, or 0 if its date was not known yet.
	Next int64

	// FromCalendar reports that an imported calendar called the interview off (Stopped). The calendar can take that
	// back.
	FromCalendar bool

	// Detail is a remark in words: for example what was Edited, or the occasion of a note to stay in touch that
	// was Skipped before its draft came.
	Detail string

	// Certainty and Mail belong to an event that was seen in the mailbox. They are zero for what the user told.
	Certainty Certainty
	Mail      SeenMail
}

// Accepts reports whether the event says that the user accepted an offer.
func (e Event) Accepts() bool { return e.Kind == Stopped && e.Note == OfferAnswer }

// Invites reports whether the event is a mail of theirs with an invitation, which was offered to the user instead of
// asking what it says.
func (e Event) Invites() bool { return e.Kind == Answered && e.Note == AnswerSeen }

// A History is everything that happened to one application.
type History struct {
	Events    []Event
	TakenBack []Event // what the user took back; these have no effect
	Reminders []Reminder

	EditedDrafts []EditedDraft // in the order in which they were edited
}

// NoShow reports whether the employer did not turn up for the interview with the given number. A no-show does not
// count if the interview was moved after it.
func (c Case) NoShow(id int64) bool {
	return slices.ContainsFunc(c.History.Events, func(e Event) bool {
		return e.Kind == NoShow && e.InterviewID == id && !c.movedSince(e)
	})
}

// movedSince reports whether the event is a no-show whose interview was moved, removed or called off afterwards.
func (c Case) movedSince(e Event) bool {
	if e.Kind != NoShow {
		return false
	}
	iv, ok := c.Interview(e.InterviewID)
	return !ok || e.At.Before(iv.Start) || !c.stands(iv.ID)
}

// CalledOff reports whether the interview with the given number was called off and so does not count.
func (c Case) CalledOff(id int64) bool {
	return id != 0 && slices.ContainsFunc(c.History.Events, func(e Event) bool {
		return e.Kind == Stopped && e.InterviewID == id
	})
}

// fellThrough reports whether the interview with the given number did not take place: it was a no-show, or it was
// called off. Nobody is thanked for it, nobody was met in it, and nothing was said in it.
func (c Case) fellThrough(id int64) bool { return c.NoShow(id) || c.CalledOff(id) }

// isWord reports whether the event says where the application stands.
func (c Case) isWord(e Event) bool {
	if e.Kind == Stopped && e.InterviewID != 0 { // it ends the application if no standing interview is left
		return !slices.ContainsFunc(c.Interviews, func(iv Interview) bool { return !c.CalledOff(iv.ID) })
	}
	return e.Kind.IsWord()
}

// LedTo returns the interview that an Advanced led to, if there is one and it stands. What matters about timing is
// then what is said in that interview, not in the invitation.
func (c Case) LedTo(e Event) (_ Interview, ok bool) {
	if e.Kind != Advanced || e.Next == 0 || !c.stands(e.Next) {
		return Interview{}, false
	}
	return c.Interview(e.Next)
}

// LastWord returns the event that says where the application stands, or nil if there is none. It is the word with
// the latest At; of two at the same moment, the one recorded later.
func (c Case) LastWord() *Event {
	events := c.eventsInOrder()
	for i := range slices.Backward(events) {
		if c.isWord(events[i]) {
			return &events[i]
		}
	}
	return nil
}

// SnoozedUntil returns the end of the last snooze, or zero if there is none or it was ended. A word that the program
// was told after the snooze ends it, because it calls for notes of its own.
func (c Case) SnoozedUntil() time.Time {
	var last Event // the snooze or word that was told last
	for _, e := range c.eventsInOrder() {
		if (e.Kind == Snoozed || c.isWord(e)) && e.ID >= last.ID {
			last = e
		}
	}
	if last.Kind != Snoozed || !last.SnoozeUntil.After(last.At) { // "snooze now" ends a snooze
		return time.Time{}
	}
	return last.SnoozeUntil
}

// WithoutSnooze returns the case as if it had never been snoozed.
func (c Case) WithoutSnooze() Case {
	c.History.Events = slices.DeleteFunc(slices.Clone(c.History.Events),
		func(e Event) bool { return e.Kind == Snoozed })
	return c
}

// LostToSnooze returns the steps that do not come because the snooze of the case ends too late for them.
func LostToSnooze(c Case, p Policy, now time.Time) (lost []Step) {
	if !c.SnoozedUntil().After(now) {
		return nil
	}
	d := Decide(c, p, now)
	for _, s := range Decide(c.WithoutSnooze(), p, now).Steps {
		if _, comes := d.Step(s.Key); !comes && !s.Expires.IsZero() {
			lost = append(lost, s)
		}
	}
	return lost
}

// Once returns the case as it will be once the events are recorded at that time, in their order and after all that it
// has.
func (c Case) Once(recorded time.Time, events ...Event) Case {
	c.History.Events = slices.Clone(c.History.Events)
	for i, e := range events {
		e.ID, e.RecordedAt = math.MaxInt64-int64(len(events)-1-i), recorded
		c.History.Events = append(c.History.Events, e)
	}
	return c
}

// Ending returns the word that ended the application, or "" while it is open.
func (c Case) Ending() EventKind {
	if w := c.LastWord(); w != nil && (w.Kind == Rejected || w.Kind == Offered || w.Kind == Stopped) {
		return w.Kind
	}
	return ""
}

// Accepted reports whether the user accepted the offer.
func (c Case) Accepted() bool { w := c.LastWord(); return w != nil && w.Accepts() }

// eventsInOrder returns the events that count, by At; those at the same moment are in the order in which they were
// recorded.
func (c Case) eventsInOrder() []Event {
	s := slices.DeleteFunc(slices.Clone(c.History.Events), c.movedSince)
	slices.SortStableFunc(s, func(a, b Event) int {
		return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.ID, b.ID))
	})
	return s
}
