package scheduler

import (
	"context"
	"fmt"
	"time"
)

const (
	// ClockTolerance is how far the clock may be behind a known time and still be trusted. Time servers make
	// corrections of this size.
	ClockTolerance = 5 * time.Minute

	// distrustFor is how long a clock that seems wrong is distrusted. A machine that boots in 1970 is set right within
	// minutes. A machine whose clock once ran years ahead would never send anything again if this had no end.
	distrustFor = time.Hour
)

// A ClockError reports that the clock is behind a time that has already passed. The pass did nothing.
type ClockError struct {
	Now, Known time.Time
	Since      time.Time // when this was first noticed, by the same clock
}

func (e *ClockError) Error() string {
	return fmt.Sprintf("the clock says %s, but it was already %s when something was last noted; "+
		"nothing is sent until it is set right, or has stayed so for %s",
		e.Now.Format(time.RFC3339), e.Known.Format(time.RFC3339), distrustFor)
}

// witness is evidence of the time that does not come from the clock of this process.
type witness struct {
	begun   bool
	earlier time.Time // when the last pass of an earlier process began
}

// checkClock returns a [*ClockError] if the clock cannot be right. A clock that was set back while the program ran
// was wrong before or is wrong now. It is trusted unless it is behind what an earlier process or a command knew: the
// start of the last pass, or the latest entry in the database. Decisions made by a clock that ran ahead are then made
// again.
func (p *Pass) checkClock(ctx context.Context, now time.Time) error {
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
		if now.Sub(p.Doubted) < distrustFor {
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
