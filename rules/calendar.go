package rules

import (
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/rickar/cal/v2"
)

func init() {
	// The library takes the date of a holiday from a midnight in this zone. Its default is the zone of the machine,
	// where that midnight may not exist, and different machines would give different answers.
	cal.DefaultLoc = time.UTC
}

// A Calendar tells business days from other days. The zero Calendar has only Saturdays and Sundays as days off.
type Calendar struct {
	place          Place
	free, workdays map[Date]bool
	weekend        []time.Weekday // nil is Saturday and Sunday

	mu    sync.Mutex
	years map[int]map[Date]string // the public holidays of the years that were asked about
}

// A CalendarConfig describes a Calendar. The zero value describes the zero Calendar.
type CalendarConfig struct {
	Country  string         // the code of a Place, in upper or lower case; "" is none
	Holidays []Date         // additional days off
	Workdays []Date         // business days even if they are a weekend or a public holiday
	Weekend  []time.Weekday // empty means the usual one of the country; without a country, Saturday and Sunday
}

// NewCalendar returns the calendar that cfg describes. Its errors name the keys as the config file does.
func NewCalendar(cfg CalendarConfig) (*Calendar, error) {
	if err := checkWeekend(cfg.Weekend); err != nil {
		return nil, err
	}
	c := &Calendar{years: make(map[int]map[Date]string)}
	var err error
	if c.free, err = setOf("holidays", cfg.Holidays); err != nil {
		return nil, err
	}
	if c.workdays, err = setOf("workdays", cfg.Workdays); err != nil {
		return nil, err
	}
	for _, d := range cfg.Workdays {
		if c.free[d] {
			return nil, fmt.Errorf("workdays: %s is one of the holidays, too; take it out of one of the two lists", d)
		}
	}
	if cfg.Country != "" {
		var ok bool
		if c.place, ok = FindPlace(cfg.Country); !ok {
			return nil, fmt.Errorf("country: the holidays of %q are not known", cfg.Country)
		}
	}
	c.weekend = c.place.Weekend
	if len(cfg.Weekend) > 0 {
		c.weekend = slices.Clone(cfg.Weekend)
	}
	return c, nil
}

// maxListed is how many days a list may have. Even if all of them are consecutive days off, with every weekend and
// public holiday in between, the next business day comes within four years.
const maxListed = 500

// setOf returns the days of a list in the config as a set.
func setOf(name string, days []Date) (map[Date]bool, error) {
	if len(days) > maxListed {
		return nil, fmt.Errorf("%s: %d listed days are too many; expected at most %d", name, len(days), maxListed)
	}
	set := make(map[Date]bool, len(days))
	for _, d := range days {
		set[d] = true
	}
	return set, nil
}

// maxWeekend is how many days of the week may be weekend.
const maxWeekend = 4

// checkWeekend rejects a weekend that lists a day twice or leaves too few working days.
func checkWeekend(days []time.Weekday) error {
	for i, d := range days {
		if slices.Contains(days[:i], d) {
			return fmt.Errorf("weekend: %s is in the list twice; write it once", d)
		}
	}
	switch n := len(days); {
	case n == 7:
		return fmt.Errorf("weekend: the list leaves no day to work on; write at most %d days", maxWeekend)
	case n > maxWeekend:
		return fmt.Errorf("weekend: %d days are too many; write at most %d", n, maxWeekend)
	}
	return nil
}

// Holiday returns the name of the holiday on d. ok reports whether there is one. A weekend is not a holiday.
func (c *Calendar) Holiday(d Date) (name string, ok bool) {
	if c.free[d] {
		return "a listed holiday", true
	}
	name, ok = c.publicDays(d.Year)[d]
	return name, ok
}

// publicDays returns the public holidays of a year. They are computed when they are first asked for.
func (c *Calendar) publicDays(year int) map[Date]string {
	if c.place.days == nil {
		return nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	days, ok := c.years[year]
	if !ok {
		days = observed(c.place.days, year)
		c.years[year] = days
	}
	return days
}

// Place returns the place whose public holidays the calendar has. ok is false if it has none.
func (c *Calendar) Place() (p Place, ok bool) { return c.place, c.place.Code != "" }

// Holidays returns the public holidays of a year, in their order, at weekends too.
func (c *Calendar) Holidays(year int) []Holiday { return c.place.Holidays(year) }

// Weekend returns the days of the week that are no business days.
func (c *Calendar) Weekend() []time.Weekday {
	if c.weekend == nil {
		return []time.Weekday{time.Saturday, time.Sunday}
	}
	return slices.Clone(c.weekend)
}

// IsWeekend reports whether d is a day of the weekend.
func (c *Calendar) IsWeekend(d Date) bool {
	w := d.Weekday()
	if c.weekend == nil {
		return w == time.Saturday || w == time.Sunday
	}
	return slices.Contains(c.weekend, w)
}

// IsBusinessDay reports whether d is a listed workday, or neither weekend nor holiday.
func (c *Calendar) IsBusinessDay(d Date) bool {
	if c.workdays[d] {
		return true
	}
	_, holiday := c.Holiday(d)
	return !holiday && !c.IsWeekend(d)
}

// AddBusinessDays returns the nth business day after d, or before d if n is negative; for 0 it is d itself. over
// lists the holidays outside weekends that it skipped, in the order in which it met them.
func (c *Calendar) AddBusinessDays(d Date, n int) (day Date, over []Date) {
	step := 1
	if n < 0 {
		step, n = -1, -n
	}
	for n > 0 {
		d = d.AddDays(step)
		switch {
		case c.IsBusinessDay(d):
			n--
		case !c.IsWeekend(d):
			over = append(over, d)
		}
	}
	return d, over
}

// WorkingWeek returns the first and last day of the working week that contains d: from the end of one weekend to
// the start of the next. If the weekend is in several pieces, the longest one separates weeks; of pieces with the
// same length, the one that ends first, counted from Sunday.
func (c *Calendar) WorkingWeek(d Date) (first, last Date) {
	monday := d.AddDays(-((int(d.Weekday()) + 6) % 7))
	longest := -1
	for i := range 7 {
		day := monday.AddDays(i)
		// A day of the weekend never wins: the day after it has more weekend days before it.
		if n := c.weekendDaysBefore(day); n > longest {
			first, longest = day, n
		}
	}
	if d.Before(first) {
		first = first.AddDays(-7)
	}
	return first, first.AddDays(6 - c.weekendDaysBefore(first))
}

// weekendDaysBefore returns how many consecutive days of the weekend end just before d.
func (c *Calendar) weekendDaysBefore(d Date) (n int) {
	for c.IsWeekend(d.AddDays(-n - 1)) {
		n++
	}
	return n
}
