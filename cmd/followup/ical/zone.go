package ical

import (
	"cmp"
	_ "embed" // for the names of Windows
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"followup/pattern"
	"followup/rules"
)

// A zoneTable finds the zones that the events of a calendar name.
type zoneTable struct {
	described map[string]*Component // the VTIMEZONEs of the file, by TZID
	found     map[string]foundZone
}

// A foundZone is a zone, or the reason why it is unknown.
type foundZone struct {
	zone
	err error
}

// maxZoneName is longer than any program's name for a zone.
const maxZoneName = 200

// find returns the zone of a TZID. It remembers zones and failures, because a calendar names the same zone many times.
func (z *zoneTable) find(tzid string) (zone, error) {
	found, known := z.found[tzid]
	switch {
	case len(tzid) > maxZoneName:
		return zone{}, fmt.Errorf("its time zone %q is no name", clip(tzid))
	case !known && len(z.found) == maxZones:
		return zone{}, fmt.Errorf("the events before it are in %d time zones already; export less of the calendar",
			maxZones)
	case !known:
		found.zone, found.err = z.resolve(tzid)
		z.found[tzid] = found
	}
	return found.zone, found.err
}

// resolve tries the name first, because a known zone has its whole history and not only the offsets in the file.
func (z *zoneTable) resolve(tzid string) (zone, error) {
	const advice = "; change the TZID to an IANA name like Europe/Berlin"
	if loc := zoneByName(tzid); loc != nil {
		return zoneAt(loc), nil
	}
	part, ok := z.described[tzid]
	if !ok {
		if loc := cmp.Or(cityZone(tzid), fixedZone(tzid)); loc != nil {
			return zone{at: zoneAt(loc).at}, nil // it is no place that one would name
		}
		return zone{}, fmt.Errorf("its time zone %q is not known and the file does not describe it%s", clip(tzid),
			advice)
	}
	if loc := zoneByName(part.Text("X-LIC-LOCATION")); loc != nil {
		return zoneAt(loc), nil
	}
	shifts, err := shiftsOf(part)
	if err != nil {
		return zone{}, fmt.Errorf("its time zone %q, line %d, cannot be read: %w%s", clip(tzid), part.Line, err,
			advice)
	}
	return zone{at: shifts.at}, nil
}

var (
	// numberedCopy matches the number that Outlook puts behind the name of a second copy of a zone.
	numberedCopy = pattern.Lazy(` \d+$`)
	americanTime = pattern.Lazy(`^\(UTC-\d\d:\d\d\) (Eastern|Central|Mountain|Pacific) Time \(US & Canada\)$`)
	cityNames    = pattern.Lazy(`^\((?:UTC|GMT)([+-]\d\d:\d\d)\) (.+)$`)
	offsetName   = pattern.Lazy(`^\(?(?:UTC|GMT|Z)? ?([+-])(\d{1,2}):?(\d\d)?\)?$`)
)

//go:embed windows_zones.txt
var windowsNames string

// windowsZones maps Windows' names of time zones, in lower case, to IANA names. Source: Unicode CLDR,
// common/supplemental/windowsZones.xml, the rows of territory 001, which apply to the zone as a whole.
var windowsZones = sync.OnceValue(func() map[string]string {
	zones := map[string]string{"tzone://microsoft/utc": "UTC"}
	for line := range strings.Lines(windowsNames) {
		windows, iana, _ := strings.Cut(strings.TrimSpace(line), "\t")
		zones[strings.ToLower(windows)] = iana
	}
	return zones
})

// zoneByName returns the zone of an IANA name in any case, a Windows name, or a path that ends in an IANA name. It
// returns nil if there is none.
func zoneByName(name string) *time.Location {
	name = numberedCopy.ReplaceAllString(strings.TrimSpace(name), "")
	name = americanTime.ReplaceAllString(name, "$1 Standard Time")
	name = cmp.Or(windowsZones()[strings.ToLower(name)], name)
	parts := strings.Split(name, "/")
	parts = parts[max(0, len(parts)-3):] // no IANA name has more
	for n := len(parts); n >= 1; n-- {
		if n == 1 && len(parts) > 1 {
			break // the last part alone is no name, such as "Berlin", or could be another zone's, such as "EST"
		}
		iana := strings.Join(parts[len(parts)-n:], "/")
		if n > 1 {
			iana = cmp.Or(rules.SuggestZone(iana), iana)
		}
		if loc, err := rules.LoadLocation(iana); err == nil {
			return loc
		}
	}
	return nil
}

