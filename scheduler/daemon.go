package scheduler

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"time"
)

// maxSleep is how long the daemon sleeps at most before it looks at the wall clock. Timers run on the monotonic
// clock, which stops while the machine is suspended and does not follow changes of the wall clock. So a tick is
// noticed within this time, however far away it seemed.
const maxSleep = time.Minute

// A Daemon makes a pass when it starts and then one on each tick.
//
// Its loop sleeps by the monotonic clock. The schedule only says, by the wall clock, whether a tick has come.
type Daemon struct {
	Pass     *Pass
	Schedule Schedule
	Log      *slog.Logger

	// Wake is the longest time between two looks at the clock; zero means a minute.
	Wake time.Duration

	// Again, if set, receives when a pass should be made before the next tick: see [Looker.Looked].
	Again <-chan struct{}

	// Alive, if set, is called at every look at the clock. AfterPass, if set, is called after every pass with its
	// error, unless the pass failed because Run was told to stop. While a pass runs, only [Pass.Alive] is called.
	Alive     func()
	AfterPass func(Summary, error)

	looked   time.Time // when the last pass began, by the wall clock
	tick     time.Time // the one after that; zero if none comes
	expected time.Time // what the wall clock should show at the next look; zero before the first
}

// Run makes passes until ctx is done. It then finishes or gives back the message in flight and returns.
func (d *Daemon) Run(ctx context.Context) {
	d.begins(d.Pass.now())
	d.expected = time.Time{}
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		again := false
		select {
		case <-ctx.Done():
			return
		case <-d.Again:
			again = true
		case <-timer.C:
		}
		err := d.look(ctx, again)
		wait := d.wait()
		if err != nil {
			d.Log.Error("a fault of the program; please report it", "error", err)
			wait = max(wait, time.Second) // the tick may still be due
		}
		d.expected = d.Pass.now().Add(wait)
		timer.Reset(wait)
	}
}

// wait returns how long to sleep: until the next tick, but never longer than Wake, whatever the wall clock says. A
// tick that came while a pass was running is due at once.
func (d *Daemon) wait() time.Duration {
	wait := cmp.Or(d.Wake, maxSleep)
	if !d.tick.IsZero() {
		wait = min(wait, max(0, d.tick.Sub(d.Pass.now())))
	}
	return wait
}

// look makes a pass if a tick has come since the last one, if again says so, or if the wall clock was set, because it
// is then unknown which ticks have come. It returns a panic as an error, so that the daemon goes on.
func (d *Daemon) look(ctx context.Context, again bool) (err error) {
	defer recoverInto(&err)
	if ctx.Err() != nil {
		return nil
	}
	if d.Alive != nil {
		d.Alive()
	}
	now := d.Pass.now()
	// Set during the sleep or during a pass. The zero value of expected makes the first look count as such, too.
	set := now.Sub(d.expected).Abs() > ClockTolerance || now.Before(d.looked)
	if !set && !again && d.tick.After(now) {
		return nil
	}
	d.begins(now)
	sum, err := d.pass(ctx)
	if stopped := err != nil && ctx.Err() != nil; d.AfterPass != nil && !stopped {
		d.AfterPass(sum, err)
	}
	return nil
}

// begins notes when a pass begins, and the tick that follows. Each look would otherwise search for it twice.
func (d *Daemon) begins(now time.Time) {
	d.looked, d.tick = now, d.Schedule.Next(now)
}

// pass makes a pass and logs its error.
func (d *Daemon) pass(ctx context.Context) (sum Summary, err error) {
	defer func() {
		if err != nil && ctx.Err() == nil && !loggedBefore(err) {
			d.Log.Error("the pass failed; the next tick tries again", "error", err)
		}
	}()
	defer recoverInto(&err)
	return d.Pass.Run(ctx)
}

// loggedBefore reports whether an earlier pass logged the same error. A clock stays wrong for many passes.
func loggedBefore(err error) bool {
	clock := new(ClockError)
	return errors.As(err, &clock) && clock.Now.After(clock.Since)
}
