package dates

import (
	"fmt"
	"strings"
	"sync"
	"time"

	"followup/pattern"
	"followup/rules"
)

// Without a year, a day that is at most nearDays away in one direction and more than farDays in the other is the near
// one. In between, it could be either.
const nearDays, farDays = 95, 183

// day reads a day on the calendar from a normal phrase. Of several days, it returns the last, or the first if the
// direction is [From].
func (r reader) day(s string) (rules.Date, error) {
	read := r.stretch
	if r.dir == Past {
		read = func(s string) (stretch, bool, error) { return r.singleDay(strings.TrimPrefix(s, "on ")) }
	}
	switch d, ok, err := read(s); {
	case err != nil:
		return d.last, err
	case ok && r.dir == From && d.first != d.last && d.first.Before(r.today): // "this week" has begun
	case ok && r.dir == From:
		return d.first, inRange(d.first.Year)
	case ok:
		return d.last, inRange(d.last.Year)
	}
	if numeric.MatchString(s) {
		return rules.Date{}, inDigits(s)
	}
	if r.clock >= 0 {
		return rules.Date{}, unclearf("is not a time")
	}
	return rules.Date{}, errNoDay
}

// singleDay reads a phrase that names one day.
func (r reader) singleDay(s string) (stretch, bool, error) {
	for _, read := range []func(string) (rules.Date, bool, error){
		r.weekdayAndDate, r.namedDay, r.partOfToday, r.weekday, r.calendarDay, r.daysAway,
	} {
		if d, ok, err := read(s); ok || err != nil {
			return stretch{d, d}, true, err
		}
	}
	return stretch{}, false, nil
}

var errNoDay = unclearf("is not a date")

func (r reader) namedDay(s string) (rules.Date, bool, error) {
	away, ok := map[string]int{
		"today": 0, "yesterday": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2,
	}[s]
	return r.today.AddDays(away), ok, nil
}

var (
	weekdays = sync.OnceValue(func() map[string]time.Weekday {
		return map[string]time.Weekday{
			"monday": time.Monday, "mon": time.Monday,
			"tuesday": time.Tuesday, "tues": time.Tuesday, "tue": time.Tuesday,
			"wednesday": time.Wednesday, "weds": time.Wednesday, "wed": time.Wednesday,
			"thursday": time.Thursday, "thurs": time.Thursday, "thur": time.Thursday, "thu": time.Thursday,
			"friday": time.Friday, "fri": time.Friday,
			"saturday": time.Saturday, "sat": time.Saturday, "sunday": time.Sunday, "sun": time.Sunday,
		}
	})
	months = sync.OnceValue(func() map[string]time.Month {
		return map[string]time.Month{
			"january": time.January, "jan": time.January, "february": time.February, "feb": time.February,
			"march": time.March, "mar": time.March, "april": time.April, "apr": time.April, "may": time.May,
			"june": time.June, "jun": time.June,
			"july": time.July, "jul": time.July, "august": time.August, "aug": time.August, "september": time.September,
			"sept": time.September, "sep": time.September, "october": time.October, "oct": time.October,
			"november": time.November, "nov": time.November, "december": time.December, "dec": time.December,
		}
	})
	weekdayForm = pattern.Lazy(`^(last |next |this |coming )?([a-z]+)$`)
)

// weekday reads "friday", "last friday", "next friday", "this friday".
func (r reader) weekday(s string) (rules.Date, bool, error) {
	m := weekdayForm.FindStringSubmatch(s)
	if m == nil {
		return rules.Date{}, false, nil
	}
	wanted, ok := weekdays()[m[2]]
	if !ok {
		return rules.Date{}, false, nil
	}
	ofThisWeek := mondayOf(r.today).AddDays((int(wanted) + 6) % 7)
	switch m[1] {
	case "this ":
		return ofThisWeek, true, nil
	case "last ":
		d, err := r.agree(s, r.nearest(wanted, -1), ofThisWeek.AddDays(-7))
		return d, true, err
	case "next ":
		d, err := r.agree(s, r.nearest(wanted, 1), ofThisWeek.AddDays(7))
		return d, true, err
	case "coming ":
		return r.nearest(wanted, 1), true, nil
	}
	d, err := r.bareWeekday(wanted)
	return d, true, err
}

