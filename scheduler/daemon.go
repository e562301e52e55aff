package scheduler

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/robfig/cron/v3"
)

// wakeAtLeast is how often the daemon looks at the clock between two ticks. The alarm clock stands still while the machine
// sleeps, and somebody may set the wall clock: then the next tick is found within this time, however far away it was.
const wakeAtLeast = time.Minute

// Daemon makes a pass at start and then one on each tick.
type Daemon struct {
	Pass     *Pass
	Schedule Schedule
	Log      *slog.Logger

	// Wake is how often to look whether a tick has come, a minute if zero.
	Wake time.Duration

	// Alive, when set, is told at every look at the clock, and AfterPass of every pass that ended, with its error. While a
	// pass is running, what [Pass.Alive] tells is the only sign of life.
	Alive     func()
	AfterPass func(Summary, error)

	looked time.Time // when the last pass was begun, by the wall clock
}

// Run works until ctx is done. The message in flight is then finished or given back, and Run returns.
func (d *Daemon) Run(ctx context.Context) {
	log := cronLog{d.Log}
	// Skip stands outside Recover: the other way round a panic would leave the running mark set, and every later tick
	// would be skipped.
	look := cron.NewChain(cron.SkipIfStillRunning(log), cron.Recover(log)).Then(cron.FuncJob(func() { d.look(ctx) }))
	d.looked = time.Time{} // a pass at start
	look.Run()

	c := cron.New(cron.WithLogger(log))
	c.Schedule(alarm{d.Schedule, cmp.Or(d.Wake, wakeAtLeast)}, look)
	c.Start()
	<-ctx.Done()
	<-c.Stop().Done()
}

// alarm rings at every tick of a schedule, and now and then in between.
type alarm struct {
	Schedule
	atLeast time.Duration
}

// Next adds to now, rather than naming a time, and so keeps its monotonic reading: cron would wait out the whole way back
// after the wall clock was set back.
func (a alarm) Next(now time.Time) time.Time {
	wait := a.atLeast
	if tick := a.Schedule.Next(now); !tick.IsZero() {
		wait = min(wait, tick.Sub(now))
	}
	return now.Add(wait)
}

// look makes a pass if a tick has come since the last one. A wall clock that was set back begins anew.
func (d *Daemon) look(ctx context.Context) {
	if d.Alive != nil {
		d.Alive()
	}
	now := d.Pass.Now()
	if !d.looked.IsZero() && !now.Before(d.looked) && d.Schedule.Next(d.looked).After(now) {
		return
	}
	d.looked = now
	d.pass(ctx)
}

func (d *Daemon) pass(ctx context.Context) {
	if ctx.Err() != nil {
		return
	}
	sum, err := d.Pass.Run(ctx)
	if err != nil && ctx.Err() == nil && !saidBefore(err) {
		d.Log.Error("the pass failed; the next tick tries again", "error", err)
	}
	if d.AfterPass != nil {
		d.AfterPass(sum, err)
	}
}

// saidBefore tells whether the log has the error from an earlier pass: a wrong clock stays wrong for many of them.
func saidBefore(err error) bool {
	clock := new(ClockError)
	return errors.As(err, &clock) && clock.Now.After(clock.Since)
}

// cronLog is cron's logger: its chatter about every tick is for debugging, its errors are not.
type cronLog struct{ log *slog.Logger }

func (l cronLog) Info(msg string, kv ...any) { l.log.Debug("cron: "+msg, kv...) }

func (l cronLog) Error(err error, msg string, kv ...any) {
	l.log.Error(fmt.Sprintf("cron: %s", msg), append(kv, "error", err)...)
}
