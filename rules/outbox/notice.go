package outbox

import (
	"fmt"
	"time"

	"followup/rules"
)

// A Notice is a mail to the user about something that they told by mail. It was composed when it was told, and is not
// judged again: what it says has happened.
type Notice struct {
	ID          int64
	Message     rules.Message // its ID and its Bytes
	Attempts    int
	NextAttempt time.Time // zero once it was delivered, or refused for good
}

// maxNoticeAttempts is how often a notice is tried: for about three days. After that it says nothing new.
const maxNoticeAttempts = 72

// After returns the notice as it is after an attempt at now to deliver it got that reply. The same bytes are tried
// again until the server takes them. The seed is as for [RetryAt].
func (n Notice) After(reply Reply, now time.Time, seed string) Notice {
	n.Attempts++
	n.NextAttempt = time.Time{}
	if reply.Outcome != Accepted && reply.Outcome != Denied && n.Attempts < maxNoticeAttempts {
		n.NextAttempt = RetryAt(now, n.Attempts, fmt.Sprint(seed, "notice", n.ID), time.Time{})
	}
	return n
}
