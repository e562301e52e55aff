package outbox

import "time"

// A Channel is the state of the connection to the SMTP server over many attempts. The zero Channel has no
// failures.
type Channel struct {
	Failures  int       // in a row
	Since     time.Time // the first of them
	LastTry   time.Time
	NextTry   time.Time // nothing is tried before this, with the exceptions of MayTry
	LastError string
}

// Failed returns the channel after one more failure at now. seed is as for [RetryAt].
func (c Channel) Failed(now time.Time, seed, reason string) Channel {
	if c.Failures == 0 {
		c.Since = now
	}
	c.Failures++
	c.LastTry = now
	c.NextTry = RetryAt(now, c.Failures, seed, time.Time{})
	c.LastError = reason
	return c
}

// MayTry reports whether the channel may be tried at now: when its own schedule says so, once for a reminder that
// has become ready since the last try, and once in the ten minutes before the soonest deadline.
//
// What is tried is the mail with the fewest attempts, which need not be the one with that deadline. This way a
// mail that the server accepts does not wait for an hour behind one that it always refuses. A last try in the
// future was made while the clock was ahead, and its schedule is ignored.
func (c Channel) MayTry(now time.Time, b Backlog) bool {
	if c.Failures == 0 || !now.Before(c.NextTry) || c.LastTry.After(now) || b.Fresh.After(c.LastTry) {
		return true
	}
	last := b.Deadline.Add(-lastTryBefore)
	return !b.Deadline.IsZero() && !now.Before(last) && now.Before(b.Deadline) && c.LastTry.Before(last)
}

// A Backlog sums up what waits in the outbox.
type Backlog struct {
	Ready    int       // reminders that may be tried now
	Tried    int       // reminders that were tried before, ready or not
	Fresh    time.Time // when the latest reminder that was never tried became ready, or zero
	Deadline time.Time // the soonest deadline still to come of all that wait, or zero
}
