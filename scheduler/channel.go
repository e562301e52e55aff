package scheduler

import (
	"context"
	"time"

	"followup/rules"
	"followup/rules/outbox"
)

// judgeChannel updates the channel by the outcome of one reminder. An outcome that was cut short because the program
// is stopping says nothing about the server and is ignored.
func (p *Pass) judgeChannel(
	ctx context.Context, r rules.Reminder, reply outbox.Reply, broke, stopping bool, sum *Summary,
) error {
	probing := sum.Channel.Failures > 0
	switch o := reply.Outcome; {
	case stopping && (brokeOff(o) || o == outbox.ChannelFault):
		return nil
	case outbox.FailsChannel(r, o, broke || probing):
		return p.channelFailed(ctx, reply.Text, sum)
	case probing:
		return p.channelMended(ctx, sum)
	}
	return nil
}

// brokeOff reports whether the connection broke over a reminder.
func brokeOff(o outbox.Outcome) bool { return o == outbox.Broken || o == outbox.Lost }

func (p *Pass) channelFailed(ctx context.Context, reason string, sum *Summary) error {
	sum.Channel = sum.Channel.Failed(p.now(), p.Seed, reason)
	p.Log.Error("the mail server cannot be used", "reason", reason,
		"failures", sum.Channel.Failures, "again_at", sum.Channel.NextTry)
	return p.Store.SetChannel(context.WithoutCancel(ctx), sum.Channel)
}

func (p *Pass) channelMended(ctx context.Context, sum *Summary) error {
	p.Log.Info("the mail server is back", "after_failures", sum.Channel.Failures)
	sum.Channel = outbox.Channel{}
	return p.Store.SetChannel(context.WithoutCancel(ctx), sum.Channel)
}

// checkChannel tests a failed channel, on the channel's own schedule, while no mail is waiting that could test it.
// Otherwise its recovery would be noticed only with the next reminder, which may be days off. A waiting mail that was
// tried before is the better test when its turn comes: a server may refuse a mail only after it has seen all of it.
func (p *Pass) checkChannel(ctx context.Context, now time.Time, waiting outbox.Backlog, sum *Summary) error {
	if sum.Channel.Failures == 0 || waiting.Tried > 0 || !sum.Channel.MayTry(now, outbox.Backlog{}) {
		return nil
	}
	err := p.Courier.Check(ctx)
	p.alive()
	switch {
	case err == nil:
		return p.channelMended(ctx, sum)
	case ctx.Err() != nil:
		return nil // the check was cut short because the program is stopping
	}
	return p.channelFailed(ctx, err.Error(), sum)
}
