package dates

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"time"

	"followup/pattern"
	"followup/rules"
)

// A stretch is a range of days that a phrase may mean, from the first to the last inclusive.
type stretch struct{ first, last rules.Date }

func oneDay(d rules.Date) stretch { return stretch{d, d} }

// workingWeek is how many business days are added to "after Easter", which names no last day.
const workingWeek = 5

// tooLong is how many days a stretch after "by" may have. "By next week" is read as by its end, to be safe. "By
// January" means before January to some people and during it to others, and a month is too long to wait.
const tooLong = 14

// stretch reads a phrase that looks ahead. With a time of day, only phrases for a single day are read.
func (r reader) stretch(s string) (stretch, bool, error) {
	readings := []func(string) (stretch, bool, error){
		r.newYear, r.counted, r.limit, r.part, r.nth, r.near, r.ordinal, r.feast, r.whole, r.singleDay, r.inYear,
	}
	if r.clock >= 0 {
		readings = []func(string) (stretch, bool, error){r.singleDay, r.part}
		s = strings.TrimPrefix(s, "on ")
	}
	for _, read := range readings {
		if st, ok, err := read(s); ok || err != nil {
			return st, true, err
		}
	}
	if rest, found := strings.CutPrefix(s, "the "); found && r.clock < 0 {
		return r.stretch(rest)
	}
	return stretch{}, false, nil
}

// The pieces that phrases are made of.
const (
	aWeekday = `mon|tue|wed|thu|fri|sat|sun|tues|weds|thur|thurs|(?:mon|tues|wednes|thurs|fri|satur|sun)day`
	aCount   = `\d+|an?|another|one|(?:a )?couple(?: of)?|two|three|four|five|six|seven|eight|nine|ten|eleven` +
		`|twelve|fourteen|fifteen|twenty|thirty`
	aUnit   = `hour|(?:working |business |week ?)?day|workday|(?:working |full )?week|fortnight|month`
	aPlace  = `first|second|third|fourth|last|1st|2nd|3rd|4th`
	daysEnd = `close of (?:business|play)|(?:the )?end of (?:business|the day|day|play)|cob|eod`
)

var (
	afterForm = pattern.Lazy(`^(?:(?:shortly |soon |right |straight |just )?after|later than|at least|more than` +
		`|no less than) (.+)$`)
	notBefore = pattern.Lazy(`^(?:not (?:before|until|till)|(?:not|no) (?:sooner|earlier) than|as early as) (.+)$` +
		`|^(.+?)(?: at)?(?: the)? (?:earliest|soonest|or later|or after)$`)
	beforeForm = pattern.Lazy(`^(?:before|ahead of|prior to) (?:the )?(.+)$`)
	byForm     = pattern.Lazy(`^(?:by|until|till|til|(?:not|no) later than|(?:at )?the latest(?: by| on)?` +
		`|latest(?: by| on)?) (?:the )?(.+)$`)
	asideForm = pattern.Lazy(`^(?:on|at|in|within|around|about|roughly|approximately|some ?time|some point|during` +
		`|over the(?: course of)?|up to|at most|(?:no|not) more than|less than|probably` +
		`|(?:by |at |before )?(?:` + daysEnd + `|first thing)(?: of)?) (.+)$` +
		`|^(.+?) (?:(?:at )?(?:the )?(?:very )?latest|or (?:so|thereabouts|sooner|earlier|before)|at most` +
		`|(?:in the )?(?:morning|afternoon|evening|night)|(?:(?:at|by|before) )?(?:` + daysEnd + `))$`)
)

// inside returns the part of a phrase that the form captures: its first group that is not empty, or "".
func inside(form *pattern.Expr, s string) string {
	if m := form.FindStringSubmatch(s); m != nil {
		return cmp.Or(m[1:]...)
	}
	return ""
}

