// Package dates reads dates and times as people say them: "yesterday 14:00", "tue 10am", "end of the week", "3 hours
// ago", "1 Dec 2pm".
//
// It is strict: a phrase that has two meanings, or none, is refused with an error that says so. The one exception is a
// weekday with a time, which means the nearest one; [Other] returns the other. The package is pure: the time at which a
// phrase is said, the zone and the direction are arguments.
package dates

import (
	"fmt"
	"strconv"
	"strings"
	"sync"
	"time"

	"followup/pattern"
	"followup/rules"
)

// A Direction says whether a phrase that could mean a day before or after now looks back or ahead.
type Direction int

// The directions.
const (
	Past     Direction = iota // what has happened: "friday" is the last one
	Future                    // what is to come: "friday" is the next one, "next week" ends before its weekend
	From                      // like Future, but a week or month means its beginning: "next week" is its first day
	Nearest                   // an interview, past or to come: like Past, but "fri 10am" is the nearest one
	promised                  // like Future, for the day of their decision: never before the day they named it
)

// A reader reads phrases that are said at one moment.
type reader struct {
	now       time.Time // in loc
	today     rules.Date
	loc       *time.Location
	dir       Direction
	eitherWay bool          // dir was Nearest
	clock     time.Duration // the time of day that follows the day, or -1

	calendar *rules.Calendar // nil if business days are not known
	anchor   rules.Date      // the day that was named last; "the week after" follows it
	from     rules.Date      // the day from which a span is counted, or zero if it is not known
	year     int             // the year in the phrase, or 0
}

func newReader(now time.Time, loc *time.Location, dir Direction) reader {
	r := reader{now: now.In(loc), today: rules.DateOf(now, loc), loc: loc, dir: dir, clock: -1}
	r.anchor, r.from = r.today, r.today
	if dir == Nearest {
		r.dir, r.eitherWay = Past, true
	}
	return r
}

// Time reads a moment, in loc. A time that the zone's clocks skip is refused. Of a time that they show twice, it
// returns the first.
func Time(s string, now time.Time, loc *time.Location, dir Direction) (time.Time, error) {
	r := newReader(now, loc, dir)
	t, err := r.moment(s)
	if err != nil {
		return time.Time{}, r.explain(s, err, r.timeExamples())
	}
	return t, nil
}

// Day reads a day on the calendar.
func Day(s string, now time.Time, loc *time.Location, dir Direction) (rules.Date, error) {
	r := newReader(now, loc, dir)
	d, err := r.day(normal(s))
	if err != nil {
		return rules.Date{}, r.explain(s, err, r.dayExamples())
	}
	return d, nil
}

// TimeOrDay reads a moment or a day. If it is a day, isDay is true and t is its beginning in loc.
func TimeOrDay(s string, now time.Time, loc *time.Location, dir Direction) (t time.Time, isDay bool, err error) {
	r := newReader(now, loc, dir)
	d, dayErr := r.day(normal(s))
	// the day's beginning would be the wrong end of a part of it
	if _, part := partOf(normal(s)); dayErr == nil && !part {
		return d.At(0, loc), true, nil
	}
	if t, err = r.moment(s); err == nil {
		return t, false, nil
	}
	if dayErr != nil && dayErr != errNoDay { // it is a day, but which one is not clear
		err = dayErr
	}
	return t, false, r.explain(s, err, r.timeExamples())
}

// unclear marks an error that is explained with examples. Any other error says what to do.
type unclear struct{ error }

func unclearf(format string, args ...any) error { return unclear{fmt.Errorf(format, args...)} }

func (r reader) explain(s string, err error, examples string) error {
	if _, ok := err.(unclear); ok {
		if meant := respelled(normal(s)); meant != "" {
			return fmt.Errorf("%q %w; did you mean %q?", s, err, meant)
		}
		return fmt.Errorf("%q %w; write it like %s", s, err, examples)
	}
	return fmt.Errorf("%q %w", s, err)
}

// timeExamples returns two examples that can be read today.
func (r reader) timeExamples() string {
	if r.dir == Past {
		return fmt.Sprintf(`"yesterday 14:00" or "%s 14:00"`, r.today.AddDays(-1))
	}
	return fmt.Sprintf(`"tomorrow 14:00" or "%s 14:00"`, r.today.AddDays(1))
}

func (r reader) dayExamples() string {
	day := r.today.AddDays(9)
	if r.dir == Past {
		day = r.today.AddDays(-9)
	}
	return fmt.Sprintf(`"%d %s" or "%s"`, day.Day, day.Month, day)
}

// normal returns a phrase in lower case, without commas or the dots of "a.m.", and with single blanks.
func normal(s string) string {
	s = strings.Join(strings.Fields(strings.ReplaceAll(strings.ToLower(s), ",", " ")), " ")
	return dottedHalf.ReplaceAllString(s, "$1$2$3")
}

var dottedHalf = pattern.Lazy(`(\d ?[ap])\.?(m)\.?( |$)`)

