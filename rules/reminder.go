package rules

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"slices"
	"time"
)

// Key is what makes a reminder the same reminder: it is unique in the outbox.
type Key struct {
	ApplicationID int64
	InterviewID   int64 // of a thank-you; else 0
	Kind          Kind
	LastCall      bool // the thank-yous are called to mind once more
	Round         int  // from 1; counts the reminders that differ in nothing else
}

// Number returns the number by which commands name what the reminder is about: the interview of a thank-you, else the
// application.
func (k Key) Number() int64 { return cmp.Or(k.InterviewID, k.ApplicationID) }

// State is where a reminder stands in the outbox.
type State string

// The states. A reminder goes from Waiting to Sending when it is claimed, and from there to Delivered on the server's
// 250, back to Waiting on a temporary failure, or to Refused.
const (
	Waiting   State = "waiting"   // due, not yet handed over
	Sending   State = "sending"   // claimed; its exact bytes are stored
	Delivered State = "delivered" // the server took it
	Refused   State = "refused"   // the server said no to this message for good; `followup retry` makes it Waiting
	Expired   State = "expired"   // its time passed; shown as missed
	Cancelled State = "cancelled" // it no longer applied
)

// States are all of them.
var States = []State{Waiting, Sending, Delivered, Refused, Expired, Cancelled}

// Reminder is a row of the outbox, and the record of what was delivered.
type Reminder struct {
	ID int64
	Key
	State State

	// Due is when it was to go out. Deadline is the moment by which the note should reach the employer, Expires the
	// one after which it is no longer offered; either may be zero for "none".
	Due, Deadline, Expires time.Time
	Why                    string

	// NextAttempt is when a Waiting reminder is to be tried (again); Attempts counts the tries so far.
	NextAttempt time.Time
	Attempts    int

	// SettledAt is when it was delivered, refused, expired or cancelled; zero before.
	SettledAt time.Time

	// Reply is the server's last reply, or the last error in words.
	Reply string

	// Message is what was or is being sent. Without an ID nothing is composed yet, and of its drafts only the addressees are
	// known.
	Message Message

	// Uncertain: an attempt ended without an answer, or the program died during it, so the server may have the message.
	// Until one attempt succeeds the very same bytes are sent again.
	Uncertain bool
}

// AsksForHook tells whether the reminder came without a draft, to ask for an occasion to stay in touch.
func (r Reminder) AsksForHook() bool {
	return r.Kind == StayInTouch && r.State == Delivered && r.Message.Hook == ""
}

// Message is a reminder composed: the exact bytes, and the draft inside them, kept to be quoted later.
type Message struct {
	ID      string // the Message-ID with its angle brackets
	Subject string // of the reminder
	Bytes   []byte // the whole mail, CRLF

	// Drafts are the notes in it, one to each of those addressed; there is at least one.
	Drafts []Draft

	Hook string // the occasion that the draft is built on
}

// Draft is a note to one person, as a reminder carries it.
type Draft struct {
	To      Person
	Subject string
	Body    string // plain text, LF; "" when the reminder carries no draft but asks for what one needs
}

// DraftsTo returns drafts to people that are yet to be written.
func DraftsTo(people []Person) []Draft {
	drafts := make([]Draft, len(people))
	for i, p := range people {
		drafts[i].To = p
	}
	return drafts
}

// To returns whom the reminder's drafts are to.
func (r Reminder) To() []Person {
	people := make([]Person, len(r.Message.Drafts))
	for i, d := range r.Message.Drafts {
		people[i] = d.To
	}
	return people
}

// IsTo reports whether one of the reminder's drafts is to that person.
func (r Reminder) IsTo(p Person) bool { return slices.ContainsFunc(r.To(), p.Is) }

// Outcome is what came of one attempt to deliver.
type Outcome int

// The outcomes. Only Accepted says that the message was taken.
const (
	Accepted     Outcome = iota + 1 // 250 to the final dot
	Denied                          // 5xx about this message's text: for good
	Deferred                        // 4xx: the server does not have it; try again
	Broken                          // the connection broke before the final dot: the server does not have it
	Lost                            // no answer after the final dot was sent: the server may or may not have it
	ChannelFault                    // dial, TLS, greeting, login, envelope: no message's fault
	AccountFault                    // 5xx to the final dot that may be about the account as well as about this message
)

func (o Outcome) String() string {
	switch o {
	case Accepted:
		return "accepted"
	case Denied:
		return "denied"
	case Deferred:
		return "deferred"
	case Broken:
		return "broken"
	case Lost:
		return "lost"
	case ChannelFault:
		return "channel fault"
	case AccountFault:
		return "account fault"
	}
	return fmt.Sprintf("Outcome(%d)", int(o))
}

// Reply is an Outcome with the server's words, or the error's.
type Reply struct {
	Outcome Outcome
	Text    string
}

// retryAfter is the schedule of further attempts; the last entry repeats.
var retryAfter = []time.Duration{
	1 * time.Minute, 2 * time.Minute, 5 * time.Minute, 15 * time.Minute, 30 * time.Minute, time.Hour,
}

// lostAfter is the schedule after an attempt that the server did not answer, by how often the mail was tried; the last
// entry repeats. The server has it most likely, so each further try may bring the user one more copy.
var lostAfter = []time.Duration{15 * time.Minute, time.Hour, 6 * time.Hour, 24 * time.Hour}

// LongestRetry is more than any two tries of the reminder lie apart: the last entry of its schedule and the jitter. A next
// attempt further away was named by a clock that ran ahead.
func (r Reminder) LongestRetry() time.Duration {
	if r.Uncertain {
		return 30 * time.Hour
	}
	return 2 * time.Hour
}

// lastTryBefore is how long before a deadline a reminder is tried once more, whatever the schedule says.
const lastTryBefore = 10 * time.Minute

