package scheduler

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"time"
)

// wakeAtLeast is how often the daemon looks at the wall clock between two ticks. Timers run on the monotonic clock, which
// stands still while the machine sleeps and does not notice when somebody sets the wall clock: a tick is found within
// this time all the same, however far away it was.
const wakeAtLeast = time.Minute

// Daemon makes a pass at start and then one on each tick.
//
// Time passes in its own loop, on the monotonic clock. The schedule only says whether a tick has come, by the wall clock.
type Daemon struct {
	Pass     *Pass
	Schedule Schedule
	Log      *slog.Logger

	// Wake is how often to look whether a tick has come, a minute if zero.
	Wake time.Duration

	// Alive, when set, is called at every look at the clock, and AfterPass after every pass, with its error, unless that is
	// only that Run was told to stop. While a pass is running, [Pass.Alive] is the only sign of life.
	Alive     func()
	AfterPass func(Summary, error)

	looked   time.Time // when the last pass began, by the wall clock
	expected time.Time // what the wall clock is to show at the next look; zero before the first
}

// Run works until ctx is done. The message in flight is then finished or given back, and Run returns.
func (d *Daemon) Run(ctx context.Context) {
	d.looked, d.expected = d.Pass.now(), time.Time{}
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-timer.C:
		}
		err := d.look(ctx)
		wait := d.wait()
		if err != nil {
			d.Log.Error("a fault of the program; please report it", "error", err)
			wait = max(wait, time.Second) // the tick may still be due
		}
		d.expected = d.Pass.now().Add(wait)
		timer.Reset(wait)
	}
}

// wait is how long to sleep: until the next tick, but never longer than Wake, whatever the wall clock says. A tick that
// came while a pass was running is due at once.
func (d *Daemon) wait() time.Duration {
	wait := cmp.Or(d.Wake, wakeAtLeast)
	if tick := d.Schedule.Next(d.looked); !tick.IsZero() {
		wait = min(wait, max(0, tick.Sub(d.Pass.now())))
	}
	return wait
}

// look makes a pass if a tick has come since the last one, or if the wall clock was set: then nobody knows which ticks have
// come. A panic is an error, so that the next look takes place.
func (d *Daemon) look(ctx context.Context) (err error) {
	defer caught(&err)
	if ctx.Err() != nil {
		return nil
	}
	if d.Alive != nil {
		d.Alive()
	}
	now := d.Pass.now()
	// The clock was set during the sleep, as it is before the first look, or during a pass.
	set := now.Sub(d.expected).Abs() > ClockTolerance || now.Before(d.looked)
	if !set && d.Schedule.Next(d.looked).After(now) {
		return nil
	}
	d.looked = now
	sum, err := d.pass(ctx)
	if stopped := err != nil && ctx.Err() != nil; d.AfterPass != nil && !stopped {
		d.AfterPass(sum, err)
	}
	return nil
}

// pass makes a pass, and logs why it failed.
func (d *Daemon) pass(ctx context.Context) (sum Summary, err error) {
	defer func() {
		if err != nil && ctx.Err() == nil && !saidBefore(err) {
			d.Log.Error("the pass failed; the next tick tries again", "error", err)
		}
	}()
	defer caught(&err)
	return d.Pass.Run(ctx)
}

// saidBefore reports whether an earlier pass has logged the error: a wrong clock stays wrong for many of them.
func saidBefore(err error) bool {
	clock := new(ClockError)
	return errors.As(err, &clock) && clock.Now.After(clock.Since)
}
