package scheduler_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"followup/scheduler"
)

// asked is a store that counts how often it was asked whether there is anything to do.
type asked struct {
	scheduler.Store
	rests int
}

func (a *asked) AtRest(ctx context.Context, now time.Time) (bool, error) {
	a.rests++
	return a.Store.AtRest(ctx, now)
}

// TestAtRest: a pass with nothing to do asks that and no more, but the first of a process does not rely on it, and what
// another process adds is done by the next.
func TestAtRest(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		seen := &asked{Store: w.store}
		w.pass.Store = seen
		run := func(rests, checked, delivered int) {
			t.Helper()
			before := seen.rests
			sum, err := w.pass.Run(t.Context())
			if err != nil || seen.rests-before != rests || sum.Checked != checked || sum.Delivered != delivered {
				t.Errorf("%+v (%v), asked %d times; want %d checked, %d delivered, asked %d times", sum, err,
					seen.rests-before, checked, delivered, rests)
			}
			if !w.pass.Last.Equal(time.Now()) {
				t.Errorf("the last pass was %v", w.pass.Last)
			}
		}
		run(0, 0, 0)
		run(1, 0, 0)
		w.add("2000-01-03 14:00")
		run(1, 1, 0)
		run(1, 0, 0)
		w.sleepUntil("2000-01-03 17:00")
		run(1, 1, 1)
		run(1, 1, 0) // what it has delivered is decided upon
		run(1, 0, 0)
	})
}