// cityZone returns the zone of the first city in a name as Windows shows it, such as "(UTC+01:00) Amsterdam, Berlin",
// whose clocks are that far from UTC. It returns nil if there is none.
func cityZone(name string) *time.Location {
	m := cityNames.FindStringSubmatch(name)
	if m == nil {
		return nil
	}
	for city := range strings.SplitSeq(m[2], ", ") {
		loc, err := rules.LoadLocation(rules.SuggestZone(city))
		if err != nil {
			continue
		}
		for _, month := range []time.Month{time.January, time.July} { // one of the two is standard time
			if time.Date(2026, month, 1, 0, 0, 0, 0, loc).Format("-07:00") == m[1] {
				return loc
			}
		}
	}
	return nil
}

// fixedZone returns the zone of a name that is an offset, such as "GMT+0100", or nil.
func fixedZone(name string) *time.Location {
	m := offsetName.FindStringSubmatch(strings.ToUpper(strings.TrimSpace(name)))
	if m == nil {
		return nil
	}
	seconds, err := parseOffset(fmt.Sprintf("%s%02s%02s", m[1], m[2], cmp.Or(m[3], "00")))
	if err != nil {
		return nil
	}
	return time.FixedZone(name, seconds)
}

// A shift is a moment at which the clocks of a zone are changed.
type shift struct {
	wall     time.Time // as they show it before, as if in UTC
	from, to int       // seconds east of UTC, before and after
}

// shifts are the changes of a zone's clocks, in order.
type shifts []shift

// maxShifts is how often the clocks of a zone may be changed: about four times in each year that an interview may be
// in.
const maxShifts = 1000

// at implements zone.at. Of a time that the clocks show twice it returns the first.
func (all shifts) at(wall time.Time) (at, shown time.Time) {
	i, _ := slices.BinarySearchFunc(all, wall, func(s shift, wall time.Time) int {
		return cmp.Or(s.wall.Compare(wall), -1)
	})
	if i == 0 {
		return wall.Add(-time.Duration(all[0].from) * time.Second), wall
	}
	last := all[i-1]
	if skipped := last.wall.Add(time.Duration(last.to-last.from) * time.Second); wall.Before(skipped) {
		wall = skipped
	}
	return wall.Add(-time.Duration(last.to) * time.Second), wall
}

// shiftsOf returns the changes that the STANDARD and DAYLIGHT halves of a VTIMEZONE describe. A half ends where another
// one of the same name begins: Outlook lets the rule of an earlier law go on.
func shiftsOf(part *Component) (all shifts, err error) {
	if part.Fault != "" || len(part.halves) == 0 {
		return nil, errors.New(cmp.Or(part.Fault, "it has neither STANDARD nor DAYLIGHT"))
	}
	for _, half := range part.halves {
		more, err := half.shifts()
		if err != nil {
			return nil, err
		}
		for _, other := range part.halves {
			begin, err := parseWall(other.Text("DTSTART"))
			if err == nil && other.name == half.name && begin.After(more[0].wall) {
				more = slices.DeleteFunc(more, func(s shift) bool { return !s.wall.Before(begin) })
			}
		}
		if all = append(all, more...); len(all) > maxShifts {
			return nil, fmt.Errorf("its clocks are set more than %d times", maxShifts)
		}
	}
	slices.SortStableFunc(all, func(a, b shift) int { return a.wall.Compare(b.wall) })
	return all, nil
}

// shifts returns the times at which one half begins, up to the last year that an interview may be in. The first is its
// DTSTART.
func (c *Component) shifts() (all shifts, err error) {
	from, errFrom := parseOffset(c.Text("TZOFFSETFROM"))
	to, errTo := parseOffset(c.Text("TZOFFSETTO"))
	begin, errBegin := parseWall(c.Text("DTSTART"))
	var days []time.Time
	if err = cmp.Or(errFrom, errTo, errBegin); err == nil && c.Get("RRULE") != nil {
		days, err = yearly(c.Text("RRULE"), begin)
	}
	if err != nil {
		return nil, err
	}
	for _, p := range c.props["RDATE"] {
		for value := range strings.SplitSeq(p.Value, ",") {
			if day, err := parseWall(value); err == nil {
				days = append(days, day)
			}
		}
	}
	for _, wall := range append([]time.Time{begin}, days...) {
		all = append(all, shift{wall, from, to})
	}
	return all, nil
}

