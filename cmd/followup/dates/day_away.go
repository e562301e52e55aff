package dates

import (
	"fmt"
	"time"

	"followup/pattern"
	"followup/rules"
)

var daysAwayForm = pattern.Lazy(`^(in )?(\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten) ?(days?|d` +
	`|weeks?|w|months?)( ago| from now| from today)?$`)

// daysAway reads "in 3 days", "2 weeks ago" and "a month from now". When looking ahead, it also reads "2 weeks" and
// "2w".
func (r reader) daysAway(s string) (rules.Date, bool, error) {
	m := daysAwayForm.FindStringSubmatch(s)
	if m == nil {
		return rules.Date{}, false, nil
	}
	n, err := number(m[2])
	if err != nil {
		return rules.Date{}, true, err
	}
	back, err := r.looksBack(s, m[1], m[4])
	if err != nil {
		return rules.Date{}, true, err
	}
	if back {
		n = -n
	}
	switch m[3][0] {
	case 'w':
		n *= 7
	case 'm':
		d, err := r.monthsAway(n)
		return d, true, err
	}
	return r.today.AddDays(n), true, nil
}

// monthsAway returns the day with today's number, n months from now. A month that is too short makes the day ambiguous,
// except in a promise: that is the first of the next month, the later of the two.
func (r reader) monthsAway(n int) (rules.Date, error) {
	last := monthOf(r.today.Year, r.today.Month+time.Month(n)).last
	d := rules.Date{Year: last.Year, Month: last.Month, Day: r.today.Day}
	switch {
	case exists(d):
		return d, nil
	case r.dir == promised:
		return last.AddDays(1), nil
	}
	return d, fmt.Errorf("may mean %s or %s; write the date", last.Long(), last.AddDays(1).Long())
}
