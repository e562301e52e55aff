package outbox

import "time"

// A Watch is the state of the looks at the user's mailbox. The zero Watch has never looked.
type Watch struct {
	Channel           // the connection to the IMAP server
	Seen    time.Time // when a look last saw the whole mailbox, or zero
}

// Saw returns the watch after a look that succeeded.
func (w Watch) Saw(now time.Time) Watch { return Watch{Channel: Channel{LastTry: now}, Seen: now} }

// Missed returns the watch after a look that failed. seed is as for [RetryAt].
func (w Watch) Missed(now time.Time, seed, reason string) Watch {
	w.Channel = w.Channel.Failed(now, seed, reason)
	return w
}

// IsTime reports whether to look at now: when the last look is as old as every or, after a failure, when it is time to
// try again. A look in the future was made while the clock was ahead.
func (w Watch) IsTime(now time.Time, every time.Duration) bool {
	switch {
	case w.LastTry.IsZero() || w.LastTry.After(now):
		return true
	case w.Failures > 0:
		return !now.Before(w.NextTry)
	}
	return now.Sub(w.LastTry) >= every
}

// IsFresh reports whether the mailbox was seen so recently that a look would say nothing new.
func (w Watch) IsFresh(now time.Time, every time.Duration) bool {
	return !w.Seen.IsZero() && !w.Seen.After(now) && now.Sub(w.Seen) <= every
}
