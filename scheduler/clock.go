package scheduler

import (
	"context"
	"fmt"
	"time"
)

const (
	// ClockTolerance is how far the clock may stand before a known time and still be believed: what a time server corrects.
	ClockTolerance = 5 * time.Minute

	// insisting is how long a clock must stay where it cannot be right to be believed after all. A machine that starts
	// in 1970 is set right within minutes; one whose clock once ran years ahead would otherwise never send anything again.
	insisting = time.Hour
)

// ClockError says that the clock stands before a time that has been, so that nothing was done.
type ClockError struct {
	Now, Known time.Time
	Since      time.Time // when that was found first, by that clock
}

func (e *ClockError) Error() string {
	return fmt.Sprintf("the clock says %s, but it was already %s when something was last noted; nothing is sent until it is set right, "+
		"or has stayed so for %s",
		e.Now.Format(time.RFC3339), e.Known.Format(time.RFC3339), insisting)
}

// witness is what a pass knows of the time besides its clock.
type witness struct {
	begun   bool
	earlier time.Time // when the last pass of an earlier process began
}

// believe returns a [*ClockError] if the clock cannot be right. A clock that was set back while the program ran may have
// been wrong before or may be wrong now. It is believed unless it stands before what somebody else knows: the last pass
// of an earlier process, or the latest entry in the database. What was decided by the clock that ran ahead is then
// decided anew.
func (p *Pass) believe(ctx context.Context, now time.Time) error {
	if !p.witness.begun {
		p.witness = witness{begun: true, earlier: p.Last}
	}
	if p.Last.IsZero() || !now.Before(p.Last.Add(-ClockTolerance)) {
		p.Doubted = time.Time{}
		return nil
	}
	known, err := p.Store.LatestEntry(ctx)
	if err != nil {
		return err
	}
	if p.witness.earlier.After(known) {
		known = p.witness.earlier
	}
	if now.Before(known.Add(-ClockTolerance)) {
		if p.Doubted.IsZero() || now.Before(p.Doubted) {
			p.Doubted = now
		}
		if now.Sub(p.Doubted) < insisting {
			return &ClockError{Now: now, Known: known, Since: p.Doubted}
		}
	}
	p.Log.Warn("the clock was set back and is believed", "last_pass", p.Last)
	if err := p.Store.Recheck(ctx, now); err != nil {
		return err
	}
	p.Last, p.witness.earlier, p.Doubted = now, now, time.Time{}
	return nil
}
