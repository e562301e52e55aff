// Package scheduler is the daemon's work: on each tick one pass, which decides what has come due and delivers what is
// waiting.
//
// A pass is safe to repeat and safe to interrupt at any line. What was decided is written before anything is sent; the
// exact bytes are written before the server sees the first of them; what the server said is written before the next
// message begins. The ticks only say when to look: nothing depends on when they come, or on how many were missed.
package scheduler

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"time"

	"followup/rules"
)

// Store is what a pass needs of the database. Each method is one transaction.
type Store interface {
	// Decide hands interviews whose check has come, at most limit, to decide, and records what it answers. An interview
	// whose decide fails is left for an hour later.
	Decide(ctx context.Context, now time.Time, limit int, decide func(rules.Case) (rules.Decision, error)) (rules.Decided, error)

	// Recover makes every reminder waiting again that an earlier process, or a failed Save, left in sending, and returns the
	// one of them that the mail server may have.
	Recover(ctx context.Context, now time.Time) ([]rules.Reminder, error)

	// Waiting is what waits at now.
	Waiting(ctx context.Context, now time.Time) (rules.Backlog, error)

	// Claim hands reminders that may be tried now, at most limit, to judge, records the verdicts, and returns those to
	// be sent. A reminder whose judge fails is left for later.
	// They are to be sent in that order, none before the one before is saved.
	Claim(ctx context.Context, now time.Time, limit int, judge func(rules.Case, rules.Reminder) (rules.Verdict, error)) (rules.Claimed, error)

	// Save records what became of reminders.
	Save(ctx context.Context, now time.Time, reminders ...rules.Reminder) error

	// Recheck has every open interview decided anew.
	Recheck(ctx context.Context, now time.Time) error

	// LatestEntry returns when the latest interview was added or the latest event recorded, or zero.
	LatestEntry(ctx context.Context) (time.Time, error)

	Channel(ctx context.Context) (rules.Channel, error)
	SetChannel(ctx context.Context, c rules.Channel) error
}

// Mailer writes reminders and hands them to the mail server.
type Mailer interface {
	// Compose writes the reminder that carries the draft of a step.
	Compose(c rules.Case, s rules.Step, now time.Time) (rules.Message, error)

	// Deliver sends the very bytes of a message, over a connection that it opens when it needs one and keeps.
	Deliver(ctx context.Context, m rules.Message) rules.Reply

	// Check goes as far as a message would, over a connection of its own, and sends nothing.
	Check(ctx context.Context) error

	// Hangup closes the connection that Deliver keeps.
	Hangup()
}

const (
	batch = 100 // interviews decided, and reminders claimed, in one transaction

	// stopGrace is how long a message in flight may take to finish once the daemon is told to stop.
	stopGrace = 20 * time.Second
)

