package dates

import (
	"fmt"
	"strings"
	"time"

	"followup/cmd/followup/pattern"
	"followup/rules"
)

var away = pattern.Lazy(`^(in )?(\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten) ?(days?|d|weeks?|w|months?)( ago| from now| from today)?$`)

// daysAway reads "in 3 days", "2 weeks ago", "a month from now", and where the phrase looks ahead "2 weeks" and "2w".
func (r reader) daysAway(s string, _ time.Duration) (rules.Date, bool, error) {
	m := away().FindStringSubmatch(s)
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

// monthsAway is the day of today's number n months on. Where that month is too short, nobody can tell.
func (r reader) monthsAway(n int) (rules.Date, error) {
	first := rules.Date{Year: r.today.Year, Month: r.today.Month + time.Month(n), Day: 1}.AddDays(0)
	d := rules.Date{Year: first.Year, Month: first.Month, Day: r.today.Day}
	if !exists(d) {
		next := nextMonth(first)
		return d, fmt.Errorf("may mean %s or %s; write the date", next.AddDays(-1).Long(), next.Long())
	}
	return d, nil
}

var endForm = pattern.Lazy(`^(?:(?:the )?end of )?(?:(the|this|next) )?(week|month)$`)

// endOf reads "end of the week", which is Friday, when offices close; "this week" and "next week", which as a promise end
// then too, and begin on Monday where a beginning is asked for; and the same of a month, which ends with its last day.
func (r reader) endOf(s string, _ time.Duration) (rules.Date, bool, error) {
	if long, ok := map[string]string{"eow": "end of week", "eom": "end of month"}[s]; ok {
		s = long
	}
	m := endForm().FindStringSubmatch(s)
	end := strings.Contains(s, "end of")
	if m == nil || r.dir == Past || m[1] != "this" && m[1] != "next" && !end || r.dir == From && !end && m[1] != "next" {
		return rules.Date{}, false, nil
	}
	first, following := r.monday(), r.monday().AddDays(7)
	if m[2] == "month" {
		first = rules.Date{Year: r.today.Year, Month: r.today.Month, Day: 1}
		following = nextMonth(first)
	}
	if m[1] == "next" {
		first = following
		following = nextMonth(first)
	}
	switch {
	case r.dir == From && !end:
		return first, true, nil
	case m[2] == "month":
		return following.AddDays(-1), true, nil
	}
	friday := first.AddDays(4)
	if friday.Before(r.today) {
		return friday, true, fmt.Errorf("is over; may mean %s or %s; write the date", r.today.Long(), friday.AddDays(7).Long())
	}
	return friday, true, nil
}

// nextMonth is the first day of the month after that of d, which is a first itself.
func nextMonth(d rules.Date) rules.Date {
	next := d.AddDays(31)
	return rules.Date{Year: next.Year, Month: next.Month, Day: 1}
}

var endOfForm = pattern.Lazy(`^(?:the )?end of ([a-z]+)(?: (\d{4}))?$`)

// endOfNamed reads "end of november", which is its last day.
func (r reader) endOfNamed(s string, _ time.Duration) (rules.Date, bool, error) {
	m := endOfForm().FindStringSubmatch(s)
	if m == nil || r.dir == Past {
		return rules.Date{}, false, nil
	}
	month, ok := months[m[1]]
	if !ok {
		return rules.Date{}, false, nil
	}
	if m[2] != "" {
		return lastOf(month, atoi(m[2])), true, nil
	}
	before := lastOf(month, r.today.Year)
	if r.today.Before(before) {
		before = lastOf(month, r.today.Year-1)
	}
	d, err := r.withoutYear(before, lastOf(month, before.Year+1))
	return d, true, err
}

// lastOf is the last day of the month.
func lastOf(m time.Month, year int) rules.Date {
	return nextMonth(rules.Date{Year: year, Month: m, Day: 1}).AddDays(-1)
}
