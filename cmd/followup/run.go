package main

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"

	"followup/cmd/followup/config"
	"followup/scheduler"
)

func (a *app) runCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "run",
		Short: "Run the daemon: look on every tick what is due, and email it to you",
		Long: `Run the daemon. It makes a pass at start and on every tick of schedule.tick, until
it is told to stop (SIGTERM, SIGINT) or its terminal is closed; a mail in flight is
finished first. On SIGHUP it reads its config and letters anew, and keeps the old ones
when the new are wrong.`,
		Example: "  followup run\n  followup run --config /etc/followup/config.toml",
		Args:    args(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.withPass(cmd.Context(), func(w work) error { return a.serve(cmd.Context(), w) })
		},
	}
}

// serve makes passes until ctx is done.
func (a *app) serve(ctx context.Context, w work) error {
	ctx, end := context.WithCancel(ctx)
	defer end()
	schedule, err := a.schedule(w.cfg, w.pass)
	if err != nil {
		return err
	}
	n := a.newNotifier(w)
	backups := &nightly{work: w}
	hangup := make(chan os.Signal, 1)
	signal.Notify(hangup, syscall.SIGHUP)
	defer signal.Stop(hangup)
	w.log().Info("started", "version", version(), "database", w.cfg.Store.Path, "tick", w.cfg.Schedule.Tick)
	n.ready(ctx) // all is open and right; how long the first pass takes is the mail server's affair
	for ctx.Err() == nil {
		if err := w.tryTheChannel(ctx, a.now()); err != nil {
			w.log().Warn("the mail server is tried when its time comes", "error", err)
		}
		w.pass.Alive = n.alive
		ping := newPinger(string(w.cfg.Monitor.PingURL))
		d := &scheduler.Daemon{
			Pass: w.pass, Schedule: schedule, Log: w.log(), Wake: n.often, Alive: n.alive,
			AfterPass: func(sum scheduler.Summary, err error) {
				w.note(ctx, a.now(), err)
				n.passed(ctx, err)
				backups.backUp(ctx, a.now())
				ping.tell(ctx, w.log(), w.well(ctx, sum, err))
			},
		}
		schedule = a.serveUntilReload(ctx, end, w, d, n, hangup)
	}
	n.stopping()
	w.log().Info("stopped")
	return nil
}

// serveUntilReload makes passes until ctx is done, or until a changed config is read that is right: that one is in
// force when this returns its schedule. Whatever goes wrong with it, the daemon goes on with the old one. It ends ctx
// when the hangup is that of its terminal.
func (a *app) serveUntilReload(
	ctx context.Context, end func(), w work, d *scheduler.Daemon, n *notifier, hangup <-chan os.Signal,
) scheduler.Schedule {
	passes, stop := context.WithCancel(ctx)
	ended := make(chan struct{})
	go func() { defer close(ended); d.Run(passes) }()
	defer stop()
	for {
		select {
		case <-ctx.Done():
			<-ended
			return d.Schedule
		case <-hangup:
			if a.Closed() { // the signal is the same as for a reload
				end()
				continue
			}
		}
		n.reloading()
		cfg, pass, schedule, err := a.prepareReload(ctx, w)
		if err != nil {
			w.log().Error("the config was read anew and is wrong, so the old one stays in force", "error", err)
			n.reloaded(ctx, err)
			continue
		}
		stop()
		<-ended
		if ctx.Err() != nil {
			return d.Schedule
		}
		if err := noticePolicy(ctx, w.store, cfg.Fingerprint(pass.Policy), a.now()); err != nil {
			w.log().Error("the new config cannot be taken over, so the old one stays in force; reload again", "error", err)
			n.reloaded(ctx, err)
			return d.Schedule
		}
		*w.cfg = *cfg
		pass.Policy.Pause = w.pass.Policy.Pause // which is not the config's, until the next pass reads it
		w.pass.Composer, w.pass.Courier = pass.Composer, pass.Courier
		w.pass.Policy, w.pass.Log = pass.Policy, pass.Log
		w.log().Info("the config was read anew", "file", cfg.Where())
		n.reloaded(ctx, nil)
		return schedule
	}
}

// well reports whether the pass, and all that the mail server was given, went well.
func (w work) well(ctx context.Context, sum scheduler.Summary, err error) bool {
	if err != nil || sum.Channel.Failures > 0 {
		return false
	}
	refused, err := w.store.AllRefused(ctx)
	return err == nil && refused == 0
}

// prepareReload reads the config again, and makes of it what a pass needs, while the old one is still in force.
func (a *app) prepareReload(ctx context.Context, w work) (*config.Config, scheduler.Pass, scheduler.Schedule, error) {
	none := func(err error) (*config.Config, scheduler.Pass, scheduler.Schedule, error) {
		return nil, scheduler.Pass{}, scheduler.Schedule{}, err
	}
	cfg, err := loadConfig(a)
	if err != nil {
		return none(err)
	}
	if cfg.Store.Path != w.cfg.Store.Path {
		return none(errors.New("store.path has changed, which needs a restart"))
	}
	m, p, err := cfg.NewPost(ctx, w.store.InstallID())
	if err != nil {
		return none(err)
	}
	pass := scheduler.Pass{Composer: m.Composer, Courier: m.Client, Policy: p, Log: newLogger(cfg.Monitor, a.Err, a.journal)}
	schedule, err := a.schedule(cfg, &pass)
	if err != nil {
		return none(err)
	}
	return cfg, pass, schedule, nil
}

// schedule is when the config wants passes made.
func (a *app) schedule(cfg *config.Config, pass *scheduler.Pass) (scheduler.Schedule, error) {
	s, err := scheduler.ParseSchedule(cfg.Schedule.Tick, pass.Policy.Location, a.now())
	if err != nil {
		return s, config.Errorf("%s: schedule.tick: %w", cfg.Where(), err)
	}
	if warning := s.Warning(a.now()); warning != "" {
		pass.Log.Warn("schedule.tick: " + warning)
	}
	return s, nil
}
