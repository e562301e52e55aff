package dates

import (
	"fmt"
	"strings"
	"time"

	"followup/pattern"
	"followup/rules"
)

var (
	weekNearForm = pattern.Lazy(`^week (of|commencing|beginning|starting|ending|after|following` +
		`|before)(?: on)? (?:the )?(.+)$`)
	weekOnForm = pattern.Lazy(`^(` + aWeekday + `|today|tomorrow) (week|fortnight)$` +
		`|^(?:(` + aCount + `) )?(weeks?|fortnight) (?:on )?(` + aWeekday + `|today|tomorrow)$`)
	awayFromForm = pattern.Lazy(`^(` + aCount + `) (` + aUnit + `)s? (?:after|from|following) (?:the )?(.+)$` +
		`|^(` + aCount + `) (` + aUnit + `)s? (?:later|afterwards|after that|thereafter)$`)
	dayInForm   = pattern.Lazy(`^(` + aWeekday + `) in (` + aCount + `) weeks?$`)
	dayNearForm = pattern.Lazy(`^(day|` + aWeekday + `) (after|before|following) (?:the )?(.+)$`)
)

// near reads a day that is named by another day: "the week of 14 December", "two weeks from Monday", "Monday week",
// "the day after Easter".
func (r reader) near(s string) (stretch, bool, error) {
	s = strings.TrimPrefix(s, "the ")
	if m := weekNearForm.FindStringSubmatch(s); m != nil {
		return r.weekNear(m[1], m[2])
	}
	if m := weekOnForm.FindStringSubmatch(s); m != nil {
		return r.away(m[1]+m[5], orOne(m[3]), m[2]+strings.TrimSuffix(m[4], "s"))
	}
	if m := awayFromForm.FindStringSubmatch(s); m != nil {
		return r.away(m[3], m[1]+m[4], m[2]+m[5])
	}
	if m := dayInForm.FindStringSubmatch(s); m != nil { // the first such weekday when these weeks are over
		d, ok, err := r.add(m[2], "week")
		return oneDay(reader{today: d.AddDays(-1)}.nearest(weekdays()[m[1]], 1)), ok, err
	}
	m := dayNearForm.FindStringSubmatch(s)
	if m == nil {
		return stretch{}, false, nil
	}
	st, ok, err := r.feastOrStretch(m[3])
	step := 1
	if m[2] == "before" {
		st.last, step = st.first, -1
	} else if around, isFeast, _ := r.feast(m[3]); isFeast {
		st = around
	}
	d := st.last.AddDays(step)
	if wanted, named := weekdays()[m[1]]; named {
		d = reader{today: st.last}.nearest(wanted, step)
	}
	return oneDay(d), ok, err
}

func orOne(s string) string {
	if s == "" {
		return "one"
	}
	return s
}

// weekNear returns the working week of a day, or the one before or after it.
func (r reader) weekNear(where, day string) (stretch, bool, error) {
	st, ok, err := r.stretch(day)
	switch where {
	case "ending":
		return oneDay(st.last), ok, err
	case "after", "following":
		return r.workWeek(st.last.AddDays(7)), ok, err
	case "before":
		return r.workWeek(st.first.AddDays(-7)), ok, err
	default:
		return r.workWeek(st.last), ok, err
	}
}

// workWeek returns the week of a day, without the weekend.
func (r reader) workWeek(d rules.Date) stretch {
	c := r.calendar
	if c == nil {
		c = &rules.Calendar{}
	}
	first, last := c.WorkingWeek(d)
	return stretch{first, last}
}

// away returns the day that is so many units after a day or, if that is "", after the one that was named last.
func (r reader) away(day, count, unit string) (stretch, bool, error) {
	from, ok, err := oneDay(r.anchor), true, error(nil)
	if day != "" && day != "now" {
		from, ok, err = r.stretch(day)
	}
	if !ok || err != nil {
		return from, ok, err
	}
	r.today = from.last
	d, ok, err := r.add(count, unit)
	return oneDay(d), ok, err
}

