package said

import (
	"slices"
	"time"

	"followup/cmd/followup/phrase"
	"followup/cmd/followup/usage"
	"followup/mailer/command"
	"followup/rules"
)

// Stop returns the event that ends the reminders of an application. The note says how it ended: [rules.Withdrawal] asks
// for a letter of withdrawal, [rules.OfferAnswer] says that the user accepted the offer, and "" says nothing. ok is
// false if the same was said before. The error of an offer that was never made is a usage error.
func Stop(c rules.Case, note rules.Kind, now time.Time) (e rules.Event, ok bool, err error) {
	e = rules.Event{ApplicationID: c.ID, Kind: rules.Stopped, At: now, Note: note}
	offered := slices.ContainsFunc(c.History.Events, func(e rules.Event) bool { return e.Kind == rules.Offered })
	if e.Accepts() && !offered {
		return e, false, usage.Errorf("no offer of %s is noted; if they made one: %s && %s", phrase.Application(c),
			command.Heard(c.ID, rules.Offered), command.Stop(c.ID, command.Accepted))
	}
	if c.Ending() == rules.Stopped && (note == "" || c.LastWord().Note == note) {
		return e, false, nil
	}
	return e, true, nil
}
