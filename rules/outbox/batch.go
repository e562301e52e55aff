// Package outbox decides what happens to a reminder on its way to the mail server: when to try it, what a reply
// means, and when the server itself is at fault. It only decides; the store keeps the reminders, and the mailer
// delivers them.
package outbox

import (
	"time"

	"followup/rules"
)

// A Verdict says what to do with a Waiting reminder whose turn has come.
type Verdict struct {
	// State is Sending (claim it and send Message), Waiting (until NextAttempt), Cancelled or Expired.
	State       rules.State
	Message     rules.Message
	NextAttempt time.Time

	// Reason says in words why the reminder is not sent. It becomes the reminder's Reply.
	Reason string
}

// Decided is the result of deciding a batch of applications.
type Decided struct {
	Checked int             // applications looked at; if this equals the limit, there may be more
	Failed  map[int64]error // by application: why it could not be decided; it is decided again in an hour
}

// Claimed is the result of claiming a batch of reminders.
type Claimed struct {
	Reminders []rules.Reminder  // Sending now, with the message to send, in the order to send them
	Failed    map[int64]Failure // by reminder
}

// A Failure says why a reminder could not be judged or sent, and when to try it again: in an hour, sooner if its
// deadline is near, or at once if it only has to be composed again.
type Failure struct {
	Err   error
	Again time.Time
}
