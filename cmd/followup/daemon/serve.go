package daemon

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"followup/cmd/followup/config"
	"followup/cmd/followup/ingest"
	"followup/scheduler"
)

// Serve makes a pass at the start and on every tick, until ctx is done or its terminal is closed.
func (d *Daemon) Serve(ctx context.Context) error {
	ctx, end := context.WithCancel(ctx)
	defer end()
	schedule, err := d.schedule(d.cfg, d.pass)
	if err != nil {
		return err
	}
	n := newNotifier(d)
	backups := &nightly{Daemon: d}
	hangup := make(chan os.Signal, 1)
	signal.Notify(hangup, syscall.SIGHUP)
	defer signal.Stop(hangup)
	d.warnOfZone()
	d.pass.Log.Info("started", "version", d.host.Version, "database", d.cfg.Store.Path, "tick", d.cfg.Schedule.Tick)
	n.ready(ctx) // before the first pass, whose length depends on the mail server
	first := true
	for ctx.Err() == nil {
		if err := d.tryMailServer(ctx); err != nil {
			d.pass.Log.Warn("the mail server is not tried before its next scheduled time", "error", err)
		}
		d.pass.Alive = n.alive
		ping := newPinger(string(d.cfg.Monitor.PingURL), d.host.Version)
		passes := &scheduler.Daemon{
			Pass: d.pass, Schedule: schedule, Log: d.pass.Log, Wake: n.often, Alive: n.alive,
			AfterPass: func(sum scheduler.Summary, err error) {
				d.note(ctx, err)
				d.delivered(sum)
				n.passed(ctx, err)
				if made := backups.backUp(ctx, d.host.Now()); made || first {
					// What the start or the backup needed is not needed again for a day, and Go would keep most of it.
					debug.FreeOSMemory()
					first = false
				}
				if ping.url != "" {
					ping.tell(ctx, d.pass.Log, d.well(ctx, sum, err))
				}
			},
		}
		schedule = d.serveUntilReload(ctx, end, passes, n, hangup)
	}
	n.stopping()
	d.pass.Log.Info("stopped")
	return nil
}

// serveUntilReload makes passes until ctx is done or a signal makes it reload the config. It returns the schedule of
// the new config, which is then in force; after a mistake in the new config, it continues with the old one. If the
// signal means that the terminal was closed, it ends ctx.
func (d *Daemon) serveUntilReload(
	ctx context.Context, end func(), passes *scheduler.Daemon, n *notifier, hangup <-chan os.Signal,
) scheduler.Schedule {
	running, stop := context.WithCancel(ctx)
	ended := make(chan struct{})
	looks := d.lookOn(running, passes)
	go func() { defer close(ended); passes.Run(running); looks() }()
	defer stop()
	for {
		select {
		case <-ctx.Done():
			<-ended
			return passes.Schedule
		case <-hangup:
			if d.host.HungUp() { // the signal is the same as for a reload
				end()
				continue
			}
		}
		n.reloading()
		next, schedule, err := d.reload(ctx)
		if err != nil {
			d.pass.Log.Error("the new config has a mistake, so the old one stays in force", "error", err)
			n.reloaded(ctx, err)
			continue
		}
		stop()
		<-ended
		if ctx.Err() != nil {
			return passes.Schedule
		}
		err = noticePolicy(ctx, d.store, next.cfg.Fingerprint(next.pass.Policy), d.host.Now())
		if err == nil {
			err = d.store.KeepCopies(ctx, next.keeper != nil)
		}
		if err != nil {
			d.pass.Log.Error("the new config cannot be applied, so the old one stays in force; reload again",
				"error", err)
			n.reloaded(ctx, err)
			return passes.Schedule
		}
		was, is := config.Zone{Location: d.pass.Policy.Location}, config.Zone{Location: next.pass.Policy.Location}
		*d.cfg = *next.cfg
		next.pass.Policy.Pause = d.pass.Policy.Pause // the config does not have it; the next pass reads it
		d.pass.Composer, d.pass.Courier = next.pass.Composer, next.pass.Courier
		d.pass.Policy, d.pass.Log, d.looker, d.keeper = next.pass.Policy, next.pass.Log, next.looker, next.keeper
		d.pass.Log.Info("the config was reloaded", "file", d.cfg.Where())
		if was, is := was.Describe(), is.Describe(); was != is {
			d.pass.Log.Info("the time zone has changed", "from", was, "to", is)
		}
		d.warnOfZone()
		n.reloaded(ctx, nil)
		return schedule
	}
}

// reload reads the config again and prepares with it what is to replace that of the daemon, while the old one is still
// in force.
func (d *Daemon) reload(ctx context.Context) (next Daemon, s scheduler.Schedule, err error) {
	if next.cfg, err = d.host.Load(); err != nil {
		return next, s, err
	}
	if next.cfg.Store.Path != d.cfg.Store.Path {
		return next, s, errors.New("store.path has changed; restart the daemon to use the other database")
	}
	post, p, err := next.cfg.NewPost(ctx, d.store.InstallID())
	if err != nil {
		return next, s, err
	}
	if err := ingest.LetTell(ctx, next.cfg, d.store, post.Composer); err != nil {
		return next, s, err
	}
	next.pass = &scheduler.Pass{
		Composer: post.Composer, Courier: post.Client, Policy: p, Now: d.host.Now,
		Log: newLogger(next.cfg.Monitor, d.host.Log, d.host.Journal),
	}
	if s, err = d.schedule(next.cfg, next.pass); err != nil {
		return next, s, err
	}
	if next.looker, err = newLooker(ctx, next.cfg, d.store, next.pass); err != nil {
		return next, s, err
	}
	next.keeper, err = newKeeper(ctx, next.cfg, d.store, next.pass)
	return next, s, err
}

// schedule returns the schedule of the passes, and logs a warning if it has one.
func (d *Daemon) schedule(cfg *config.Config, pass *scheduler.Pass) (scheduler.Schedule, error) {
	s, err := scheduler.ParseSchedule(cfg.Schedule.Tick, pass.Policy.Location, d.host.Now())
	if err != nil {
		return s, config.Errorf("%s: schedule.tick: %w", cfg.Where(), err)
	}
	if warning := s.Warning(d.host.Now()); warning != "" {
		pass.Log.Warn("schedule.tick: " + warning)
	}
	return s, nil
}

// warnOfZone logs why the zone may not be the user's, if there is a reason.
func (d *Daemon) warnOfZone() {
	if zone, err := d.cfg.Zone(); err == nil && zone.Warning() != "" {
		d.pass.Log.Warn(zone.Warning())
	}
}

// well reports whether the pass succeeded, the mail server can be used, and no reminder stays refused.
func (d *Daemon) well(ctx context.Context, sum scheduler.Summary, err error) bool {
	if err != nil || sum.Channel.Failures > 0 {
		return false
	}
	refused, err := d.store.AllRefused(ctx)
	return err == nil && refused == 0
}
