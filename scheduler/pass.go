// Package scheduler is the daemon's work: on each tick one pass, which decides what has come due and delivers what is
// waiting.
//
// A pass is safe to repeat and safe to interrupt at any line. What was decided is written before anything is sent; the
// exact bytes are written before the server sees the first of them; what the server said is written before the next
// message begins. The ticks only say when to look: nothing depends on when they come, or on how many were missed.
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

// Store is what a pass needs of the database. Each method is one transaction.
type Store interface {
	// Decide hands applications whose check has come, at most limit, to decide, with the pause that was last told of, and
	// records what it answers. One whose decide fails is left for an hour later.
	Decide(ctx context.Context, now time.Time, limit int,
		decide func(rules.Case, rules.Pause) (rules.Decision, error)) (outbox.Decided, error)

	// Recover makes every reminder waiting again that an earlier process, or a failed Save, left in sending, and returns the
	// one of them that the mail server may have.
	Recover(ctx context.Context, now time.Time) ([]rules.Reminder, error)

	// Waiting is what waits at now.
	Waiting(ctx context.Context, now time.Time) (outbox.Backlog, error)

	// Claim hands reminders that may be tried now, at most limit, to judge, with the pause, records the verdicts, and
	// returns those to be sent. A reminder whose judge fails is left for later.
	// They are to be sent in that order, none before the one before is saved.
	Claim(ctx context.Context, now time.Time, limit int,
		judge func(rules.Case, rules.Pause, rules.Reminder) (outbox.Verdict, error)) (outbox.Claimed, error)

	// Save records what became of reminders.
	Save(ctx context.Context, now time.Time, reminders ...rules.Reminder) error

	// Recheck has every open application decided anew.
	Recheck(ctx context.Context, now time.Time) error

	// LatestEntry returns when the latest interview was added or the latest event recorded, or zero.
	LatestEntry(ctx context.Context) (time.Time, error)

	Channel(ctx context.Context) (outbox.Channel, error)
	SetChannel(ctx context.Context, c outbox.Channel) error
}

// A Composer writes reminders.
type Composer interface {
	// Compose returns the reminder that carries the drafts of a step and tells of the steps that follow it.
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

// batch is how many applications are decided, and reminders claimed, in one transaction.
const batch = 100

// Pass is one look at everything. It is not for concurrent use.
type Pass struct {
	Store    Store
	Composer Composer
	Courier  Courier
	Policy   rules.Policy // without the pause, which is read from the database
	Now      func() time.Time
	Log      *slog.Logger

	// Seed spreads this installation's retries apart from others'.
	Seed string

	// Last is when the last completed pass began, as far as is known: the clock is not believed when it stands before
	// that. The pass keeps it up to date.
	Last time.Time

	// Doubted is since when the clock has stood before Last, by that clock, or zero. The pass keeps it up to date.
	Doubted time.Time

	// Alive, when set, is told after every step of the pass, for whoever watches whether it hangs. No step takes longer
	// than one mail does.
	Alive func()

	witness witness
	unsaved []rules.Reminder // what the server said but the database would not take
	settled bool             // nothing is left over from an earlier pass or process
}

// Summary is what a pass did.
type Summary struct {
	At        time.Time
	Checked   int // applications
	Missed    int // reminders whose time passed before they could be delivered
	Delivered int
	Deferred  int // to be tried again
	Refused   int // by the server, for good
	Failed    int // not decided or not written, by a fault of the program or of a letter
	Channel   outbox.Channel
}

// Run makes one pass: decide, then deliver. An error is trouble with the database or the clock; trouble with the mail
// server is in the summary, and tried again by a later pass on its own.
func (p *Pass) Run(ctx context.Context) (Summary, error) {
	now := p.now()
	sum := Summary{At: now}
	if err := p.believe(ctx, now); err != nil {
		return sum, err
	}
	if err := p.decide(ctx, now, &sum); err != nil {
		return sum, fmt.Errorf("decide: %w", err)
	}
	err := p.deliver(ctx, &sum)
	p.Courier.Hangup()
	if err != nil {
		return sum, fmt.Errorf("deliver: %w", err)
	}
	p.Last = now
	return sum, nil
}

// now is the clock in whole seconds, which is what the database keeps. Truncating also drops the monotonic reading, by which
// two times would differ by what passed and not by what the clock shows: a clock that was set back would go unnoticed.
func (p *Pass) now() time.Time { return p.Now().Truncate(time.Second) }

func (p *Pass) alive() {
	if p.Alive != nil {
		p.Alive()
	}
}

// decide records what has come due. It ends, for every application checked is given a later check or none.
func (p *Pass) decide(ctx context.Context, now time.Time, sum *Summary) error {
	for {
		done, err := p.Store.Decide(ctx, now, batch, func(c rules.Case, pause rules.Pause) (d rules.Decision, err error) {
			defer caught(&err)
			return rules.Decide(c, p.by(pause), now), nil
		})
		p.alive()
		sum.Checked += done.Checked
		sum.Missed += done.Missed
		sum.Failed += len(done.Failed)
		for id, err := range done.Failed {
			p.Log.Error("cannot be decided, left for an hour later", "application", id, "error", err)
		}
		if err != nil || done.Checked < batch {
			return err
		}
	}
}

// by returns the policy with the pause.
func (p *Pass) by(pause rules.Pause) rules.Policy {
	policy := p.Policy
	policy.Pause = pause
	return policy
}

// caught turns a panic in a rule or a template into an error of the one application, so that the others still go.
func caught(err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("panic: %v\n%s", r, debug.Stack())
	}
}
