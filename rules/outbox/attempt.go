package outbox

import (
	"fmt"
	"time"

	"followup/rules"
)

// After returns the reminder as it is after an attempt at now to deliver it got the given reply. seed is as for
// [RetryAt].
func After(r rules.Reminder, reply Reply, now time.Time, seed string) rules.Reminder {
	r.Reply = reply.Text
	switch reply.Outcome {
	case Accepted:
		r.State, r.SettledAt = rules.Delivered, now
		r.Attempts++
	case Denied:
		r.State, r.SettledAt = rules.Refused, now
		r.Attempts++
	case Deferred, Broken:
		r.Attempts++
		r.NextAttempt = RetryAt(now, r.Attempts, fmt.Sprint(seed, r.Key), r.Deadline)
		r.State = rules.Waiting
	case Lost:
		r.Attempts++
		r.NextAttempt = retryBy(lostAfter, now, r.Attempts, fmt.Sprint(seed, r.Key), r.Deadline)
		r.State, r.Uncertain = rules.Waiting, true
	case AccountFault: // the channel's schedule delays it, and the count of attempts lets others go first
		r.Attempts++
		r.State = rules.Waiting
	default: // ChannelFault: there was no attempt, and the channel's schedule delays it
		r.State = rules.Waiting
	}
	if r.State == rules.Waiting && !r.Uncertain {
		r.Message = rules.Message{Drafts: rules.DraftsTo(r.To())} // the server does not have it, so compose it again
	}
	return r
}

// FailsChannel reports whether the outcome of an attempt to deliver r is the fault of the channel rather than of
// the mail. again reports that the attempt before broke off too, or that the channel had failed and this attempt
// was a probe.
//
// A broken connection is first blamed on the mail. It may be one that crashes the server, and the others must not
// wait behind it. The same goes for a temporary refusal, which may be greylisting. A mail that has failed for
// about an hour is blamed on the channel, so that the user hears of it.
func FailsChannel(r rules.Reminder, o Outcome, again bool) bool {
	stuck := r.Attempts >= len(retryAfter)-1
	switch o {
	case ChannelFault, AccountFault:
		return true
	case Broken, Lost:
		return again || stuck
	case Deferred:
		return stuck
	}
	return false
}
