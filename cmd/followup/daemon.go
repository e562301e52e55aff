package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"time"

	"followup/mailer"
	"followup/mailer/letters"
	"followup/mailer/smtp"
	"followup/rules"
	"followup/scheduler"
	"followup/store"
)

// policyMeta is the key under which the store keeps the fingerprint of the policy that the last daemon had.
const policyMeta = "policy"

// work is what run and once work with.
type work struct {
	cfg   *Config
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
	return a.withStore(ctx, func(cfg *Config, st *store.Store, p rules.Policy) (err error) {
		m, _, err := a.newMailer(ctx, cfg, st.InstallID())
		if err != nil {
			return err
		}
		// Else the pass would put it down to the mail server that it cannot log in.
		if err := cfg.checkPassword(ctx); errors.As(err, new(serviceSecret)) {
			return err
		}
		lock, err := store.AcquireLock(cfg.Store.Path, a.now())
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, lock.Release()) }()
		if err := noticePolicy(ctx, st, cfg.fingerprint(p), a.now()); err != nil {
			return err
		}
		was := lock.Passes()
		return do(work{cfg: cfg, store: st, lock: lock, pass: &scheduler.Pass{
			Store: st, Mailer: m, Policy: p, Now: a.now, Log: cfg.logger(a), Seed: st.InstallID(),
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

// A post composes reminders and delivers them.
type post struct {
	*mailer.Composer
	*smtp.Client
}

// newMailer returns the post that the config describes. What it finds wrong is the config's fault.
func (a *app) newMailer(ctx context.Context, cfg *Config, installID string) (post, rules.Policy, error) {
	a.findCredential(ctx, cfg)
	return compose(cfg, installID, (*Config).post)
}

// newComposer returns a composer, which needs no account.
func (a *app) newComposer(cfg *Config, installID string) (*mailer.Composer, error) {
	c, _, err := compose(cfg, installID, (*Config).composer)
	return c, err
}

// compose makes a post or a composer. A file that cannot be read is not the config's fault: its disk may be away. The
// service tries again then, which it does not do after a configError.
func compose[M any](
	cfg *Config, installID string, make func(*Config, rules.Policy, string) (M, error),
) (m M, p rules.Policy, err error) {
	if p, err = cfg.policy(); err != nil {
		return m, p, configError{err}
	}
	if err = cfg.checkLetters(); err == nil {
		m, err = make(cfg, p, installID)
	}
	if err == nil {
		return m, p, nil
	}
	err = fmt.Errorf("%s: %w", cfg.where(), err)
	if errors.As(err, new(*fs.PathError)) {
		return m, p, fmt.Errorf("%w%s", err, behindWalls())
	}
	return m, p, configError{err}
}

// findCredential finds out whether the service has a password that is not in its config.
func (a *app) findCredential(ctx context.Context, cfg *Config) {
	if cfg.custody.ofService() && cfg.SMTP.Username != "" && cfg.password() == nil {
		cfg.serviceCredential = a.system.givesPassword(ctx)
	}
}

func (cfg *Config) post(p rules.Policy, installID string) (m post, err error) {
	if m.Composer, err = cfg.composer(p, installID); err != nil {
		return m, err
	}
	m.Client, err = smtp.New(cfg.account())
	return m, err
}

// account returns what the config says about the mail account.
func (cfg *Config) account() smtp.Config {
	return smtp.Config{
		Address: cfg.User.Email, Host: cfg.SMTP.Host, Port: cfg.SMTP.Port,
		TLS: smtp.TLSMode(cfg.SMTP.TLS), AllowUnencrypted: cfg.SMTP.AllowUnencrypted,
		Username: cfg.SMTP.Username, Password: cfg.password(), Auth: cfg.SMTP.Auth,
	}
}

func (cfg *Config) composer(p rules.Policy, installID string) (*mailer.Composer, error) {
	return mailer.New(mailer.Config{
		User: letters.User{
			Name: cfg.User.Name, Email: cfg.User.Email, Phone: cfg.User.Phone, Background: cfg.User.Background,
			SignOff: cfg.User.SignOff, Salutation: cfg.User.Salutation,
		},
		TemplatesDir: cfg.Letters.TemplatesDir,
		InstallID:    installID,
		Policy:       p,
	})
}

// where names the config file, or says that there is none.
func (c *Config) where() string {
	if c.path == "" {
		return "no config file (`followup config init` writes one)"
	}
	return c.path
}
