package exchange

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"followup/rules"
)

// A yearly is a rule for one day of every year, which is all that a VTIMEZONE needs: the last Sunday in March, the 1st
// of April. A recurrence library is not used, because a rule such as "every second since 1601" would keep it busy for
// years.
type yearly struct {
	month    time.Month
	nth      int // which of the days that match; negative counts from the end
	weekdays []time.Weekday
	days     []int // of the month; empty means any
	until    time.Time
}

var weekdayCodes = []string{"SU", "MO", "TU", "WE", "TH", "FR", "SA"}

// parseYearly reads "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU". What is missing is taken from begin.
func parseYearly(rule string, begin time.Time) (yearly, error) {
	y := yearly{month: begin.Month(), nth: 1}
	for _, part := range strings.Split(strings.ToUpper(rule), ";") {
		name, value, _ := strings.Cut(part, "=")
		var err error
		switch name {
		case "FREQ":
			if value != "YEARLY" {
				err = errors.New("does not come every year")
			}
		case "INTERVAL":
			if value != "1" {
				err = errors.New("does not come every year")
			}
		case "BYMONTH":
			err = y.parseMonth(value)
		case "BYDAY":
			err = y.parseWeekday(value)
		case "BYMONTHDAY":
			err = y.parseDays(value)
		case "UNTIL":
			y.until, err = parseWall(value)
		case "WKST", "":
		default:
			err = fmt.Errorf("has the part %s, which is not understood", clip(name))
		}
		if err != nil {
			return yearly{}, fmt.Errorf("the rule %q %w", clip(rule), err)
		}
	}
	if len(y.weekdays) == 0 && len(y.days) == 0 {
		y.days = []int{begin.Day()}
	}
	return y, nil
}

func (y *yearly) parseMonth(value string) error {
	n, err := strconv.Atoi(value)
	if err != nil || n < 1 || n > 12 {
		return errors.New("names no month")
	}
	y.month = time.Month(n)
	return nil
}

func (y *yearly) parseWeekday(value string) error {
	if len(value) < 2 {
		return errors.New("names no weekday")
	}
	n, day := value[:len(value)-2], slices.Index(weekdayCodes, value[len(value)-2:])
	if day < 0 {
		return errors.New("names no weekday")
	}
	y.weekdays = []time.Weekday{time.Weekday(day)}
	if n == "" {
		return nil
	}
	nth, err := strconv.Atoi(n)
	if err != nil || nth == 0 || nth < -5 || nth > 5 {
		return errors.New("names no weekday")
	}
	y.nth = nth
	return nil
}

func (y *yearly) parseDays(value string) error {
	for _, s := range strings.Split(value, ",") {
		n, err := strconv.Atoi(s)
		if err != nil || n < 1 || n > 31 {
			return errors.New("names no day of a month")
		}
		y.days = append(y.days, n)
	}
	slices.Sort(y.days)
	y.days = slices.Compact(y.days) // a long list would be searched for every day of every year
	return nil
}

// after returns the days in the years after begin, at its time of day. Outlook's rules begin in 1601, but the year
// before [rules.FirstYear] is early enough.
func (y yearly) after(begin time.Time) []time.Time {
	var days []time.Time
	for year := max(begin.Year()+1, rules.FirstYear-1); year <= rules.LastYear+1; year++ {
		day, ok := y.in(year)
		if !ok {
			continue
		}
		at := time.Date(year, y.month, day, begin.Hour(), begin.Minute(), begin.Second(), 0, time.UTC)
		// UNTIL is in UTC and this is not. An extra day does no harm, because the next match is a year away.
		if !y.until.IsZero() && at.After(y.until.AddDate(0, 0, 1)) {
			break
		}
		days = append(days, at)
	}
	return days
}

// in returns the matching day of the month in a year, if there is one.
func (y yearly) in(year int) (day int, ok bool) {
	first := time.Date(year, y.month, 1, 0, 0, 0, 0, time.UTC)
	var fits []int
	for day := 1; day <= first.AddDate(0, 1, -1).Day(); day++ {
		weekday := (first.Weekday() + time.Weekday(day-1)) % 7
		if (len(y.weekdays) == 0 || slices.Contains(y.weekdays, weekday)) &&
			(len(y.days) == 0 || slices.Contains(y.days, day)) {
			fits = append(fits, day)
		}
	}
	i := y.nth - 1
	if y.nth < 0 {
		i = len(fits) + y.nth
	}
	if i < 0 || i >= len(fits) {
		return 0, false
	}
	return fits[i], true
}
