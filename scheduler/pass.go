// Package scheduler makes the daemon's passes. On each tick, one pass decides which reminders have come due and
// delivers those that are waiting.
//
// A pass may be repeated, and may be interrupted at any line. Decisions are written before anything is sent, the
// exact bytes of a message before the server sees the first of them, and the server's answer before the next message
// begins. A tick only says when to look: nothing depends on when ticks come or how many were missed.
package scheduler

import (
	"context"
	"fmt"
	"log/slog"
	"runtime/debug"
	"time"

	"followup/rules"
	"followup/rules/outbox"
)

// A Store is the part of the database that a pass needs. Each method is one transaction.
type Store interface {
	// AtRest reports whether a pass at now would find nothing to do, if no earlier one left anything.
	AtRest(ctx context.Context, now time.Time) (bool, error)

	// DecideBatch calls decide for the applications that are due for a check, at most limit of them, with the pause
	// that is in force, and records the decisions. An application whose decide fails is checked again an hour later.
	DecideBatch(ctx context.Context, now time.Time, limit int,
		decide func(rules.Case, rules.Pause) (rules.Decision, error)) (outbox.Decided, error)

	// Recover makes every reminder wait again that an earlier process or a failed Save left in the state "sending". It
	// returns those that the mail server may have, which is at most one.
	Recover(ctx context.Context, now time.Time, announce func(rules.Reminder)) error

	// Waiting returns what is waiting at now.
	Waiting(ctx context.Context, now time.Time) (outbox.Backlog, error)

	// Claim calls judge for the reminders that may be tried now, at most limit of them, with the pause, records the
	// verdicts and returns the reminders to send. A reminder whose judge fails is left for later.
	// They must be sent in this order, and each saved before the next is sent.
	Claim(ctx context.Context, now time.Time, limit int,
		judge func(rules.Case, rules.Pause, rules.Reminder) (outbox.Verdict, error)) (outbox.Claimed, error)

	// Save records the state of reminders.
	Save(ctx context.Context, now time.Time, reminders ...rules.Reminder) error

	// Recheck makes every open application due for a check.
	Recheck(ctx context.Context, now time.Time) error

	// LatestEntry returns when the latest interview was added or the latest event was recorded, or zero if there is
	// none.
	LatestEntry(ctx context.Context) (time.Time, error)

	// NextNotice returns the notice that may be tried now and has waited longest; ok is false if there is none.
	NextNotice(ctx context.Context, now time.Time) (n outbox.Notice, ok bool, err error)

	// SaveNotice records what came of an attempt to send a notice.
	SaveNotice(ctx context.Context, n outbox.Notice) error

	Channel(ctx context.Context) (outbox.Channel, error)
	SetChannel(ctx context.Context, c outbox.Channel) error
}

// A Composer writes reminders.
type Composer interface {
	// Compose returns the reminder with the drafts of a step, which also names the steps that follow it.
	Compose(c rules.Case, s rules.Step, following []rules.Step, now time.Time) (rules.Message, error)
}

// A Courier hands reminders to the mail server.
type Courier interface {
	// Deliver sends the message byte for byte. It opens a connection when there is none and keeps it.
	Deliver(ctx context.Context, m rules.Message) outbox.Reply

	// Check opens a connection of its own and goes as far as it can without sending a message.
	Check(ctx context.Context) error

	// Hangup closes the connection that Deliver keeps.
	Hangup()
}

// batch is how many applications are decided, or reminders claimed, in one transaction.
const batch = 100

