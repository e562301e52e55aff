package rules

import (
	"fmt"
	"strings"
	"time"
)

// A step may come this much later than planned, a tick or two, before its Why mentions it.
const slack = 10 * time.Minute

// moved says in words what moved a step from its base to the planned time.
func (v *vantage) moved(base, planned time.Time, window string) string {
	var b strings.Builder
	switch sameDay := DateOf(base, v.p.Location) == DateOf(planned, v.p.Location); {
	case planned.Equal(base):
	case sameDay && base.Equal(v.p.startOf(DateOf(base, v.p.Location))):
		// The base is a whole day, and the step is planned for the start of the office hours: nothing to explain.
	case !v.p.Calendar.IsBusinessDay(DateOf(base, v.p.Location)) &&
		base.Equal(v.p.startOf(DateOf(base, v.p.Location))):
		fmt.Fprintf(&b, "; the next business day is %s", v.day(DateOf(planned, v.p.Location)))
	default:
		at := ""
		if sameDay {
			at = "at "
		}
		fmt.Fprintf(&b, ", which is outside %s, so %s%s", window, at, v.stampAfter(base, planned))
	}
	return b.String()
}

// exceptHolidays names the holidays that a count of business days skipped.
func (v *vantage) exceptHolidays(days []Date) string {
	if len(days) == 0 {
		return ""
	}
	var names []string
	for _, d := range days {
		name, _ := v.p.Calendar.Holiday(d)
		names = append(names, fmt.Sprintf("%s, %s", v.day(d), name))
	}
	return " (without " + strings.Join(names, "; ") + ")"
}

// stamp formats t as "Tue 8 Dec 09:00" in the user's time zone, with the year if it is not the current one.
func (v *vantage) stamp(t time.Time) string {
	return v.day(DateOf(t, v.p.Location)) + " " + t.In(v.p.Location).Format("15:04")
}

// stampAfter is like stamp, but gives only the time if t is on the same day as ref.
func (v *vantage) stampAfter(ref, t time.Time) string {
	if DateOf(ref, v.p.Location) == DateOf(t, v.p.Location) {
		return t.In(v.p.Location).Format("15:04")
	}
	return v.stamp(t)
}

// day formats d as "Tue 8 Dec", with the year if it is not the current one.
func (v *vantage) day(d Date) string {
	if d.Year != DateOf(v.now, v.p.Location).Year {
		return d.Long()
	}
	return d.Short()
}

// count returns "two days", "one business day" or "30 days".
func count(n int, unit string) string {
	words := []string{"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"}
	number := fmt.Sprint(n)
	if n < len(words) {
		number = words[n]
	}
	if n == 1 {
		return number + " " + unit
	}
	return number + " " + unit + "s"
}

// hoursInWords returns "two hours", or "90 minutes" for anything but whole hours.
func hoursInWords(d time.Duration) string {
	if d%time.Hour == 0 {
		return count(int(d/time.Hour), "hour")
	}
	return count(int(d/time.Minute), "minute")
}