// limit reads a phrase with words such as "after", "before" and "by" in front of it or behind it.
func (r reader) limit(s string) (stretch, bool, error) {
	if x := inside(afterForm, s); x != "" {
		return r.later(r.stretch(x))
	}
	if x := inside(notBefore, s); x != "" {
		if st, ok, err := r.newYear("after " + strings.TrimPrefix(x, "after ")); ok {
			return st, ok, err
		}
		st, ok, err := r.stretch(x)
		if st.first != st.last || strings.HasPrefix(x, "after ") { // not before February is in February
			return st, ok, err
		}
		return r.later(st, ok, err)
	}
	if x := inside(beforeForm, s); x != "" && !strings.HasPrefix(x, "end of ") {
		st, ok, err := r.feastOrStretch(x)
		return oneDay(st.first.AddDays(-1)), ok, err
	} else if x != "" {
		return r.stretch(x)
	}
	if x := inside(byForm, s); x != "" {
		st, ok, err := r.feastOrStretch(x)
		if ok && err == nil && r.dir != From && st.first.DaysUntil(st.last) > tooLong {
			err = fmt.Errorf("may mean %s or %s; write the date", st.first.Long(), st.last.Long())
		}
		return st, ok, err
	}
	if x := inside(asideForm, s); x != "" {
		return r.stretch(x)
	}
	return stretch{}, false, nil
}

// later returns the day a working week after a stretch.
func (r reader) later(st stretch, ok bool, err error) (stretch, bool, error) {
	if r.calendar == nil {
		return st, false, nil
	}
	if ok && err == nil {
		d, _ := r.calendar.AddBusinessDays(st.last, workingWeek)
		st = oneDay(d)
	}
	return st, ok, err
}

// feastOrStretch reads what follows "by" and "before": for a feast, these mean its beginning.
func (r reader) feastOrStretch(s string) (stretch, bool, error) {
	st, ok, err := r.feast(s)
	if !ok {
		return r.stretch(s)
	}
	return oneDay(st.first), ok, err
}

var (
	partForm = pattern.Lazy(`^(?:very )?(early|late|later) (?:in|on) (?:the )?(.+)$|^(?:very )?(early|beginning` +
		`|start|mid|middle|late|later|end|first half|second half|latter half)(?: of)? (?:the )?(.+)$`)
	endForm = pattern.Lazy(`^eo([wmqy])$|^([mqy])(?:onth|uarter|ear)(?:'?s)? end$`)
	kinds   = map[string]string{"w": "week", "m": "month", "q": "quarter", "y": "year"}
)

// part reads "early next week", "mid-January", "the end of the month". A week ends on the last day before the weekend,
// when offices close.
func (r reader) part(s string) (stretch, bool, error) {
	if kind := inside(endForm, s); kind != "" {
		s = "end of " + kinds[kind]
	}
	m := partForm.FindStringSubmatch(strings.TrimPrefix(s, "the "))
	if m == nil || r.clock >= 0 && m[3] != "end" {
		return stretch{}, false, nil
	}
	which, of := m[1]+m[3], m[2]+m[4]
	u, ok, err := r.unit(of)
	if !ok && r.clock < 0 { // late on Friday
		st, ok, err := r.stretch(of)
		return st, ok && st.first == st.last, err
	}
	d := u.last
	switch which {
	case "early", "beginning", "start":
		d = u.early()
	case "mid", "middle", "first half":
		d = u.middle()
	}
	if err == nil && u.kind == "week" && d != u.last && !r.today.Before(d) { // midweek, said on Wednesday
		d, err = r.agree(s, d, d.AddDays(7))
	}
	return oneDay(d), ok, err
}

// A timeUnit is a week, a month or a longer stretch of the calendar.
type timeUnit struct {
	stretch
	kind string // "week", "month", "quarter", "year"
	bare bool   // only its kind was named, as in "the week"
}

func (u timeUnit) early() rules.Date {
	switch u.kind {
	case "week":
		return u.first.AddDays(1)
	case "month":
		return u.first.AddDays(9)
	}
	return monthOf(u.first.Year, u.first.Month).last
}

func (u timeUnit) middle() rules.Date {
	switch u.kind {
	case "week":
		return u.first.AddDays(2)
	case "month":
		return u.first.AddDays(14)
	case "quarter":
		return monthOf(u.first.Year, u.first.Month+1).first.AddDays(14)
	}
	return monthOf(u.first.Year, 6).last
}

var (
	aYear    = pattern.Lazy(`^\d{4}$`)
	unitForm = pattern.Lazy(`^(?:(this|next|coming|this coming|following) )?(?:working |calendar )?(week|month` +
		`|quarter|year)$`)
	monthForm   = pattern.Lazy(`^(?:(this|next) )?([a-z]+)\.?$`)
	quarterForm = pattern.Lazy(`^(?:q([1-4])|(first|second|third|fourth|1st|2nd|3rd|4th) quarter)(?: of (?:the` +
		`|this|next) year)?$`)
)