// add returns the day that is so many units after today.
func (r reader) add(count, unit string) (rules.Date, bool, error) {
	n, err := number(count)
	if err != nil {
		return r.today, true, err
	}
	switch unit {
	case "hour":
		n = (n + 12) / 24
	case "working day", "business day", "weekday", "week day", "workday":
		if r.calendar == nil || n > mostBusinessDays {
			return r.today, false, nil
		}
		d, _ := r.calendar.AddBusinessDays(r.today, n)
		return d, true, nil
	case "week", "working week", "full week":
		n *= 7
	case "fortnight":
		n *= 14
	case "month":
		d, err := r.monthsAway(n)
		return d, true, err
	}
	return r.today.AddDays(n), true, nil
}

// mostBusinessDays is more than anybody promises.
const mostBusinessDays = 1000

var (
	countedForm = pattern.Lazy(`^(?:(?:the )?(?:next|coming|following) |another ` +
		`|a further )?(` + aCount + `)(?:(?: ?- ?| to | or )(` + aCount + `))? ?(?:more |further |full ` +
		`|additional )?(` + aUnit + `)s?(?:'?s)?(?: or (two|so|three))?(?: time| from now| from today| (?:of|from` +
		`|after) (?:the|this|our|your) (?:interview|conversation|meeting|call))?$`)
	fewForm = pattern.Lazy(`^(?:the )?(?:(?:coming|next|following|a|a matter of|the course of the) )(?:few ` +
		`|more |next |coming )*(day|week)s(?: time)?$`)
	withinForm = pattern.Lazy(`^within the (day|week|month)$`)
	orTwoForm  = pattern.Lazy(`^(?:the )?(?:next|coming) (day|week|month) or `)
)

// counted reads "in two to three weeks", which is the later of the two, "within 10 working days" and "a week or two". A
// few days are a week, and a few weeks are four.
func (r reader) counted(s string) (stretch, bool, error) {
	if m := fewForm.FindStringSubmatch(s); m != nil {
		return oneDay(r.today.AddDays(map[string]int{"day": 7, "week": 28}[m[1]])), true, nil
	}
	s = withinForm.ReplaceAllString(orTwoForm.ReplaceAllString(s, "a $1 or "), "a $1")
	m := countedForm.FindStringSubmatch(s)
	if m == nil || m[3] == "hour" && r.dir != promised {
		return stretch{}, false, nil
	}
	count := m[1]
	if m[2] != "" {
		count = m[2]
	} else if numbers()[m[4]] != 0 {
		count = m[4]
	}
	if r.from.IsZero() {
		return stretch{}, true, unclearf("names no single day")
	}
	r.today = r.from
	d, ok, err := r.add(count, m[3])
	return oneDay(d), ok, err
}

var (
	nthForm = pattern.Lazy(`^(` + aPlace + `) (?:full |working )*?(week|working day|business day` +
		`|day|` + aWeekday + `) (?:of|in) (?:the )?(.+)$`)
	places = map[string]int{"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4,
		"4th": 4}
	dayWeekForm = pattern.Lazy(`^(` + aWeekday + `)(?: of| in)? (?:the )?((?:this|next|coming|following` +
		`|that) week|week after next)$`)
	weekDayForm  = pattern.Lazy(`^((?:this|next|following) week)(?: on)? (` + aWeekday + `)$`)
	calendarForm = pattern.Lazy(`^(?:calendar week|week|cw|kw) ?(\d{1,2})$`)
)

// nth reads "the second week of January", "the first Monday in May", "Tuesday of next week", "week 51".
func (r reader) nth(s string) (stretch, bool, error) {
	s = strings.TrimPrefix(s, "the ")
	if m := dayWeekForm.FindStringSubmatch(s); m != nil {
		return r.ofWeek(m[1], m[2])
	}
	if m := weekDayForm.FindStringSubmatch(s); m != nil {
		return r.ofWeek(m[2], m[1])
	}
	if m := calendarForm.FindStringSubmatch(s); m != nil && atoi(m[1]) >= 1 && atoi(m[1]) <= 53 {
		st, err := r.roll(func(year int) stretch { // ISO 8601: the first week has 4 January in it
			return r.workWeek(mondayOf(rules.Date{Year: year, Month: time.January, Day: 4}).AddDays(7*atoi(m[1]) - 7))
		})
		return st, true, err
	}
	m := nthForm.FindStringSubmatch(s)
	if m == nil {
		return stretch{}, false, nil
	}
	u, ok, err := r.unit(m[3])
	if !ok || err != nil || u.kind == "week" {
		return stretch{}, ok && u.kind != "week", err
	}
	d, ok := r.nthOf(u, m[2], places[m[1]])
	return oneDay(d), ok, err
}

