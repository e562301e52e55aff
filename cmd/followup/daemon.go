package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/spf13/cobra"

	"followup/mailer"
	"followup/mailer/letters"
	"followup/rules"
	"followup/scheduler"
	"followup/store"
)

// policyMeta is the key under which the store keeps the fingerprint of the policy that the last daemon had.
const policyMeta = "policy"

func (a *app) runCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "run",
		Short: "Run the daemon: look on every tick what is due, and email it to you",
		Long: `Run the daemon. It makes a pass at start and on every tick of schedule.tick, until
it is told to stop (SIGTERM, SIGINT); a mail in flight is finished first.`,
		Example: "  followup run\n  followup run --config /etc/followup/config.toml",
		Args:    args(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.withPass(cmd.Context(), func(w work) error {
				schedule, err := scheduler.ParseSchedule(w.cfg.Schedule.Tick, w.pass.Policy.Location, a.now())
				if err != nil {
					return configError{fmt.Errorf("schedule.tick: %w", err)}
				}
				if warning := schedule.Warning(a.now()); warning != "" {
					w.log.Warn("schedule.tick: " + warning)
				}
				if err := w.tryTheChannel(cmd.Context(), a.now()); err != nil {
					return err
				}
				w.log.Info("started", "version", version(), "database", w.cfg.Store.Path, "tick", w.cfg.Schedule.Tick)
				d := scheduler.Daemon{Pass: w.pass, Schedule: schedule, Log: w.log, AfterPass: func(scheduler.Summary, error) { w.beat() }}
				d.Run(cmd.Context())
				w.log.Info("stopped")
				return nil
			})
		},
	}
}

func (a *app) onceCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "once",
		Short:   "Make one pass, as the daemon does on every tick, and say what it did",
		Example: "  followup once",
		Args:    args(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.withPass(cmd.Context(), func(w work) error {
				s, err := w.pass.Run(cmd.Context())
				w.beat()
				if err != nil {
					return err
				}
				a.printf("Delivered %d, to be tried again %d, refused %d.\n", s.Delivered, s.Deferred, s.Refused)
				if s.Channel.Failures > 0 {
					return fmt.Errorf("the mail server cannot be used: %s; tried again from %s on",
						s.Channel.LastError, stamp(s.Channel.NextTry, w.pass.Policy.Location))
				}
				if s.Refused > 0 {
					return errors.New("the mail server refused a reminder for good; `followup show` tells which and why")
				}
				return nil
			})
		},
	}
}

// work is what run and once work with.
type work struct {
	cfg   *Config
	pass  *scheduler.Pass
	store *store.Store
	log   *slog.Logger
	lock  *store.Lock
}

// beat notes when the last pass was completed, and whether the clock is doubted, for the next start and for whoever asks
// whether the daemon is alive.
func (w work) beat() {
	err := w.lock.Beat(w.pass.Last)
	if !w.pass.Doubted.Equal(w.lock.Doubted()) {
		err = errors.Join(err, w.lock.Doubt(w.pass.Doubted))
	}
	if err != nil {
		w.log.Warn("cannot note the pass in the lock file", "error", err)
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
	return a.withStore(ctx, func(cfg *Config, st *store.Store, _ rules.Policy) (err error) {
		log := cfg.logger(a)
		m, p, err := a.newMailer(cfg, st.InstallID())
		if err != nil {
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
		return do(work{cfg: cfg, store: st, log: log, lock: lock, pass: &scheduler.Pass{
			Store: st, Mailer: m, Policy: p, Now: a.now, Log: log, Seed: st.InstallID(), Last: lock.LastPass(), Doubted: lock.Doubted(),
		}})
	})
}

// noticePolicy has all open interviews looked at anew when the policy is not the one they were last looked at with.
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

// newMailer is the mailer that the config describes. What it finds wrong is the config's fault.
func (a *app) newMailer(cfg *Config, installID string) (*mailer.Mailer, rules.Policy, error) {
	p, err := cfg.policy()
	if err != nil {
		return nil, p, configError{err}
	}
	m, err := mailer.New(cfg.mailer(p, installID))
	if err != nil {
		return nil, p, configError{fmt.Errorf("%s: %w", cfg.where(), err)}
	}
	return m, p, nil
}

// newComposer is the part of the mailer that needs no account.
func (a *app) newComposer(cfg *Config, installID string) (*mailer.Composer, rules.Policy, error) {
	p, err := cfg.policy()
	if err != nil {
		return nil, p, configError{err}
	}
	m, err := mailer.NewComposer(cfg.mailer(p, installID))
	if err != nil {
		return nil, p, configError{fmt.Errorf("%s: %w", cfg.where(), err)}
	}
	return m, p, nil
}

func (cfg *Config) mailer(p rules.Policy, installID string) mailer.Config {
	return mailer.Config{
		User: letters.User{
			Name: cfg.User.Name, Email: cfg.User.Email, Phone: cfg.User.Phone, Background: cfg.User.Background,
			SignOff: cfg.User.SignOff, Salutation: cfg.User.Salutation,
		},
		Host: cfg.SMTP.Host, Port: cfg.SMTP.Port, TLS: mailer.TLSMode(cfg.SMTP.TLS), AllowUnencrypted: cfg.SMTP.AllowUnencrypted,
		Username: cfg.SMTP.Username, Password: cfg.SMTP.password(), Auth: cfg.SMTP.Auth,
		TemplatesDir: cfg.Letters.TemplatesDir,
		InstallID:    installID,
		Policy:       p,
	}
}

// where names the config file, or says that there is none.
func (c *Config) where() string {
	if c.path == "" {
		return "no config file (`followup config init` writes one)"
	}
	return c.path
}

// logger logs to standard error, as the config says.
func (c *Config) logger(a *app) *slog.Logger {
	var level slog.Level
	if err := level.UnmarshalText([]byte(c.Monitor.LogLevel)); err != nil {
		level = slog.LevelInfo // validate has refused it before
	}
	opts := &slog.HandlerOptions{Level: level}
	if c.Monitor.LogFormat == "json" {
		return slog.New(slog.NewJSONHandler(a.stderr, opts))
	}
	return slog.New(slog.NewTextHandler(a.stderr, opts))
}