// weekdayAndDate reads "Fri 4 Dec 2026", which is how this program writes a day, and "Friday, 4 Dec".
func (r reader) weekdayAndDate(s string) (rules.Date, bool, error) {
	name, rest, _ := strings.Cut(s, " ")
	wanted, named := weekdays()[name]
	if !named {
		return rules.Date{}, false, nil
	}
	d, ok, err := r.calendarDay(rest)
	if before, after := r.aroundNamed(rest); err != nil && !before.IsZero() { // the weekday may decide the year
		switch isBefore, isAfter := before.Weekday() == wanted, after.Weekday() == wanted; {
		case isBefore && !isAfter:
			d, err = before, nil
		case isAfter && !isBefore:
			d, err = after, nil
		}
	}
	switch {
	case !ok:
		return d, false, nil
	case err != nil:
		return d, true, err
	case d.Weekday() != wanted:
		return d, true, fmt.Errorf("is a %s, not a %s; correct one of the two", d.Weekday(), wanted)
	}
	return d, true, inRange(d.Year)
}

// aroundNamed returns the last and the next day that a phrase without a year may mean, or zero.
func (r reader) aroundNamed(s string) (before, after rules.Date) {
	day, month := "", ""
	if m := dayMonth.FindStringSubmatch(s); m != nil && m[3] == "" {
		day, month = m[1], m[2]
	} else if m := monthDay.FindStringSubmatch(s); m != nil && m[3] == "" {
		month, day = m[1], m[2]
	}
	if m, ok := months()[month]; ok {
		return r.around(m, atoi(day))
	}
	return before, after
}

// nearest returns the nearest such weekday before (step -1) or after (step 1) today.
func (r reader) nearest(wanted time.Weekday, step int) rules.Date {
	d := r.today.AddDays(step)
	for d.Weekday() != wanted {
		d = d.AddDays(step)
	}
	return d
}

// agree returns the day if both readings of a phrase agree on it. To some people "next friday" is the first one to
// come, to others the one in next week.
func (r reader) agree(s string, one, other rules.Date) (rules.Date, error) {
	if one == other {
		return one, nil
	}
	return one, fmt.Errorf("may mean %s or %s; write the date", one.Long(), other.Long())
}

// bareWeekday returns the day that a weekday means without "last" or "next": the last one, the next one or, of an
// interview, the nearest in time. On that very day of the week, a time of day decides whether it is today; without one
// it is ambiguous.
func (r reader) bareWeekday(wanted time.Weekday) (rules.Date, error) {
	last, next := r.nearest(wanted, -1), r.nearest(wanted, 1)
	if r.today.Weekday() == wanted && r.dir != promised { // in a promise, today is called "today"
		passed := r.clock <= r.shows(r.now)
		switch {
		case r.clock < 0 && r.dir == Past:
			return r.today, fmt.Errorf(`may mean today or %s; write "today" or the date`, last.Long())
		case r.clock < 0:
			return r.today, fmt.Errorf(`may mean today or %s; write "today" or the date`, next.Long())
		case passed:
			last = r.today
		default:
			next = r.today
		}
	}
	if r.dir == Past && !(r.eitherWay && r.isNearer(next, last)) {
		return last, nil
	}
	return next, nil
}

// isNearer reports whether the time of day on a coming day is nearer to now than on a past one.
func (r reader) isNearer(next, last rules.Date) bool {
	const day = 24 * time.Hour
	sinceMidnight := r.shows(r.now)
	ahead := time.Duration(r.today.DaysUntil(next))*day + r.clock - sinceMidnight
	back := time.Duration(last.DaysUntil(r.today))*day + sinceMidnight - r.clock
	return ahead < back
}

