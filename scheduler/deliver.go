package scheduler

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"followup/rules"
	"followup/rules/outbox"
)

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

// judge says what is to become of a waiting reminder: it looks again whether the application still calls for it.
func (p *Pass) judge(now time.Time) func(rules.Case, rules.Pause, rules.Reminder) (outbox.Verdict, error) {
	return func(c rules.Case, pause rules.Pause, r rules.Reminder) (v outbox.Verdict, err error) {
		defer caught(&err)
		d := rules.Decide(c, p.by(pause), now)
		step, applies := d.Step(r.Key)
		missed, tooLate := d.MissedStep(r.Key)
		switch {
		case tooLate:
			return outbox.Verdict{State: rules.Expired, Reason: missed.Why}, nil
		case !applies:
			return outbox.Verdict{State: rules.Cancelled, Reason: "no longer applies"}, nil
		case r.Uncertain && step.Ahead(now):
			return outbox.Verdict{State: rules.Cancelled, Reason: "it may have reached you; what it was about is yet to come again"}, nil
		case step.Due.After(now):
			return outbox.Verdict{State: rules.Waiting, NextAttempt: step.Due, Reason: step.Why}, nil
		case r.Uncertain:
			return outbox.Verdict{State: rules.Sending, Message: r.Message}, nil
		}
		m, err := p.Composer.Compose(c, step, rules.Following(c, step, p.by(pause), now), now)
		if err != nil {
			return outbox.Verdict{}, err
		}
		return outbox.Verdict{State: rules.Sending, Message: m}, nil
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

// record writes down what the server said of one reminder, in a commit of its own.
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
		case outbox.ChannelFault: // said once for all
		case outbox.AccountFault:
			log.Warn("refused, perhaps because of the account and not of this mail; it waits, and others are tried first")
		case outbox.Lost:
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

// giveBack makes claimed reminders waiting again that the server has not seen in this pass.
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

// stopGrace is how long a message in flight may take to finish once the daemon is told to stop.
const stopGrace = 20 * time.Second

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

// log names the reminder by ids only: logs are read by more people than mail is.
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
