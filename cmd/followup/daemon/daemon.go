// Package daemon makes the passes of `followup run` and `followup once`. It reloads the config, reports its state to
// systemd and to a watcher, and makes a backup every night.
package daemon

import (
	"cmp"
	"context"
	"errors"
	"io"
	"time"

	"followup/cmd/followup/config"
	"followup/cmd/followup/ingest"
	"followup/rules"
	"followup/scheduler"
	"followup/store"
)

// A Host is where a daemon runs.
type Host struct {
	Now     func() time.Time
	Log     io.Writer
	Journal bool   // systemd's journal reads Log
	Version string // of the program

	Load   func() (*config.Config, error) // reads the config again
	HungUp func() bool                    // reports whether the terminal that started the daemon is closed
}

// A Daemon makes passes over a database. There is only one at a time.
type Daemon struct {
	host   Host
	cfg    *config.Config
	pass   *scheduler.Pass
	looker *scheduler.Looker // nil if the mailbox is not looked at
	keeper *scheduler.Keeper // nil if no drafts are put into the Drafts folder
	store  *store.Store
	lock   *store.Lock
}

// policyMeta is the key under which the store keeps the fingerprint of the last daemon's policy.
const policyMeta = "policy"

// Open locks the database and prepares passes under the policy. Close releases the lock. A mistake in the config is a
// [config.Error]; another daemon on the same database is an error, too.
func Open(ctx context.Context, host Host, cfg *config.Config, st *store.Store, p rules.Policy) (*Daemon, error) {
	post, _, err := cfg.NewPost(ctx, st.InstallID())
	if err != nil {
		return nil, err
	}
	if err := ingest.LetTell(ctx, cfg, st, post.Composer); err != nil {
		return nil, err
	}
	// Otherwise the pass would report the missing login as a fault of the mail server.
	if err := cfg.CheckPassword(ctx); errors.As(err, new(config.ServiceSecret)) {
		return nil, err
	}
	lock, err := store.AcquireLock(cfg.Store.Path, host.Now())
	if err != nil {
		return nil, err
	}
	if err := noticePolicy(ctx, st, cfg.Fingerprint(p), host.Now()); err != nil {
		return nil, errors.Join(err, lock.Release())
	}
	was := lock.Passes()
	d := &Daemon{host: host, cfg: cfg, store: st, lock: lock, pass: &scheduler.Pass{
		Store: st, Composer: post.Composer, Courier: post.Client, Policy: p, Now: host.Now,
		Log: newLogger(cfg.Monitor, host.Log, host.Journal), Seed: st.InstallID(), Last: was.LastPass,
		Doubted: was.Doubted,
	}}
	if d.looker, err = newLooker(ctx, cfg, st, d.pass); err == nil {
		d.keeper, err = newKeeper(ctx, cfg, st, d.pass)
	}
	if err == nil {
		err = st.KeepCopies(ctx, d.keeper != nil)
	}
	if err != nil {
		return nil, errors.Join(err, lock.Release())
	}
	return d, nil
}

// Location returns the user's time zone.
func (d *Daemon) Location() *time.Location { return d.pass.Policy.Location }

// Close releases the lock.
func (d *Daemon) Close() error { return d.lock.Release() }

// Once looks at the mailbox and makes one pass. If a person asks for it, both also try a server before its next
// scheduled try, because the person may have repaired the account. A timer has not.
func (d *Daemon) Once(ctx context.Context, byPerson bool) (scheduler.Summary, error) {
	if byPerson {
		if err := d.tryMailServer(ctx); err != nil {
			return scheduler.Summary{}, err
		}
	}
	if err := d.look(ctx, byPerson); err != nil {
		return scheduler.Summary{}, err
	}
	sum, err := d.pass.Run(ctx)
	d.note(ctx, err)
	d.keep(ctx)
	return sum, err
}

// note records in the lock file how a pass ended, for the next start and for `followup status`. A pass that was told
// to stop, or that doubted the clock, has neither failed nor succeeded.
func (d *Daemon) note(ctx context.Context, err error) {
	passes := d.lock.Passes()
	passes.LastPass, passes.Doubted = d.pass.Last, d.pass.Doubted
	switch {
	case err == nil:
		passes.Failing, passes.Failure = time.Time{}, ""
	case ctx.Err() == nil && d.pass.Doubted.IsZero():
		passes.Failing, passes.Failure = cmp.Or(passes.Failing, d.host.Now()), err.Error()
	}
	if err := d.lock.Note(passes); err != nil {
		d.pass.Log.Warn("cannot record the pass in the lock file", "error", err)
	}
}

// tryMailServer lets the next pass try a mail server that could not be used. A user who restarts the daemon may have
// repaired the account.
func (d *Daemon) tryMailServer(ctx context.Context) error {
	now := d.host.Now()
	c, err := d.store.Channel(ctx)
	if err != nil || c.Failures == 0 || !c.NextTry.After(now) {
		return err
	}
	c.NextTry = now
	return d.store.SetChannel(ctx, c)
}

// noticePolicy schedules every open application to be decided again if the policy differs from the last daemon's.
func noticePolicy(ctx context.Context, st *store.Store, fingerprint string, now time.Time) error {
	last, err := st.Meta(ctx, policyMeta)
	if err != nil || last == fingerprint {
		return err
	}
	// In this order, a crash in between only means that they are decided twice.
	if err := st.Recheck(ctx, now); err != nil {
		return err
	}
	return st.SetMeta(ctx, policyMeta, fingerprint)
}