// moment reads a day and a time of day in either order, or a phrase such as "now" or "3 hours ago".
func (r reader) moment(s string) (time.Time, error) {
	if t, err := time.Parse(time.RFC3339, strings.ToUpper(strings.TrimSpace(s))); err == nil {
		return t.In(r.loc), inRange(t.Year())
	}
	s = isoT.ReplaceAllString(normal(s), "$1 ")
	if s == "now" {
		return r.now.Truncate(time.Second), nil
	}
	if t, ok, err := r.relative(s); ok || err != nil {
		return t, err
	}
	switch _, err := r.day(s); {
	case err == nil:
		return time.Time{}, noTime(s)
	case err != errNoDay:
		return time.Time{}, err // it is a day, but which one is not clear
	}
	if err := r.hourOrYear(s); err != nil {
		return time.Time{}, err
	}
	var first error // the first split that has a time of day explains best what is wrong
	for _, split := range splits(s) {
		t, err := r.combine(split)
		if err == nil {
			return t, nil
		}
		if first == nil {
			first = err
		}
	}
	if first == nil {
		first = unclearf("is not a time")
	}
	return time.Time{}, first
}

// isoT matches a date with the T before a time in ISO 8601.
var isoT = pattern.Lazy(`^(\d{4}-\d{2}-\d{2})t`)

// combine returns the moment of a day at a time of day.
func (r reader) combine(p parts) (time.Time, error) {
	clock, err := p.clock()
	if err != nil {
		return time.Time{}, err
	}
	if p.day == "" {
		return r.atClock(clock)
	}
	r.clock = clock
	day, err := r.day(p.day)
	if err != nil {
		return time.Time{}, err
	}
	if p.time == "midnight" && p.day != "today" && p.day != "yesterday" {
		return time.Time{}, fmt.Errorf(`may mean the night before %s or the one after; write "%s 00:00" or "%s 00:00"`,
			day.Long(), day, day.AddDays(1))
	}
	return r.at(day, clock)
}

// at returns the moment at which the clocks show the time on the day.
func (r reader) at(day rules.Date, clock time.Duration) (time.Time, error) {
	t := day.At(rules.TimeOfDay(clock/time.Minute), r.loc).Add(clock % time.Minute)
	if rules.DateOf(t, r.loc) != day || r.shows(t) != clock {
		return time.Time{}, fmt.Errorf("does not exist: the clocks in %s skip it on %s", r.loc, day.Long())
	}
	return t, nil
}

// shows returns the time of day that the clocks show at t.
func (r reader) shows(t time.Time) time.Duration {
	h, m, s := t.In(r.loc).Clock()
	return time.Duration(h)*time.Hour + time.Duration(m)*time.Minute + time.Duration(s)*time.Second
}

// atClock returns the moment of a time of day without a day: today's, if that is in the right direction.
func (r reader) atClock(clock time.Duration) (time.Time, error) {
	t, err := r.at(r.today, clock)
	if err != nil {
		return t, err
	}
	other := "yesterday"
	if r.dir != Past {
		other = "tomorrow"
	}
	if r.dir == Past && t.After(r.now) || r.dir != Past && !t.After(r.now) {
		return time.Time{}, fmt.Errorf(`may mean today or %s; write "today %s" or "%s %s"`,
			other, inClock(clock), other, inClock(clock))
	}
	return t, nil
}

func inClock(d time.Duration) string { return rules.TimeOfDay(d / time.Minute).String() }

// relative reads "3 hours ago" and "in 90 minutes". ok reports whether the phrase is of that kind.
func (r reader) relative(s string) (t time.Time, ok bool, err error) {
	m := hoursAway.FindStringSubmatch(s)
	if m == nil {
		return t, false, nil
	}
	n, err := number(m[2])
	if err != nil {
		return t, true, err
	}
	away := time.Duration(n) * time.Minute
	switch {
	case m[2] == "half an":
		away = 30 * time.Minute
	case strings.HasPrefix(m[3], "h"):
		away *= 60
	}
	back, err := r.looksBack(s, m[1], m[4])
	if err != nil {
		return t, true, err
	}
	if back {
		away = -away
	}
	t = r.now.Add(away).Truncate(time.Second)
	return t, true, inRange(t.Year())
}

var hoursAway = pattern.Lazy(`^(in )?(\d+|an?|one|two|three|four|five|six|half an) ?(minutes?|mins?|min|m` +
	`|hours?|hrs?|h)( ago| from now)?$`)

// looksBack reports whether a span is before now: it is with "ago", and is not with "in" or "from now".
func (r reader) looksBack(s, before, behind string) (bool, error) {
	switch {
	case before != "" && behind == " ago":
		return false, unclearf("says both “in” and “ago”")
	case before == "" && behind == "" && r.dir == Past:
		return false, fmt.Errorf(`may mean before or after now; write "%s ago" or "in %s"`, s, s)
	}
	return behind == " ago", nil
}

// numbers are the numbers that people write as words.
var numbers = sync.OnceValue(func() map[string]int {
	return map[string]int{
		"a": 1, "an": 1, "another": 1, "half an": 1, "one": 1,
		"two": 2, "couple": 2, "couple of": 2, "a couple": 2, "a couple of": 2, "three": 3, "four": 4, "five": 5,
		"six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
		"fourteen": 14, "fifteen": 15, "twenty": 20, "thirty": 30,
	}
})

// number reads the number before a unit. More than a lifetime (100 years of days) is a typing error.
func number(s string) (int, error) {
	if n, ok := numbers()[s]; ok {
		return n, nil
	}
	n, err := strconv.Atoi(s)
	if err != nil || n > 36500 {
		return 0, fmt.Errorf("has a number that is too large to be right")
	}
	return n, nil
}

func inRange(year int) error {
	if year < rules.FirstYear || year > rules.LastYear {
		return fmt.Errorf("is in the year %d; expected %d to %d", year, rules.FirstYear, rules.LastYear)
	}
	return nil
}