// unit reads a week, a month, a quarter or a year.
func (r reader) unit(s string) (u timeUnit, ok bool, err error) {
	s = strings.TrimPrefix(s, "the ")
	if m := quarterForm.FindStringSubmatch(s); m != nil {
		n := time.Month(max(atoi(m[1]), places[m[2]]))
		u.kind = "quarter"
		u.stretch, err = r.roll(func(year int) stretch { return monthsOf(year, 3*n-2, 3*n) })
		return u, true, err
	}
	if m := monthForm.FindStringSubmatch(s); m != nil && months()[m[2]] != 0 {
		month := months()[m[2]]
		u.kind = "month"
		u.stretch, err = r.roll(func(year int) stretch { return monthOf(year, month) })
		if nextYears := monthOf(r.today.Year+1, month); m[1] == "next" && nextYears != u.stretch {
			err = fmt.Errorf("may mean the one of %d or of %d; write the date", u.first.Year, nextYears.first.Year)
		}
		return u, true, err
	}
	if aYear.MatchString(s) {
		return timeUnit{stretch: monthsOf(atoi(s), 1, 12), kind: "year"}, true, inRange(atoi(s))
	}
	if s == "week after next" {
		return timeUnit{stretch: r.workWeek(r.today.AddDays(14)), kind: "week"}, true, nil
	}
	m := unitForm.FindStringSubmatch(strings.Replace(s, "week after", "following week", 1))
	if m == nil {
		return u, false, nil
	}
	n := 1 // how many units ahead
	if m[1] == "" || m[1] == "this" {
		n = 0
	}
	u = timeUnit{kind: m[2], bare: m[1] == ""}
	today := r.today
	if m[1] == "following" {
		today = r.anchor
	}
	switch m[2] {
	case "week":
		u.stretch = r.workWeek(today.AddDays(7 * n))
		if u.last.Before(r.today) {
			err = fmt.Errorf("may mean today (%s) or %s; write the date", r.today.Short(), u.last.AddDays(7).Long())
		}
	case "month":
		u.stretch = monthOf(today.Year, today.Month+time.Month(n))
	case "quarter":
		first := (today.Month-1)/3*3 + 1 + time.Month(3*n)
		u.stretch = monthsOf(today.Year, first, first+2)
	case "year":
		u.stretch = monthsOf(today.Year+n, 1, 12)
	}
	return u, true, err
}

// whole reads a unit with "this", "next" or the like: "next week". Next year is too far away to wait for.
func (r reader) whole(s string) (stretch, bool, error) {
	u, ok, err := r.unit(s)
	if u.bare || u.kind == "year" && u.last.Year != r.today.Year {
		return stretch{}, false, nil
	}
	return u.stretch, ok, err
}

// monthOf returns a month of a year. The 13th is the first of the next year.
func monthOf(year int, m time.Month) stretch { return monthsOf(year, m, m) }

func monthsOf(year int, from, to time.Month) stretch {
	first := func(m time.Month) rules.Date { return rules.Date{Year: year, Month: m, Day: 1}.AddDays(0) }
	return stretch{first(from), first(to + 1).AddDays(-1)}
}

// mondayOf returns the Monday of the week of a day.
func mondayOf(d rules.Date) rules.Date { return d.AddDays(-((int(d.Weekday()) + 6) % 7)) }

// roll returns which of a yearly stretch is meant when no year is named: the one that ends next.
func (r reader) roll(in func(year int) stretch) (stretch, error) {
	if r.year != 0 {
		return in(r.year), nil
	}
	before, next := in(r.today.Year-1), in(r.today.Year)
	if next.last.Before(r.today) {
		before, next = next, in(r.today.Year+1)
	}
	d, err := r.withoutYear(before.last, next.last)
	if d == before.last {
		return before, err
	}
	return next, err
}

var yearForm = pattern.Lazy(`^(.*[a-z].*?)(?: of)? (\d{4})$|^(.*\d.*) '?(\d{2})$`)

// inYear reads a phrase with a year behind it: "mid-January 2027".
func (r reader) inYear(s string) (stretch, bool, error) {
	m := yearForm.FindStringSubmatch(s)
	if m == nil || r.year != 0 {
		return stretch{}, false, nil
	}
	if m[4] != "" { // 5 Jan 27
		if year := r.today.Year/100*100 + atoi(m[4]); r.dir == promised &&
			(year == r.today.Year || year == r.today.Year+1) {
			return r.singleDay(m[3] + " " + strconv.Itoa(year))
		}
		return stretch{}, false, nil
	}
	r.year = atoi(m[2])
	return r.stretch(m[1])
}
