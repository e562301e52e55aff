package scheduler_test

import (
	"context"
	"math"
	"os"
	"runtime"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"followup/rules"
	"followup/rules/outbox"
	"followup/scheduler"
)

// hanging is a courier that does not return until the daemon is told to stop.
type hanging struct{ scheduler.Courier }

func (h hanging) Deliver(ctx context.Context, _ rules.Message) outbox.Reply {
	<-ctx.Done()
	return outbox.Reply{Outcome: outbox.ChannelFault, Text: "given up"}
}

// TestAPassThatHangsGivesNoSignOfLife: a pass that hangs gives no sign of life, whatever the ticks do; one that
// continues gives one at least every minute.
func TestAPassThatHangsGivesNoSignOfLife(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.sleepUntil("2000-01-04 14:30")
		w.add("2000-01-04 14:00")
		var signs atomic.Int64
		w.pass.Alive = func() { signs.Add(1) }
		w.pass.Courier = hanging{w.pass.Courier}
		stop := w.start(scheduler.Daemon{Pass: w.pass, Log: w.pass.Log, Alive: w.pass.Alive}, "@hourly")
		w.sleepUntil("2000-01-04 16:59")
		if n := signs.Load(); n < 149 {
			t.Errorf("%d signs of life in 149 minutes without a mail", n)
		}
		w.sleepUntil("2000-01-04 17:01")
		signs.Store(0)
		sleep(time.Hour)
		if n := signs.Load(); n != 0 {
			t.Errorf("%d signs of life while the pass hangs", n)
		}
		stop()
	})
}

// TestAMonthLeavesNothingBehind: the daemon makes a pass every minute of a month in which there is an interview a day.
// At the end it uses no more memory or files than after some days.
func TestAMonthLeavesNothingBehind(t *testing.T) {
	if testing.Short() {
		t.Skip("each day has many passes")
	}
	days := 4
	if os.Getenv("FOLLOWUP_LONG") != "" {
		days = 31
	}
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		held := func() (heap uint64, goroutines, files int) {
			sleep(30 * time.Second) // a tick came at the midnight at which this woke up, and its pass uses memory
			w.log.Reset()
			w.srv.forget()
			var m runtime.MemStats
			heap = math.MaxUint64
			for range 10 { // the next collection frees what this one finalised
				runtime.GC()
				runtime.ReadMemStats(&m)
				heap = min(heap, m.HeapAlloc)
			}
			open, err := os.ReadDir("/proc/self/fd")
			if err != nil {
				t.Skip("no /proc to count open files in:", err)
			}
			return heap, runtime.NumGoroutine(), len(open)
		}
		stop := w.run()
		defer stop()
		var heap uint64
		var goroutines, files int
		for day := range days {
			w.add(time.Now().In(w.loc).Format("2006-01-02 15:04"))
			sleep(24 * time.Hour)
			if day == days/4 {
				heap, goroutines, files = held()
			}
		}
		heapAfter, goroutinesAfter, filesAfter := held()
		t.Logf("after %d days: heap %d kB, %d goroutines, %d files; after %d days: %d kB, %d, %d",
			days/4+1, heap/1024, goroutines, files, days, heapAfter/1024, goroutinesAfter, filesAfter)
		if heapAfter > heap+heap/2+1<<20 || goroutinesAfter > goroutines || filesAfter > files {
			t.Error("it grows")
		}
	})
}
