package scheduler

import (
	"context"
	"time"

	"followup/rules"
	"followup/rules/outbox"
)

// judgeChannel notes what came of a reminder for the channel. One that broke off while the program was being stopped
// says nothing of the server.
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

// checkChannel finds out, on the channel's own schedule, whether one that failed is mended when no mail is there to
// try it: else that would be known only with the next reminder, which may be days off. A mail that was tried before
// finds out by itself when its turn comes, and finds more: a server may refuse it only once it has seen all of it.
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
		return nil // the program was told to stop; that says nothing of the server
	}
	return p.channelFailed(ctx, err.Error(), sum)
}
