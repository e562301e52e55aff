package daemon

import (
	"context"
	"sync"
	"time"

	"followup/cmd/followup/config"
	"followup/cmd/followup/exchange"
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
		Every: time.Duration(cfg.Mailbox.Every), Now: pass.Now, Log: pass.Log, Tells: desk.Wants,
		Invites: exchange.SaysInterview, Seed: st.InstallID(),
	}, nil
}

// newKeeper returns what puts drafts into the user's Drafts folder, or nil if the config does not want that. It has a
// client of its own, because a look may be under way.
func newKeeper(ctx context.Context, cfg *config.Config, st *store.Store, pass *scheduler.Pass) (
	*scheduler.Keeper, error,
) {
	if !cfg.Mailbox.WriteDrafts {
		return nil, nil
	}
	m, err := cfg.NewMailbox(ctx)
	if err != nil {
		return nil, err
	}
	copyist, _ := pass.Composer.(scheduler.Copyist) // it always is one
	return &scheduler.Keeper{
		Store: st, Folder: m.NewDrafts(), Copyist: copyist, Now: pass.Now, Log: pass.Log, Seed: st.InstallID(),
		Wake: make(chan struct{}, 1),
	}, nil
}

// delivered lets the drafts of a pass be put into the Drafts folder.
func (d *Daemon) delivered(sum scheduler.Summary) {
	if d.keeper == nil || sum.Delivered == 0 {
		return
	}
	select {
	case d.keeper.Wake <- struct{}{}:
	default: // it is awake
	}
}

// keep puts the drafts of a single pass into the Drafts folder.
func (d *Daemon) keep(ctx context.Context) {
	if d.keeper == nil {
		return
	}
	if err := d.keeper.Keep(ctx); err != nil && ctx.Err() == nil {
		d.pass.Log.Error("what was done in the Drafts folder cannot be recorded", "error", err)
	}
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

// lookOn looks at the mailbox now and then until ctx is done, if the config has one, and lets the passes know. It also
// keeps the Drafts folder up to date, if the config wants that. The function that it returns waits until both have
// ended.
func (d *Daemon) lookOn(ctx context.Context, passes *scheduler.Daemon) (wait func()) {
	var looks sync.WaitGroup
	if d.pass.Ask, passes.Again = nil, nil; d.looker != nil {
		d.pass.Ask, passes.Again = d.looker.Ask, d.looker.Looked()
		d.looker.Shown = d.lock.ShowSeen
		looks.Go(func() { d.looker.Run(ctx) })
	}
	if d.keeper != nil {
		looks.Go(func() { d.keeper.Run(ctx) })
	}
	return looks.Wait
}