// A Pass decides what is due and delivers what waits, each time that Run is called. It is not safe for concurrent use.
type Pass struct {
	Store    Store
	Composer Composer
	Courier  Courier
	Policy   rules.Policy // without the pause, which is read from the database
	Now      func() time.Time
	Log      *slog.Logger

	// Seed spreads the retries of different installations.
	Seed string

	// Last is when the last completed pass began, or zero if that is unknown. A clock behind it is not trusted. Run
	// keeps it up to date.
	Last time.Time

	// Doubted is since when, by its own reading, the clock has been behind Last; zero if it is not. Run keeps it up to
	// date.
	Doubted time.Time

	// Ask, if set, says whether the mailbox was seen lately, and may begin a look at it: see [Looker.Ask]. A note that
	// an answer would make pointless waits for that look.
	Ask func(now time.Time) Sight

	// Alive, if set, is called after every step of the pass, so that a watchdog notices one that hangs. No step takes
	// longer than one mail does.
	Alive func()

	witness witness
	settled bool // no reminder is left from an earlier pass or process

	// What has an answer of the server that the database did not take.
	unsaved        []rules.Reminder
	unsavedNotices []outbox.Notice
}

// A Summary counts what a pass did.
type Summary struct {
	At        time.Time
	Checked   int // applications
	Delivered int
	Deferred  int // to be tried again
	Refused   int // by the server, for good
	Failed    int // not decided or not composed, because of a bug or of a faulty letter
	Channel   outbox.Channel
}

// Run makes one pass: it decides, then delivers. It returns an error for trouble with the database or the clock.
// Trouble with the mail server is in the summary instead, and a later pass tries again.
func (p *Pass) Run(ctx context.Context) (Summary, error) {
	now := p.now()
	sum := Summary{At: now}
	if err := p.checkClock(ctx, now); err != nil {
		return sum, err
	}
	if rests, err := p.atRest(ctx, now); err != nil {
		return sum, err
	} else if rests {
		p.Last = now
		return sum, nil
	}
	if err := p.decide(ctx, now, &sum); err != nil {
		return sum, fmt.Errorf("decide: %w", err)
	}
	err := p.deliver(ctx, &sum)
	if err == nil {
		err = p.notices(ctx, &sum)
	}
	p.Courier.Hangup()
	if err != nil {
		return sum, fmt.Errorf("deliver: %w", err)
	}
	p.Last = now
	return sum, nil
}

// atRest reports whether there is nothing to do, as in nearly every minute. That is one question instead of four, and
// nothing is remembered from one pass to the next.
func (p *Pass) atRest(ctx context.Context, now time.Time) (bool, error) {
	if !p.settled || len(p.unsaved)+len(p.unsavedNotices) > 0 {
		return false, nil
	}
	return p.Store.AtRest(ctx, now)
}

// now returns the time in whole seconds, as the database keeps it. Truncating also drops the monotonic reading: with
// it, two times would differ by the time that passed and not by what the clock shows, and a clock set back would go
// unnoticed.
func (p *Pass) now() time.Time { return p.Now().Truncate(time.Second) }

func (p *Pass) alive() {
	if p.Alive != nil {
		p.Alive()
	}
}

// decide records what has come due. It terminates because every application it checks gets a later check or none.
func (p *Pass) decide(ctx context.Context, now time.Time, sum *Summary) error {
	for {
		done, err := p.Store.DecideBatch(ctx, now, batch,
			func(c rules.Case, pause rules.Pause) (d rules.Decision, err error) {
				defer recoverInto(&err)
				return rules.Decide(c, p.policyWith(pause), now), nil
			})
		p.alive()
		sum.Checked += done.Checked
		sum.Failed += len(done.Failed)
		for id, err := range done.Failed {
			p.Log.Error("cannot be decided, left for an hour later", "application", id, "error", err)
		}
		if err != nil || done.Checked < batch {
			return err
		}
	}
}

// policyWith returns the policy with the pause.
func (p *Pass) policyWith(pause rules.Pause) rules.Policy {
	policy := p.Policy
	policy.Pause = pause
	return policy
}

// recoverInto turns a panic, in a rule or a template for instance, into an error, so that the other applications are
// still dealt with. It must be deferred.
func recoverInto(err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("panic: %v\n%s", r, debug.Stack())
	}
}
