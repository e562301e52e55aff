package scheduler

import (
	"context"
	"fmt"
	"log/slog"

	"github.com/robfig/cron/v3"
)

// Daemon makes a pass at start and then one on each tick.
type Daemon struct {
	Pass     *Pass
	Schedule Schedule
	Log      *slog.Logger

	// AfterPass, when set, is told of every pass that ended, with its error.
	AfterPass func(Summary, error)
}

// Run works until ctx is done. The message in flight is then finished or given back, and Run returns.
func (d *Daemon) Run(ctx context.Context) {
	log := cronLog{d.Log}
	// Skip stands outside Recover: the other way round a panic would leave the running mark set, and every later tick
	// would be skipped.
	pass := cron.NewChain(cron.SkipIfStillRunning(log), cron.Recover(log)).Then(cron.FuncJob(func() { d.pass(ctx) }))
	pass.Run()

	c := cron.New(cron.WithLogger(log))
	c.Schedule(d.Schedule, pass)
	c.Start()
	<-ctx.Done()
	<-c.Stop().Done()
}

func (d *Daemon) pass(ctx context.Context) {
	if ctx.Err() != nil {
		return
	}
	sum, err := d.Pass.Run(ctx)
	if err != nil && ctx.Err() == nil {
		d.Log.Error("the pass failed; the next tick tries again", "error", err)
	}
	if d.AfterPass != nil {
		d.AfterPass(sum, err)
	}
}

// cronLog is cron's logger: its chatter about every tick is for debugging, its errors are not.
type cronLog struct{ log *slog.Logger }

func (l cronLog) Info(msg string, kv ...any) { l.log.Debug("cron: "+msg, kv...) }

func (l cronLog) Error(err error, msg string, kv ...any) {
	l.log.Error(fmt.Sprintf("cron: %s", msg), append(kv, "error", err)...)
}
