package daemon

import (
	"context"
	"time"

	"followup/cmd/followup/config"
	"followup/cmd/followup/ingest"
	"followup/scheduler"
	"followup/store"
)

// newLooker returns what looks at the mailbox, or nil if the config has none.
func newLooker(ctx context.Context, cfg *config.Config, st *store.Store, pass *scheduler.Pass) (
	*scheduler.Looker, error,
) {
	m, err := cfg.NewMailbox(ctx)
	if m == nil || err != nil {
		return nil, err
	}
	desk, err := ingest.NewDesk(ctx, cfg, st, pass.Policy)
	if err != nil {
		return nil, err
	}
	return &scheduler.Looker{
		Store: ingest.Book{Store: st, Desk: desk, Log: pass.Log}, Mailbox: m,
		Account: cfg.Mailbox.Account(cfg.SMTP), Own: cfg.OwnAddresses(),
		Every: time.Duration(cfg.Mailbox.Every), Now: pass.Now, Log: pass.Log, Tells: desk.Wants, Seed: st.InstallID(),
	}, nil
}

// look looks at the mailbox before a single pass, in which no note then waits for another look. A mailbox that failed
// has its time, unless a person asks.
func (d *Daemon) look(ctx context.Context, byPerson bool) error {
	d.pass.Ask = nil
	if d.looker == nil {
		return nil
	}
	watch, err := d.store.Watch(ctx)
	if err != nil {
		return err
	}
	if byPerson || watch.Failures == 0 || watch.IsTime(d.pass.Now(), d.looker.Every) {
		if err := d.looker.Look(ctx); err != nil {
			return err
		}
	}
	d.pass.Ask = func(now time.Time) scheduler.Sight {
		if sight := d.looker.Ask(now); sight == scheduler.Seen {
			return sight
		}
		return scheduler.Unseen
	}
	return nil
}

// lookOn looks at the mailbox now and then until ctx is done, if the config has one, and lets the passes know.
func (d *Daemon) lookOn(ctx context.Context, passes *scheduler.Daemon) (ended chan struct{}) {
	ended = make(chan struct{})
	if d.pass.Ask, passes.Again = nil, nil; d.looker == nil {
		close(ended)
		return ended
	}
	d.pass.Ask, passes.Again = d.looker.Ask, d.looker.Looked()
	go func() { defer close(ended); d.looker.Run(ctx) }()
	return ended
}
