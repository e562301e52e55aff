package scheduler

import (
	"context"
	"fmt"
	"time"
)

const (
	// behind is how far the clock may stand before the last pass and still be believed: what a time server corrects.
	behind = 5 * time.Minute

	// insisting is how long a clock must go on standing there to be believed after all. A machine that starts in 1970
	// is set right within minutes; one whose clock once ran years ahead would otherwise never send anything again.
	insisting = time.Hour
)

// ClockError says that the clock stands before the last pass, so that nothing was done.
type ClockError struct {
	Now, Last time.Time
	Since     time.Time // when that was found first, by that clock
}

func (e *ClockError) Error() string {
	return fmt.Sprintf("the clock says %s, but the last pass was at %s; nothing is sent until it is set right, or has stayed so for %s",
		e.Now.Format(time.RFC3339), e.Last.Format(time.RFC3339), insisting)
}

// believe tells whether the clock can be right. What was decided by one that ran ahead is decided anew.
func (p *Pass) believe(ctx context.Context, now time.Time) error {
	if p.Last.IsZero() || !now.Before(p.Last.Add(-behind)) {
		p.Doubted = time.Time{}
		return nil
	}
	if p.Doubted.IsZero() || now.Before(p.Doubted) {
		p.Doubted = now
	}
	if now.Sub(p.Doubted) >= insisting {
		p.Log.Warn("the clock has stood before the last pass for an hour, so it is believed", "last_pass", p.Last)
		if err := p.Store.Recheck(ctx, now); err != nil {
			return err
		}
		p.Doubted = time.Time{}
		return nil
	}
	return &ClockError{Now: now, Last: p.Last, Since: p.Doubted}
}
