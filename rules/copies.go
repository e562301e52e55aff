package rules

import (
	"slices"
	"time"
)

// keepCopyFor is how long the copy of a draft stays in the user's Drafts folder if they say nothing. A note that has
// lain for a month is not sent any more.
const keepCopyFor = 30 * 24 * time.Hour

// A Copy is that of a draft in the user's Drafts folder, or one that is to come there. It is never the only one: the
// reminder has the draft.
type Copy struct {
	ID            int64 // of its row
	ApplicationID int64 // 0 if its reminder was removed
	ReminderID    int64
	Place         int // of the draft in its reminder

	State CopyState

	// Attempts counts how often it may have been put into the folder without an answer of the server.
	Attempts int

	// MessageID, with its angle brackets, and Digest are those with which it was put there. What has others is not
	// ours.
	MessageID string
	Digest    MailHash

	// At is where it lies.
	At CopyPlace

	// Delivered is when its reminder was delivered.
	Delivered time.Time

	// Stands reports that the draft is worth sending.
	Stands bool
}

// IsOver reports whether the draft will never be worth sending again, whatever is taken back.
func (c Copy) IsOver(now time.Time) bool {
	return c.ApplicationID == 0 || !now.Before(c.Delivered.Add(keepCopyFor))
}

// A CopyPlace is where a mail lies in a mailbox.
type CopyPlace struct {
	Folder           string
	UIDValidity, UID uint32 // the UID is 0 if it is not known
}

// A CopyState is how far a [Copy] has come.
type CopyState string

// The states.
const (
	CopyDue     CopyState = "due"     // it is to be put into the folder when it stands, perhaps again
	CopyPutting CopyState = "putting" // it may be there
	CopyThere   CopyState = "there"   // the server has taken it
)

// CopyStates lists all states.
var CopyStates = []CopyState{CopyDue, CopyPutting, CopyThere}

// Stands reports whether the draft in that place of a reminder is worth sending: nothing has marked, overtaken or
// replaced it, no answer that was seen holds it, and no snooze has put it off.
func (c Case) Stands(reminderID int64, place int, now time.Time) bool {
	i := slices.IndexFunc(c.History.Reminders, func(r Reminder) bool { return r.ID == reminderID })
	if i < 0 || place >= len(c.History.Reminders[i].Message.Drafts) {
		return false
	}
	r := c.History.Reminders[i]
	if !now.Before(r.SettledAt.Add(keepCopyFor)) || c.SnoozedUntil().After(now) && c.snoozedSince(r.SettledAt) ||
		r.Kind.IsStatus() && (c.Untold(now) != nil || c.goneOn(r)) {
		return false
	}
	to := r.Message.Drafts[place].To
	return slices.ContainsFunc(c.Unmarked(now), func(u Reminder) bool { return u.ID == r.ID && u.IsTo(to) })
}

// goneOn reports whether a note to the employer asks about what is over: another request has come since, or another
// interview.
func (c Case) goneOn(r Reminder) bool {
	return slices.ContainsFunc(c.History.Reminders, func(n Reminder) bool {
		return n.State == Delivered && n.Kind.IsRequest() && n.SettledAt.After(r.SettledAt)
	}) || slices.ContainsFunc(c.Interviews, func(iv Interview) bool { return iv.CreatedAt.After(r.SettledAt) })
}

// snoozedSince reports whether a snooze was told at that time or later.
func (c Case) snoozedSince(t time.Time) bool {
	return slices.ContainsFunc(c.History.Events, func(e Event) bool {
		return e.Kind == Snoozed && !e.RecordedAt.Before(t)
	})
}

// A FoundCopy is a mail in the user's Drafts folder, and what anybody sees of it.
type FoundCopy struct {
	CopyPlace
	Digest MailHash
}
