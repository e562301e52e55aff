package main

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"time"

	"followup/cmd/followup/config"
	"followup/rules"
	"followup/scheduler"
	"followup/store"
)

// policyMeta is the key under which the store keeps the fingerprint of the policy that the last daemon had.
const policyMeta = "policy"

// work is what run and once work with.
type work struct {
	cfg   *config.Config
	pass  *scheduler.Pass
	store *store.Store
	lock  *store.Lock
}

// log is the pass's, which a reload may change.
func (w work) log() *slog.Logger { return w.pass.Log }

// note writes down how the pass went that ended with err, for the next start and for whoever asks how the daemon is. A
// pass that was told to stop, or had no clock to go by, has neither failed nor succeeded.
func (w work) note(ctx context.Context, now time.Time, err error) {
	passes := w.lock.Passes()
	passes.LastPass, passes.Doubted = w.pass.Last, w.pass.Doubted
	switch {
	case err == nil:
		passes.Failing, passes.Failure = time.Time{}, ""
	case ctx.Err() == nil && w.pass.Doubted.IsZero():
		passes.Failing, passes.Failure = cmp.Or(passes.Failing, now), err.Error()
	}
	if err := w.lock.Note(passes); err != nil {
		w.log().Warn("cannot note the pass in the lock file", "error", err)
	}
}

// tryTheChannel lets the first pass try a mail server that could not be used. Somebody who restarts the daemon may have
// mended what was wrong.
func (w work) tryTheChannel(ctx context.Context, now time.Time) error {
	c, err := w.store.Channel(ctx)
	if err != nil || c.Failures == 0 || !c.NextTry.After(now) {
		return err
	}
	c.NextTry = now
	return w.store.SetChannel(ctx, c)
}

// withPass opens what a pass needs, as the only one who makes passes over the database.
func (a *app) withPass(ctx context.Context, do func(work) error) error {
	return a.withStore(ctx, func(cfg *config.Config, st *store.Store, p rules.Policy) (err error) {
		m, _, err := cfg.NewPost(ctx, st.InstallID())
		if err != nil {
			return err
		}
		// Else the pass would put it down to the mail server that it cannot log in.
		if err := cfg.CheckPassword(ctx); errors.As(err, new(config.ServiceSecret)) {
			return err
		}
		lock, err := store.AcquireLock(cfg.Store.Path, a.now())
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, lock.Release()) }()
		if err := noticePolicy(ctx, st, cfg.Fingerprint(p), a.now()); err != nil {
			return err
		}
		was := lock.Passes()
		return do(work{cfg: cfg, store: st, lock: lock, pass: &scheduler.Pass{
			Store: st, Composer: m.Composer, Courier: m.Client, Policy: p, Now: a.now, Log: newLogger(cfg.Monitor, a.Err, a.journal), Seed: st.InstallID(),
			Last: was.LastPass, Doubted: was.Doubted,
		}})
	})
}

// noticePolicy has all open applications looked at anew when the policy is not the one they were last looked at with.
func noticePolicy(ctx context.Context, st *store.Store, fingerprint string, now time.Time) error {
	last, err := st.Meta(ctx, policyMeta)
	if err != nil || last == fingerprint {
		return err
	}
	// In this order: a crash in between only looks once more.
	if err := st.Recheck(ctx, now); err != nil {
		return err
	}
	return st.SetMeta(ctx, policyMeta, fingerprint)
}