// RetryAt is when to try again after the failures-th failure in a row (from 1) at now: after 1, 2, 5, 15, 30 minutes,
// then hourly, ±20 %, or at the last try before the deadline. The jitter is a function of seed and failures, so that the
// same history gives the same answer while different installations spread out.
func RetryAt(now time.Time, failures int, seed string, deadline time.Time) time.Time {
	return retryBy(retryAfter, now, failures, seed, deadline)
}

// retryBy is RetryAt by the given schedule.
func retryBy(schedule []time.Duration, now time.Time, failures int, seed string, deadline time.Time) time.Time {
	step := schedule[min(max(failures, 1), len(schedule))-1]
	h := fnv.New32a()
	fmt.Fprintf(h, "%s/%d", seed, failures)
	jitter := float64(h.Sum32()%401)/1000 - 0.2 // -0.200 … +0.200
	return LastTry(now, now.Add(step+time.Duration(jitter*float64(step))).Truncate(time.Second), deadline)
}

// LastTry is the time of another try at now, at, or ten minutes before the deadline where that is yet to come and sooner.
// A zero deadline is none.
func LastTry(now, at, deadline time.Time) time.Time {
	if last := deadline.Add(-lastTryBefore); !deadline.IsZero() && now.Before(last) && at.After(last) {
		return last
	}
	return at
}

// Channel is the state of the way to the SMTP server. Its zero value is a channel nothing is wrong with.
type Channel struct {
	Failures  int       // in a row
	Since     time.Time // the first of them
	LastTry   time.Time
	NextTry   time.Time // nothing is tried before, but a reminder's last try
	LastError string
}

// Failed is the channel after one more failure at now.
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

// MayTry reports whether the channel may be tried at now: when its own schedule says so, once for a reminder that has
// come due since the last try, and once within ten minutes before the soonest deadline. The try is the channel's: it goes to the
// mail that was tried least, which need not be the one with that deadline. So a mail that the server
// takes does not wait for an hour behind one that it always refuses. A last try that is yet to come was made by a
// clock that ran ahead, as was its schedule.
func (c Channel) MayTry(now time.Time, b Backlog) bool {
	if c.Failures == 0 || !now.Before(c.NextTry) || c.LastTry.After(now) || b.Fresh.After(c.LastTry) {
		return true
	}
	last := b.Deadline.Add(-lastTryBefore)
	return !b.Deadline.IsZero() && !now.Before(last) && now.Before(b.Deadline) && c.LastTry.Before(last)
}

// Backlog is what waits in the outbox.
type Backlog struct {
	Ready    int       // reminders that may be tried now
	Tried    int       // reminders that were tried before, whether they may be tried now or later
	Fresh    time.Time // the latest turn to have come of those never tried, or zero
	Deadline time.Time // the soonest from now on of all that wait, or zero
}

// Verdict is what is to become of a Waiting reminder whose turn has come.
type Verdict struct {
	// State is Sending (claim it, with Message), Waiting (not before NextAttempt), Cancelled or Expired.
	State       State
	Message     Message
	NextAttempt time.Time

	// Reason says why it is not sent, in words; it becomes the reminder's Reply.
	Reason string
}

// After is the reminder after an attempt to deliver it at now had the given outcome.
func (r Reminder) After(reply Reply, now time.Time, seed string) Reminder {
	r.Reply = reply.Text
	switch reply.Outcome {
	case Accepted:
		r.State, r.SettledAt = Delivered, now
		r.Attempts++
	case Denied:
		r.State, r.SettledAt = Refused, now
		r.Attempts++
	case Deferred, Broken:
		r.Attempts++
		r.NextAttempt = RetryAt(now, r.Attempts, fmt.Sprint(seed, r.Key), r.Deadline)
		r.State = Waiting
	case Lost:
		r.Attempts++
		r.NextAttempt = retryBy(lostAfter, now, r.Attempts, fmt.Sprint(seed, r.Key), r.Deadline)
		r.State, r.Uncertain = Waiting, true
	case AccountFault: // the channel's schedule holds it back, and having been tried lets the others go first
		r.Attempts++
		r.State = Waiting
	default: // ChannelFault: it did not come to an attempt; the channel's schedule holds it back
		r.State = Waiting
	}
	if r.State == Waiting && !r.Uncertain {
		r.Message = Message{Drafts: DraftsTo(r.To())} // the server does not have it for sure, so the next try is worded anew
	}
	return r
}

// FailsChannel reports whether the outcome of an attempt is put down to the channel. again says that the attempt before
// broke off as well, or that the channel had failed and was only being probed.
//
// A connection that breaks is put down to the mail first: it may be one that no server lives through, and the others
// must not wait behind it. So is a temporary refusal, which greylisting is. But once a mail has waited for an hour or
// so, and nothing else comes of it, somebody must be told.
func (r Reminder) FailsChannel(o Outcome, again bool) bool {
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

// Decided is what came of deciding a batch of applications.
type Decided struct {
	Checked   int // applications looked at; as many as the limit means that there may be more
	Created   int // reminders that now wait
	Missed    int // reminders whose time had passed
	Cancelled int // waiting reminders that no longer apply

	Failed map[int64]error // by application: why it could not be decided; it is tried again in an hour
}

// Claimed is what came of claiming a batch of reminders.
type Claimed struct {
	Reminders []Reminder        // Sending now, with the message to send, in the order to send them
	Judged    int               // reminders looked at; as many as the limit means that there may be more
	Failed    map[int64]Failure // by reminder
}

// Failure is why a reminder could not be judged or sent as it is, and when it is tried again: in an hour, before that when
// its deadline is near, or at once when all it needs is to be composed anew.
type Failure struct {
	Err   error
	Again time.Time
}
