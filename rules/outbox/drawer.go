package outbox

import "time"

// A Drawer is the state of the user's Drafts folder, in which the copies of drafts lie. The zero Drawer was never
// opened.
type Drawer struct {
	Channel // the connection to the IMAP server

	// Stays reports that the server cannot take a single mail away, so that copies stay until the user deletes them.
	Stays bool
}

// Opened returns the drawer after all that was to be done in it was done.
func (d Drawer) Opened(now time.Time) Drawer { return Drawer{Channel{LastTry: now}, d.Stays} }

// Missed returns the drawer after a failure. seed is as for [RetryAt].
func (d Drawer) Missed(now time.Time, seed, reason string) Drawer {
	d.Channel = d.Channel.Failed(now, seed, reason)
	return d
}

// IsTime reports whether the drawer may be opened at now. A try in the future was made while the clock was ahead.
func (d Drawer) IsTime(now time.Time) bool {
	return d.Failures == 0 || d.LastTry.After(now) || !now.Before(d.NextTry)
}