// parseOffset reads "+0100", or "-034522" with seconds.
func parseOffset(s string) (int, error) {
	sign, digits := 1, strings.TrimPrefix(s, "+")
	if rest, ok := strings.CutPrefix(s, "-"); ok {
		sign, digits = -1, rest
	}
	n, err := strconv.ParseUint((digits + "00")[:min(6, len(digits)+2)], 10, 32)
	hours, minutes, seconds := int(n)/10000, int(n)/100%100, int(n)%100
	if err != nil || len(digits) != 4 && len(digits) != 6 || hours > 15 || minutes > 59 || seconds > 59 {
		return 0, fmt.Errorf("%q is no offset like +0100", clip(s))
	}
	return sign * (hours*3600 + minutes*60 + seconds), nil
}

var nthDay = pattern.Lazy(`^([+-]?[1-5])?(SU|MO|TU|WE|TH|FR|SA)$`)

// yearly returns the days in the years after begin that a rule such as "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU" names, at
// begin's time of day. Any other rule is refused, also because one such as "every second since 1601" would take years.
// Outlook's rules begin in 1601, but the year before [rules.FirstYear] is early enough.
func yearly(rule string, begin time.Time) (days []time.Time, err error) {
	parts := map[string]string{}
	for part := range strings.SplitSeq(strings.ToUpper(rule), ";") {
		name, value, _ := strings.Cut(part, "=")
		parts[name] = value
	}
	day, until := nthDay.FindStringSubmatch(parts["BYDAY"]), time.Date(rules.LastYear+2, 1, 1, 0, 0, 0, 0, time.UTC)
	month, errMonth := strconv.Atoi(cmp.Or(parts["BYMONTH"], begin.Format("1")))
	if value := parts["UNTIL"]; value != "" {
		until, err = parseWall(value)
	}
	if parts["FREQ"] != "YEARLY" || errMonth != nil || err != nil || parts["BYDAY"] != "" && day == nil {
		return nil, fmt.Errorf("the rule %q is not for one day of every year", clip(rule))
	}
	at := map[string]string{"INTERVAL": "1", "BYHOUR": begin.Format("15"), "BYMINUTE": begin.Format("4"),
		"BYSECOND": begin.Format("5")}
	for name, value := range parts {
		plain := slices.Contains([]string{"", "FREQ", "BYMONTH", "BYDAY", "UNTIL", "WKST"}, name)
		if !plain && (at[name] == "" || strings.TrimLeft(value, "0") != strings.TrimLeft(at[name], "0")) {
			return nil, fmt.Errorf("the rule %q has the part %s, which is not understood", clip(rule), clip(name))
		}
	}
	for year := max(begin.Year()+1, rules.FirstYear-1); year <= rules.LastYear+1; year++ {
		date := time.Date(year, time.Month(month), begin.Day(), begin.Hour(), begin.Minute(), begin.Second(), 0,
			time.UTC)
		if day != nil {
			n, _ := strconv.Atoi(cmp.Or(day[1], "1")) // the pattern lets nothing else through
			date = nth(n, day[2], date)
		}
		// UNTIL is in UTC and this is not. An extra day does no harm, because the next match is a year away.
		if date.After(until.AddDate(0, 0, 1)) {
			break
		}
		if int(date.Month()) == month { // else there is no such day
			days = append(days, date)
		}
	}
	return days, nil
}

// nth returns the nth such weekday of a date's month; a negative n counts from the end.
func nth(n int, weekday string, date time.Time) time.Time {
	step := 1
	date = date.AddDate(0, 0, 1-date.Day())
	if n < 0 {
		step, date = -1, date.AddDate(0, 1, -1)
	}
	for strings.ToUpper(date.Weekday().String()[:2]) != weekday {
		date = date.AddDate(0, 0, step)
	}
	return date.AddDate(0, 0, 7*(n-step))
}