// Pass is one look at everything. It is not for concurrent use.
type Pass struct {
	Store  Store
	Mailer Mailer
	Policy rules.Policy
	Now    func() time.Time
	Log    *slog.Logger

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
	Checked   int // interviews
	Missed    int // reminders whose time passed before they could be delivered
	Delivered int
	Deferred  int // to be tried again
	Refused   int // by the server, for good
	Failed    int // not decided or not written, by a fault of the program or of a letter
	Channel   rules.Channel
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
	p.Mailer.Hangup()
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

// decide records what has come due. It ends, for every interview checked is given a later check or none.
func (p *Pass) decide(ctx context.Context, now time.Time, sum *Summary) error {
	for {
		done, err := p.Store.Decide(ctx, now, batch, func(c rules.Case) (d rules.Decision, err error) {
			defer caught(&err)
			return rules.Decide(c, p.Policy, now), nil
		})
		p.alive()
		sum.Checked += done.Checked
		sum.Missed += done.Missed
		sum.Failed += len(done.Failed)
		for id, err := range done.Failed {
			p.Log.Error("cannot be decided, left for an hour later", "interview", id, "error", err)
		}
		if err != nil || done.Checked < batch {
			return err
		}
	}
}

// deliver sends what is waiting, until nothing is or the channel fails. It ends, for every reminder claimed leaves the
// waiting ones or gets a later attempt.
func (p *Pass) deliver(ctx context.Context, sum *Summary) error {
	if err := p.settleOld(ctx); err != nil {
		return err
	}
	for ctx.Err() == nil {
		now := p.now()
		waiting, err := p.Store.Waiting(ctx, now)
		if err != nil {
			return err
		}
		if sum.Channel, err = p.Store.Channel(ctx); err != nil {
			return err
		}
		if waiting.Ready == 0 {
			return p.checkChannel(ctx, now, waiting, sum)
		}
		if !sum.Channel.MayTry(now, waiting) {
			return nil
		}
		limit := batch
		if sum.Channel.Failures > 0 {
			limit = 1 // one probe at a time
		}
		p.settled = false // until what is claimed now is delivered or given back, whatever happens in between
		claimed, err := p.Store.Claim(ctx, now, limit, p.judge(now))
		if err != nil {
			return err
		}
		sum.Failed += len(claimed.Failed)
		for id, f := range claimed.Failed {
			p.Log.Error("cannot be sent as it is", "reminder", id, "error", f.Err, "again_at", f.Again)
		}
		if err := p.send(ctx, claimed.Reminders, sum); err != nil {
			return err
		}
		p.settled = true
	}
	return nil
}

// settleOld brings to an end what an earlier pass or process could not: first the answers that are known but were not
// written, then whatever is still marked as being sent. Nothing is claimed before.
func (p *Pass) settleOld(ctx context.Context) error {
	if p.settled {
		return nil
	}
	now := p.now()
	if len(p.unsaved) > 0 {
		if err := p.Store.Save(ctx, now, p.unsaved...); err != nil {
			return err
		}
		p.unsaved = nil
	}
	found, err := p.Store.Recover(ctx, now)
	for _, r := range found {
		p.log(r).Warn("was interrupted while it was being sent; it is sent again, and may arrive twice",
			"message_id", r.Message.ID)
	}
	p.settled = err == nil
	return err
}

// judge says what is to become of a waiting reminder: it looks again whether the interview still calls for it.
func (p *Pass) judge(now time.Time) func(rules.Case, rules.Reminder) (rules.Verdict, error) {
	return func(c rules.Case, r rules.Reminder) (v rules.Verdict, err error) {
		defer caught(&err)
		d := rules.Decide(c, p.Policy, now)
		step, applies := d.Step(r.Key)
		missed, tooLate := d.MissedStep(r.Key)
		switch {
		case tooLate:
			return rules.Verdict{State: rules.Expired, Reason: missed.Why}, nil
		case !applies:
			return rules.Verdict{State: rules.Cancelled, Reason: "no longer applies"}, nil
		case r.Uncertain && step.Ahead(now):
			return rules.Verdict{State: rules.Cancelled, Reason: "it may have reached you; what it was about is yet to come again"}, nil
		case step.Due.After(now):
			return rules.Verdict{State: rules.Waiting, NextAttempt: step.Due, Reason: step.Why}, nil
		case r.Uncertain:
			return rules.Verdict{State: rules.Sending, Message: r.Message}, nil
		}
		m, err := p.Mailer.Compose(c, step, now)
		if err != nil {
			return rules.Verdict{}, err
		}
		return rules.Verdict{State: rules.Sending, Message: m}, nil
	}
}

// send delivers the claimed reminders one by one, in the order of the claim, and records each answer before it goes
// on: so after a crash the server can have seen only the first of those that are left. When the channel fails, or the
// daemon is to stop, the rest is given back.
func (p *Pass) send(ctx context.Context, claimed []rules.Reminder, sum *Summary) error {
	inFlight, done := graceful(ctx)
	defer done()
	broke := false // over the reminder before
	for i, r := range claimed {
		if ctx.Err() != nil {
			return p.giveBack(inFlight, claimed[i:])
		}
		reply := p.Mailer.Deliver(inFlight, r.Message)
		p.alive()
		err := p.record(inFlight, r, reply, sum)
		if err == nil {
			err = p.judgeChannel(inFlight, r, reply, broke, ctx.Err() != nil, sum)
		}
		broke = brokeOff(reply.Outcome)
		if err != nil || sum.Channel.Failures > 0 {
			return errors.Join(err, p.giveBack(inFlight, claimed[i+1:]))
		}
	}
	return nil
}

// judgeChannel notes what came of a reminder for the channel. One that broke off while the program was being stopped
// says nothing of the server.
func (p *Pass) judgeChannel(
	ctx context.Context, r rules.Reminder, reply rules.Reply, broke, stopping bool, sum *Summary,
) error {
	probing := sum.Channel.Failures > 0
	switch o := reply.Outcome; {
	case stopping && (brokeOff(o) || o == rules.ChannelFault):
		return nil
	case r.FailsChannel(o, broke || probing):
		return p.channelFailed(ctx, reply.Text, sum)
	case probing:
		return p.channelMended(ctx, sum)
	}
	return nil
}

// brokeOff reports whether the connection broke over a reminder.
func brokeOff(o rules.Outcome) bool { return o == rules.Broken || o == rules.Lost }

// record writes down what the server said of one reminder, in a commit of its own.
func (p *Pass) record(ctx context.Context, r rules.Reminder, reply rules.Reply, sum *Summary) error {
	now := p.now()
	r = r.After(reply, now, p.Seed)
	switch log := p.log(r); r.State {
	case rules.Delivered:
		sum.Delivered++
		log.Info("delivered", "message_id", r.Message.ID)
	case rules.Refused:
		sum.Refused++
		log.Error("the mail server refused it for good", "reply", reply.Text)
	default:
		sum.Deferred++
		switch reply.Outcome {
		case rules.ChannelFault: // said once for all
		case rules.AccountFault:
			log.Warn("refused, perhaps because of the account and not of this mail; it waits, and others are tried first")
		case rules.Lost:
			log.Warn("perhaps delivered, and tried again now and then, so copies may arrive",
				"outcome", reply.Outcome, "reply", reply.Text, "again_at", r.NextAttempt, "message_id", r.Message.ID)
		default:
			log.Warn("not delivered yet", "outcome", reply.Outcome, "reply", reply.Text, "again_at", r.NextAttempt)
		}
	}
	return p.save(ctx, now, r)
}

// save records what is known of reminders, now or, when the database does not take it, before the next pass sends
// anything: what was delivered must not go again only because the disk was full.
func (p *Pass) save(ctx context.Context, now time.Time, reminders ...rules.Reminder) error {
	err := p.Store.Save(context.WithoutCancel(ctx), now, reminders...)
	if err != nil {
		p.unsaved = append(p.unsaved, reminders...)
	}
	return err
}

func (p *Pass) channelFailed(ctx context.Context, reason string, sum *Summary) error {
	sum.Channel = sum.Channel.Failed(p.now(), p.Seed, reason)
	p.Log.Error("the mail server cannot be used", "reason", reason,
		"failures", sum.Channel.Failures, "again_at", sum.Channel.NextTry)
	return p.Store.SetChannel(context.WithoutCancel(ctx), sum.Channel)
}

func (p *Pass) channelMended(ctx context.Context, sum *Summary) error {
	p.Log.Info("the mail server is back", "after_failures", sum.Channel.Failures)
	sum.Channel = rules.Channel{}
	return p.Store.SetChannel(context.WithoutCancel(ctx), sum.Channel)
}

// checkChannel finds out, on the channel's own schedule, whether one that failed is mended when no mail is there to
// try it: else that would be known only with the next reminder, which may be days off. A mail that was tried before
// finds out by itself when its turn comes, and finds more: a server may refuse it only once it has seen all of it.
func (p *Pass) checkChannel(ctx context.Context, now time.Time, waiting rules.Backlog, sum *Summary) error {
	if sum.Channel.Failures == 0 || waiting.Tried > 0 || !sum.Channel.MayTry(now, rules.Backlog{}) {
		return nil
	}
	err := p.Mailer.Check(ctx)
	p.alive()
	switch {
	case err == nil:
		return p.channelMended(ctx, sum)
	case ctx.Err() != nil:
		return nil // the program was told to stop; that says nothing of the server
	}
	return p.channelFailed(ctx, err.Error(), sum)
}

// giveBack makes claimed reminders waiting again that the server has not seen in this pass.
func (p *Pass) giveBack(ctx context.Context, claimed []rules.Reminder) error {
	if len(claimed) == 0 {
		return nil
	}
	now := p.now()
	for i, r := range claimed {
		claimed[i] = r.After(rules.Reply{Outcome: rules.ChannelFault, Text: r.Reply}, now, p.Seed)
	}
	return p.save(ctx, now, claimed...)
}

// graceful is a context for the message in flight: it outlives ctx by stopGrace, but no longer.
func graceful(ctx context.Context) (context.Context, func()) {
	inFlight, cancel := context.WithCancel(context.WithoutCancel(ctx))
	stop := context.AfterFunc(ctx, func() {
		timer := time.NewTimer(stopGrace)
		defer timer.Stop()
		select {
		case <-timer.C:
			cancel()
		case <-inFlight.Done():
		}
	})
	return inFlight, func() { stop(); cancel() }
}

// caught turns a panic in a rule or a template into an error of the one interview, so that the others still go.
func caught(err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("panic: %v\n%s", r, debug.Stack())
	}
}

// log names the reminder by ids only: logs are read by more people than mail is.
func (p *Pass) log(r rules.Reminder) *slog.Logger {
	return p.Log.With("interview", r.InterviewID, "kind", r.Kind, "round", r.Round)
}
