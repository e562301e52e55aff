package scheduler

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"followup/rules"
	"followup/rules/outbox"
)

// deliver sends what is waiting until nothing is left or the channel fails. It terminates because every reminder that
// is claimed stops waiting or gets a later attempt.
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
		p.settled = false // even after a panic, until every claimed reminder is recorded or given back
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

// settleOld finishes the work of an earlier pass or process before anything new is claimed. It first writes the
// answers that the database did not take, then recovers the reminders that are still marked as being sent.
func (p *Pass) settleOld(ctx context.Context) error {
	if err := p.saveNotices(ctx); err != nil {
		return err
	}
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
	err := p.Store.Recover(ctx, now, func(r rules.Reminder) {
		p.log(r).Warn("was interrupted while it was being sent; it is sent again, and may arrive twice",
			"message_id", r.Message.ID)
	})
	p.settled = err == nil
	return err
}

// judge returns the verdict on a waiting reminder. It decides again whether the application still calls for it.
func (p *Pass) judge(now time.Time) func(rules.Case, rules.Pause, rules.Reminder) (outbox.Verdict, error) {
	return func(c rules.Case, pause rules.Pause, r rules.Reminder) (v outbox.Verdict, err error) {
		defer recoverInto(&err)
		d := rules.Decide(c, p.policyWith(pause), now)
		step, applies := d.Step(r.Key)
		missed, tooLate := d.MissedStep(r.Key)
		switch {
		case tooLate:
			return outbox.Verdict{State: rules.Expired, Reason: missed.Why}, nil
		case !applies:
			return outbox.Verdict{State: rules.Cancelled, Reason: "no longer applies"}, nil
		case r.Uncertain && step.Ahead(now):
			return outbox.Verdict{
				State: rules.Cancelled, Reason: "it may have reached you; what it was about is yet to come again",
			}, nil
		case step.Due.After(now):
			return outbox.Verdict{State: rules.Waiting, NextAttempt: step.Due, Reason: step.Why}, nil
		case r.Uncertain:
			return outbox.Verdict{State: rules.Sending, Message: r.Message}, nil
		}
		if p.Ask != nil && step.Kind.IsStatus() {
			switch p.Ask(now) {
			case Coming:
				return outbox.Verdict{
					State: rules.Waiting, NextAttempt: now, Reason: "the mailbox is looked at first",
				}, nil
			case Unseen:
				step.Unseen = true
			}
		}
		m, err := p.Composer.Compose(c, step, rules.Following(c, step, p.policyWith(pause), now), now)
		if err != nil {
			return outbox.Verdict{}, err
		}
		return outbox.Verdict{State: rules.Sending, Message: m}, nil
	}
}

// send delivers the claimed reminders one by one, in the order of the claim, and records each answer before the next.
// After a crash the server can therefore have seen only the first of those that are left. When the channel fails, or
// the daemon is told to stop, the rest is given back.
func (p *Pass) send(ctx context.Context, claimed []rules.Reminder, sum *Summary) error {
	inFlight, done := graceful(ctx)
	defer done()
	broke := false // the connection, over the previous reminder
	for i, r := range claimed {
		if ctx.Err() != nil {
			return p.giveBack(inFlight, claimed[i:])
		}
		reply := p.Courier.Deliver(inFlight, r.Message)
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

// record logs the server's answer to one reminder and writes it in a transaction of its own.
func (p *Pass) record(ctx context.Context, r rules.Reminder, reply outbox.Reply, sum *Summary) error {
	now := p.now()
	r = outbox.After(r, reply, now, p.Seed)
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
		case outbox.ChannelFault: // channelFailed logs it once for all of them
		case outbox.AccountFault:
			log.Warn("refused, perhaps because of the account and not of this mail; it waits, and others are tried " +
				"first")
		case outbox.Lost:
			log.Warn("perhaps delivered, and tried again now and then, so copies may arrive",
				"outcome", reply.Outcome, "reply", reply.Text, "again_at", r.NextAttempt, "message_id", r.Message.ID)
		default:
			log.Warn("not delivered yet",
				"outcome", reply.Outcome, "reply", reply.Text, "again_at", r.NextAttempt)
		}
	}
	return p.save(ctx, now, r)
}

// save writes the state of reminders. If the database does not take it, the next pass writes it before it sends
// anything: a mail that was delivered must not go out again because the disk was full.
func (p *Pass) save(ctx context.Context, now time.Time, reminders ...rules.Reminder) error {
	err := p.Store.Save(context.WithoutCancel(ctx), now, reminders...)
	if err != nil {
		p.unsaved = append(p.unsaved, reminders...)
	}
	return err
}

// giveBack makes claimed reminders wait again that were not offered to the server in this pass.
func (p *Pass) giveBack(ctx context.Context, claimed []rules.Reminder) error {
	if len(claimed) == 0 {
		return nil
	}
	now := p.now()
	for i, r := range claimed {
		claimed[i] = outbox.After(r, outbox.Reply{Outcome: outbox.ChannelFault, Text: r.Reply}, now, p.Seed)
	}
	return p.save(ctx, now, claimed...)
}

// stopGrace is how long a message in flight may take after the daemon was told to stop.
const stopGrace = 20 * time.Second

// graceful returns a context for the message in flight, which ends stopGrace after ctx. The caller calls the function
// when it is done.
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

// log returns a logger that names the reminder by ids only, because more people read logs than mail.
func (p *Pass) log(r rules.Reminder) *slog.Logger {
	log := p.Log.With("application", r.ApplicationID)
	if r.InterviewID != 0 {
		log = log.With("interview", r.InterviewID)
	}
	log = log.With("kind", r.Kind, "round", r.Round)
	if r.LastCall {
		log = log.With("last_call", true)
	}
	return log
}