func (r reader) ofWeek(day, week string) (stretch, bool, error) {
	u, ok, err := r.unit(strings.Replace(week, "that", "this", 1))
	return oneDay(u.first.AddDays((int(weekdays()[day]-u.first.Weekday()) + 7) % 7)), ok, err
}

// nthOf returns the nth week, day or weekday in a unit; 0 means the last. Weeks are counted from the first that begins
// in the unit, which is the later of two ways to count, and their last day before the weekend is returned.
func (r reader) nthOf(u timeUnit, what string, n int) (rules.Date, bool) {
	weekday, named := weekdays()[what]
	switch {
	case what == "week" && n == 0, what == "day" && n == 0:
		return u.last, true
	case what == "week":
		return r.firstWeek(u.first).last.AddDays(7*n - 7), true
	case what == "day":
		return u.first.AddDays(n - 1), true
	case named && n == 0:
		return reader{today: u.last.AddDays(1)}.nearest(weekday, -1), true
	case named:
		return reader{today: u.first.AddDays(-1)}.nearest(weekday, 1).AddDays(7*n - 7), true
	case r.calendar == nil:
		return u.first, false
	}
	if n > 0 {
		d, _ := r.calendar.AddBusinessDays(u.first.AddDays(-1), n)
		return d, true
	}
	d := u.last
	for !r.calendar.IsBusinessDay(d) {
		d = d.AddDays(-1)
	}
	return d, true
}

var (
	ordinalForm  = pattern.Lazy(`^(?:the )?(\d{1,2})(?:st|nd|rd|th|\.)$`)
	ofMonthForm  = pattern.Lazy(`^(?:the )?(\d{1,2})(?:st|nd|rd|th|\.)? of (?:(this|next|the) )month$`)
	dayRangeForm = pattern.Lazy(`^(?:the )?\d{1,2}(?:st|nd|rd|th|\.)?(?: ?- ?| to | or ` +
		`| and )(?:the )?(\d{1,2}(?:st|nd|rd|th|\.)?(?: of)? [a-z]+\.?(?: \d{4})?)$|^([a-z]+\.? )\d{1,2}(?:st|nd|rd` +
		`|th)?(?: ?- ?| to | or )(\d{1,2}(?:st|nd|rd|th)?)$`)
	namedDayForm = pattern.Lazy(`^(` + aWeekday + `) (?:the )?(\d{1,2})(?:st|nd|rd|th)$`)
)

// ordinal reads "the 18th", "the 18th of next month", "Friday the 18th" and "10 to 14 January", which means the 14th.
func (r reader) ordinal(s string) (stretch, bool, error) {
	if m := dayRangeForm.FindStringSubmatch(s); m != nil {
		return r.singleDay(m[1] + m[2] + m[3])
	}
	month, n := rules.Date{Year: r.today.Year, Month: r.today.Month, Day: 1}, 0
	if m := ofMonthForm.FindStringSubmatch(s); m != nil {
		if n = atoi(m[1]); m[2] == "next" {
			month = monthOf(month.Year, month.Month+1).first
		}
		d := rules.Date{Year: month.Year, Month: month.Month, Day: n}
		if m[2] == "the" && d.Before(r.today) {
			return r.ordinal(m[1] + "th")
		}
		return oneDay(d), true, mustExist(d)
	}
	day, named := "", false
	if m := ordinalForm.FindStringSubmatch(s); m != nil {
		n = atoi(m[1])
	} else if m := namedDayForm.FindStringSubmatch(s); m != nil {
		day, n, named = m[1], atoi(m[2]), true
	}
	if n < 1 || n > 31 {
		return stretch{}, false, nil
	}
	for range 8 { // a 31st comes within two months, and most weekdays of it within eight
		d := rules.Date{Year: month.Year, Month: month.Month, Day: n}
		if exists(d) && !d.Before(r.today) {
			switch {
			case named && d.Weekday() != weekdays()[day]:
				return oneDay(d), true, fmt.Errorf("is a %s, not a %s; correct one of the two", d.Weekday(),
					weekdays()[day])
			case d == r.today && !named:
				return oneDay(d), true, fmt.Errorf(`may mean today or the one in next month; write "today" or the date`)
			}
			return oneDay(d), true, nil
		}
		month = monthOf(month.Year, month.Month+1).first
	}
	return stretch{}, false, nil
}
