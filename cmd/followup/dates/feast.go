package dates

import (
	"fmt"
	"strings"
	"sync"
	"time"

	"followup/pattern"
	"followup/rules"
)

// feasts are the yearly days that people refer to. A feast of several days is a stretch.
var feasts = sync.OnceValue(func() map[string]func(year int) stretch {
	return map[string]func(year int) stretch{
		"easter":         func(y int) stretch { return stretch{easter(y).AddDays(-2), easter(y).AddDays(1)} },
		"good friday":    func(y int) stretch { return oneDay(easter(y).AddDays(-2)) },
		"easter monday":  func(y int) stretch { return oneDay(easter(y).AddDays(1)) },
		"ascension":      func(y int) stretch { return oneDay(easter(y).AddDays(39)) },
		"pentecost":      func(y int) stretch { return stretch{easter(y).AddDays(49), easter(y).AddDays(50)} },
		"whitsun":        func(y int) stretch { return stretch{easter(y).AddDays(49), easter(y).AddDays(50)} },
		"halloween":      fixed(time.October, 31, 31),
		"christmas eve":  fixed(time.December, 24, 24),
		"christmas day":  fixed(time.December, 25, 25),
		"boxing day":     fixed(time.December, 26, 26),
		"christmas":      fixed(time.December, 25, 26),
		"new year eve":   fixed(time.December, 31, 31),
		"new year day":   fixed(time.January, 1, 1),
		"new year":       fixed(time.January, 1, 1),
		"between feasts": fixed(time.December, 27, 31),
		"labor day":      func(y int) stretch { return oneDay(weekdayFrom(y, time.September, 1, time.Monday)) },
		"memorial day":   func(y int) stretch { return oneDay(weekdayFrom(y, time.May, 25, time.Monday)) },
		"thanksgiving":   func(y int) stretch { return oneDay(weekdayFrom(y, time.November, 22, time.Thursday)) },
	}
})

func fixed(m time.Month, first, last int) func(year int) stretch {
	return func(y int) stretch {
		return stretch{rules.Date{Year: y, Month: m, Day: first}, rules.Date{Year: y, Month: m, Day: last}}
	}
}

// weekdayFrom returns the first such weekday on a day or after it.
func weekdayFrom(year int, m time.Month, day int, wanted time.Weekday) rules.Date {
	return reader{today: rules.Date{Year: year, Month: m, Day: day}.AddDays(-1)}.nearest(wanted, 1)
}

// easter returns Easter Sunday in the Gregorian calendar, by the algorithm of Meeus, Jones and Butcher.
func easter(year int) rules.Date {
	a, b, c := year%19, year/100, year%100
	h := (19*a + b - b/4 - (b-(b+8)/25+1)/3 + 15) % 30
	l := (32 + 2*(b%4) + 2*(c/4) - h - c%4) % 7
	n := h + l - 7*((a+11*h+22*l)/451) + 114
	return rules.Date{Year: year, Month: time.Month(n / 31), Day: n%31 + 1}
}

var (
	feastWords = strings.NewReplacer("new year's", "new year", "new years", "new year", "christmas and new year",
		"feasts", "between the years", "between feasts",
		"easter sunday", "easter", "the easter weekend", "easter", "easter weekend", "easter")
	weekendForm = pattern.Lazy(`^(?:(?:this|this coming|coming|next) )?weekend$`)
	breakForm   = pattern.Lazy(`^(?:(?:christmas|festive|winter) )?(?:break|holidays|holiday season|season|period` +
		`|vacation)$`)
)

// feast reads a day with a name, such as Christmas, and "the weekend".
func (r reader) feast(s string) (stretch, bool, error) {
	s = feastWords.Replace(strings.TrimPrefix(s, "the "))
	if weekendForm.MatchString(s) {
		st := r.weekend()
		if strings.HasPrefix(s, "next ") {
			return st, true, fmt.Errorf("may mean %s or %s; write the date", st.last.Long(), st.last.AddDays(7).Long())
		}
		return st, true, nil
	}
	in, ok := feasts()[s]
	if breakForm.MatchString(s) && r.nearNewYear() {
		in = func(y int) stretch { return stretch{fixed(time.December, 25, 25)(y).first, monthOf(y+1, 1).first} }
		ok = true
	}
	if !ok {
		return stretch{}, false, nil
	}
	st, err := r.roll(in)
	if s == "thanksgiving" && r.today.Before(weekdayFrom(st.last.Year, time.October, 8, time.Monday)) {
		err = fmt.Errorf("may mean Thanksgiving in Canada or in the United States; write the date")
	}
	return st, true, err
}

// weekend returns the weekend at the end of this week.
func (r reader) weekend() stretch {
	week := r.workWeek(r.today)
	return stretch{week.last.AddDays(1), week.first.AddDays(6)}
}

// nearNewYear reports whether "the holidays" means those around Christmas.
func (r reader) nearNewYear() bool {
	return r.today.Month >= time.October || r.today.Month == time.January
}

var newYearForm = pattern.Lazy(`^(?:early |(?:at )?(?:the )?(?:start` +
	`|beginning) of )?(?:in )?the (?:early )?new year$|^(?:the )?(?:early )?new year$` +
	`|^(?:shortly |soon |right |straight |just )?after (?:the )?(new year(?:'?s)?(?: day)?` +
	`|christmas(?: and new year)?(?: day)?|(?:christmas |festive |winter )?(?:break|holidays|holiday season|season` +
	`|period|vacation))$`)

// newYear reads "in the new year" and "after Christmas". Nobody means the first days of January by that, so it is the
// last day of the first full working week.
func (r reader) newYear(s string) (stretch, bool, error) {
	m := newYearForm.FindStringSubmatch(s)
	holidays := m != nil && !strings.HasPrefix(m[1], "new year") && !strings.HasPrefix(m[1], "christmas") && m[1] != ""
	if m == nil || r.calendar == nil || holidays && !r.nearNewYear() {
		return stretch{}, false, nil
	}
	st, err := r.roll(func(year int) stretch {
		week := r.firstWeek(rules.Date{Year: year, Month: time.January, Day: 2})
		for !r.isFull(week) {
			week = stretch{week.first.AddDays(7), week.last.AddDays(7)}
		}
		return week
	})
	return oneDay(st.last), true, err
}

// firstWeek returns the first working week that begins on a day or after it.
func (r reader) firstWeek(from rules.Date) stretch {
	week := r.workWeek(from)
	if week.first.Before(from) {
		week = stretch{week.first.AddDays(7), week.last.AddDays(7)}
	}
	return week
}

// isFull reports whether no day of the week is a holiday.
func (r reader) isFull(week stretch) bool {
	for d := week.first; !week.last.Before(d); d = d.AddDays(1) {
		if !r.calendar.IsWeekend(d) && !r.calendar.IsBusinessDay(d) {
			return false
		}
	}
	return true
}
