package scheduler

import (
	"context"

	"followup/rules/outbox"
)

// notices sends the notices that wait, after the reminders, which have deadlines. They are sent as they are: whatever
// they say has happened. One that the server has taken and whose record was lost goes again as the same bytes.
func (p *Pass) notices(ctx context.Context, sum *Summary) error {
	inFlight, done := graceful(ctx)
	defer done()
	for ctx.Err() == nil && sum.Channel.Failures == 0 {
		n, ok, err := p.Store.NextNotice(ctx, p.now())
		if err != nil || !ok {
			return err
		}
		reply := p.Courier.Deliver(inFlight, n.Message)
		p.alive()
		n = n.After(reply, p.now(), p.Seed)
		log := p.Log.With("notice", n.ID, "message_id", n.Message.ID)
		switch {
		case reply.Outcome == outbox.Accepted:
			sum.Delivered++
			log.Info("delivered")
		case n.NextAttempt.IsZero():
			sum.Refused++
			log.Error("a notice is given up", "outcome", reply.Outcome, "reply", reply.Text)
		default:
			sum.Deferred++
			log.Warn("not delivered yet", "outcome", reply.Outcome, "reply", reply.Text, "again_at", n.NextAttempt)
		}
		if err := p.Store.SaveNotice(ctx, n); err != nil {
			p.unsavedNotices = append(p.unsavedNotices, n)
			return err
		}
		if o := reply.Outcome; ctx.Err() == nil && (o == outbox.ChannelFault || o == outbox.AccountFault) {
			return p.channelFailed(ctx, reply.Text, sum)
		}
	}
	return nil
}

// saveNotices writes what the database did not take in an earlier pass: a notice that was delivered must not go out
// with every pass because the disk is full.
func (p *Pass) saveNotices(ctx context.Context) error {
	for len(p.unsavedNotices) > 0 {
		if err := p.Store.SaveNotice(ctx, p.unsavedNotices[0]); err != nil {
			return err
		}
		p.unsavedNotices = p.unsavedNotices[1:]
	}
	return nil
}
