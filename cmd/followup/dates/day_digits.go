package dates

import (
	"fmt"
	"time"

	"followup/pattern"
	"followup/rules"
)

// wholeDayInDigits matches a day in digits with its year.
var wholeDayInDigits = pattern.Lazy(`^(\d{1,2})([./-])(\d{1,2})([./-])(\d{4})$`)

// dayInDigits reads "23.11.2026", and "23/11/2026" or "11/23/2026" if the day is above 12, which distinguishes it from
// the month. With dots the day comes first: all locales of CLDR 48 that write a whole day in digits with dots put the
// day or the year first, except Ngomba (jgo), and so do all locales of the GNU C library (d_fmt). With slashes and
// hyphens, both orders are in use, so 01/12/2026 is refused.
func dayInDigits(s string) (d rules.Date, ok bool, err error) {
	m := wholeDayInDigits.FindStringSubmatch(s)
	if m == nil || m[2] != m[4] {
		return d, false, nil
	}
	one, other, dots := atoi(m[1]), atoi(m[3]), m[2] == "."
	d = rules.Date{Year: atoi(m[5]), Month: time.Month(other), Day: one}
	if !dots && other > 12 {
		d.Month, d.Day = time.Month(one), other
	}
	switch either := one <= 12 && other <= 12 && one != other; {
	case one == 0 || other == 0 || one > 12 && other > 12:
		return d, true, unclearf("does not exist")
	case !dots && either, dots && other > 12:
		return d, true, inDigits(s)
	}
	return d, true, mustExist(d)
}

// openDigits matches a day in digits without a year, or with two digits of it.
var openDigits = pattern.Lazy(`^(\d{1,2})([./])(\d{1,2})(?:[./](\d{2})?)?$`)

// dayInOpenDigits reads "18.12.", "18/12" and "12/18/26" in a promise. Dots and slashes mean the same as in
// [dayInDigits].
func (r reader) dayInOpenDigits(s string) (d rules.Date, ok bool, err error) {
	m := openDigits.FindStringSubmatch(s)
	if m == nil || r.dir != promised {
		return d, false, nil
	}
	day, month := atoi(m[1]), atoi(m[3])
	switch slash := m[2] == "/"; {
	case slash && month > 12 && day <= 12:
		day, month = month, day
	case slash && day <= 12 && day != month, month > 12, day == 0, month == 0:
		return d, true, inDigits(s)
	}
	if m[4] != "" {
		d = rules.Date{Year: 2000 + atoi(m[4]), Month: time.Month(month), Day: day}
		return d, true, mustExist(d)
	}
	d, err = r.dayOfMonth(time.Month(month), day)
	return d, true, err
}

// numeric matches days in digits, which people in different countries read differently.
var numeric = pattern.Lazy(`^(\d{1,4})[./-](\d{1,2})(?:[./-](\d{2}|\d{4})?)?$`)

// errNumeric is the error of a day in digits that is no day in either order.
var errNumeric = unclearf("is a day in digits")

// inDigits returns an error that says what a day in digits may mean, and how to write each of the two.
func inDigits(s string) error {
	m := numeric.FindStringSubmatch(s)
	one, other := atoi(m[1]), atoi(m[2])
	year := ""
	if len(m[3]) == 4 {
		year = " " + m[3]
	}
	written := func(day, month int) string { return fmt.Sprintf(`"%d %s%s"`, day, time.Month(month), year) }
	switch dayFirst, monthFirst := one <= 31 && other <= 12, one <= 12 && other <= 31; {
	case dayFirst && monthFirst && one != other:
		return fmt.Errorf("may begin with the day or the month; write %s or %s", written(one, other),
			written(other, one))
	case dayFirst:
		return fmt.Errorf("is a day in digits, which people read differently; write it like %s", written(one, other))
	case monthFirst:
		return fmt.Errorf("is a day in digits, which people read differently; write it like %s", written(other, one))
	}
	return errNumeric
}

var dateAndFigures = pattern.Lazy(`^(?:on )?(?:[a-z]+ )?(\d{1,2}(?:st|nd|rd|th)?(?: of)? [a-z]+\.?` +
	`|[a-z]+\.? \d{1,2}(?:st|nd|rd|th)?) (\d{2})$`)

// hourOrYear refuses "1 Dec 22", which may end in an hour or in a year.
func (r reader) hourOrYear(s string) error {
	m := dateAndFigures.FindStringSubmatch(s)
	if m == nil {
		return nil
	}
	d, ok, err := r.calendarDay(m[1])
	inYear := rules.Date{Year: 2000 + atoi(m[2]), Month: d.Month, Day: d.Day}
	switch {
	case !ok || err != nil:
		return err
	case !exists(inYear): // 29 February of another year, so it is an hour
		return nil
	case atoi(m[2]) > 23:
		return fmt.Errorf(`ends in %s, which is not an hour; if it is the year, write "%s 14:00"`, m[2], inYear)
	}
	return fmt.Errorf(`may end in an hour or in a year; write "%d %.3s %s:00" or "%s 14:00"`, d.Day, d.Month, m[2],
		inYear)
}
