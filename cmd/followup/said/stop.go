package said

import (
	"time"

	"followup/rules"
)

// Stop returns the event that ends the reminders of an application; letter asks for a letter of withdrawal. ok is
// false if the same was said before.
func Stop(c rules.Case, letter bool, p rules.Policy, now time.Time) (e rules.Event, ok bool) {
	last := c.LastWord()
	withdrew := last != nil && last.Note == rules.Withdrawal
	if rules.Decide(c, p, now).Phase == rules.PhaseStopped && (!letter || withdrew) {
		return e, false
	}
	e = rules.Event{ApplicationID: c.ID, Kind: rules.Stopped, At: now}
	if letter {
		e.Note = rules.Withdrawal
	}
	return e, true
}
