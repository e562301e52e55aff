package rules

import "time"

// A minute counts from the epoch. On a wall clock it counts what the clock shows, as if that were UTC. Days are ints
// that count in the same way.
type minute int64

const (
	hour  minute = 60
	day          = 24 * hour
	never minute = 1 << 40
)

func minuteOf(t time.Time) minute { return minute(t.Unix() / 60) }

func dayOf(d Date) int { return Date{1970, 1, 1}.DaysUntil(d) }

// clocks are the oracle's clocks and calendar. They cache what they showed.
type clocks struct {
	p        Policy
	from, to minute // in between, the wall clocks are ahead of UTC by ahead
	ahead    minute
	reached  map[minute]minute
	business map[int]bool
}

func newClocks(p Policy) *clocks {
	return &clocks{p: p, reached: map[minute]minute{}, business: map[int]bool{}}
}

func (c *clocks) wall(m minute) minute {
	if m < c.from || m >= c.to {
		t := time.Unix(int64(m)*60, 0).In(c.p.Location)
		_, seconds := t.Zone()
		c.ahead, c.from, c.to = minute(seconds)/60, -never, never
		from, to := t.ZoneBounds()
		if !from.IsZero() {
			c.from = minuteOf(from)
		}
		if !to.IsZero() {
			c.to = minuteOf(to)
		}
	}
	return m + c.ahead
}

func (c *clocks) day(m minute) int { return int(c.wall(m) / day) }

func (c *clocks) clock(m minute) TimeOfDay { return TimeOfDay(c.wall(m) % day) }

// at returns the first minute at which the clock shows that time of that day or more. If the clocks skip the time,
// it is the first instant after the gap; if they show it twice, the first of the two.
func (c *clocks) at(d int, t TimeOfDay) minute {
	want := minute(d)*day + minute(t)
	m, known := c.reached[want]
	if !known {
		for m = want - 16*hour; c.wall(m) < want; m++ {
		}
		c.reached[want] = m
	}
	return m
}

// within reports whether the clock shows a time from one to another. Agreed: if it shows the end twice, the hours
// end at the first; if it shows the start twice, they start twice.
func (c *clocks) within(m minute, from, to TimeOfDay) bool {
	clock := c.clock(m)
	return from <= clock && clock < to && m < c.at(c.day(m), to)
}

func (c *clocks) waking(m minute) bool {
	return c.p.Waking.From == 0 && c.p.Waking.To == 24*60 || c.within(m, c.p.Waking.From, c.p.Waking.To)
}

func (c *clocks) inOffice(m minute) bool {
	return c.within(m, c.p.SendAt, c.p.Waking.To) && c.isBusiness(c.day(m))
}

func (c *clocks) isBusiness(d int) bool {
	is, known := c.business[d]
	if !known {
		is = c.p.Calendar.IsBusinessDay(Date{1970, 1, 1}.AddDays(d))
		c.business[d] = is
	}
	return is
}

func (c *clocks) plusBusinessDays(d, n int) int {
	for n > 0 {
		d++
		if c.isBusiness(d) {
			n--
		}
	}
	return d
}

func (c *clocks) minusBusinessDays(d, n int) int {
	for n > 0 {
		d--
		if c.isBusiness(d) {
			n--
		}
	}
	return d
}