// Other returns the moment that s may also have meant where [Time], looking in the direction [Nearest], took a bare
// weekday ("tue 10am") for the nearest one: the same time of day a week from taken, on the other side of now. It
// reports false if s does not name a bare weekday.
func Other(s string, taken, now time.Time) (time.Time, bool) {
	days := 7
	if taken.After(now) {
		days = -7
	}
	for _, p := range splits(normal(s)) {
		if _, named := weekdays()[strings.TrimPrefix(p.day, "on ")]; named {
			return taken.AddDate(0, 0, days), true
		}
	}
	return time.Time{}, false
}

var (
	isoDay   = pattern.Lazy(`^\d{4}-\d{2}-\d{2}$`)
	dayMonth = pattern.Lazy(`^(?:the )?(\d{1,2})(?:st|nd|rd|th|\.)?(?: of)? ([a-z]+)\.?(?: (\d{4}))?$`)
	monthDay = pattern.Lazy(`^([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?(?: (\d{4}))?$`)
)

// calendarDay reads "2026-12-04", "4 Dec", "Dec 4th 2026", "4.12.2026".
func (r reader) calendarDay(s string) (rules.Date, bool, error) {
	for _, read := range []func(string) (rules.Date, bool, error){dayInDigits, r.dayInOpenDigits} {
		if d, ok, err := read(s); ok {
			return d, true, err
		}
	}
	var day, month, year string
	if m := dayMonth.FindStringSubmatch(s); m != nil {
		day, month, year = m[1], m[2], m[3]
	} else if m := monthDay.FindStringSubmatch(s); m != nil {
		month, day, year = m[1], m[2], m[3]
	} else if isoDay.MatchString(s) {
		d := rules.Date{Year: atoi(s[:4]), Month: time.Month(atoi(s[5:7])), Day: atoi(s[8:])}
		return d, true, mustExist(d)
	}
	m, ok := months()[month]
	if !ok {
		return rules.Date{}, false, nil
	}
	if year == "" {
		d, err := r.dayOfMonth(m, atoi(day))
		return d, true, err
	}
	d := rules.Date{Year: atoi(year), Month: m, Day: atoi(day)}
	return d, true, mustExist(d)
}

func exists(d rules.Date) bool { return d.Day > 0 && d.AddDays(0) == d }

// mustExist returns an error for a day that does not exist, which says why if its month is too short.
func mustExist(d rules.Date) error {
	if exists(d) {
		return nil
	}
	if d.Month < time.January || d.Month > time.December || d.Day < 1 {
		return unclearf("does not exist")
	}
	month := d.Month.String()
	if d.Month == time.February {
		month += fmt.Sprintf(" %d", d.Year)
	}
	return unclearf("does not exist, because %s has %d days", month, monthOf(d.Year, d.Month).last.Day)
}

// dayOfMonth returns the nearest such day, which has no year.
func (r reader) dayOfMonth(m time.Month, day int) (rules.Date, error) {
	before, after := r.around(m, day)
	if before.IsZero() { // it exists in no year
		return before, mustExist(rules.Date{Year: r.today.Year, Month: m, Day: day})
	}
	return r.withoutYear(before, after)
}

// withoutYear returns the nearer of two days: people who mean a day that is nearly a year away write the year. If both
// are about equally far, it returns the one in the direction of the phrase, or an error.
func (r reader) withoutYear(before, after rules.Date) (rules.Date, error) {
	switch back, ahead := before.DaysUntil(r.today), r.today.DaysUntil(after); {
	case before == r.today, back <= nearDays && ahead > farDays, back <= farDays && r.dir == Past:
		return before, nil
	case ahead <= nearDays && back > farDays, ahead <= farDays && r.dir != Past, r.dir == promised:
		return after, nil
	}
	return before, fmt.Errorf("may mean %s or %s; write the year too", before.Long(), after.Long())
}

// around returns the last such day up to today, and the first after it.
func (r reader) around(m time.Month, day int) (before, after rules.Date) {
	for year := r.today.Year - 8; year <= r.today.Year+8; year++ {
		d := rules.Date{Year: year, Month: m, Day: day}
		switch {
		case !exists(d): // 29 February, most years
		case !r.today.Before(d):
			before = d
		case after.IsZero():
			after = d
		}
	}
	return before, after
}
