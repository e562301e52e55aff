package ical

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"followup/pattern"
	"followup/rules"
)

// The formats of times in a calendar.
const (
	UTCLayout  = "20060102T150405Z"
	wallLayout = "20060102T150405"
	dayLayout  = "20060102"
)

// parseWall reads a time as clocks show it, and returns it as if it were in UTC. A "Z" is ignored.
func parseWall(s string) (time.Time, error) {
	s = strings.TrimSuffix(strings.ToUpper(strings.TrimSpace(s)), "Z")
	for _, layout := range []string{wallLayout, "20060102T1504", dayLayout} {
		if t, err := time.Parse(layout, s); err == nil {
			return t, nil
		}
	}
	return time.Time{}, fmt.Errorf("%q is no time like 20261201T140000", clip(s))
}

// A Moment is a time of an event.
type Moment struct {
	At     time.Time
	Zone   string // the IANA name of its zone, if the event has one that is not the user's
	Remark string // what looks odd, for the user; or ""
}

// IsDay reports whether the property is a day without a time.
func (p *Property) IsDay() bool {
	return strings.EqualFold(p.Parameter("VALUE"), "DATE") || len(strings.TrimSpace(p.Value)) == len(dayLayout)
}

// Moment reads a time in UTC, in the zone that it names, or in the user's zone.
func (c *Calendar) Moment(p *Property, user *time.Location) (Moment, error) {
	wall, err := parseWall(p.Value)
	if err != nil {
		return Moment{}, fmt.Errorf("its %s: %w", p.Name, err)
	}
	if strings.HasSuffix(strings.ToUpper(strings.TrimSpace(p.Value)), "Z") {
		return Moment{At: wall.In(user)}, nil
	}
	in, m := zoneAt(user), Moment{}
	tzid := p.Parameter("TZID")
	if tzid != "" {
		if in, err = c.zones.find(tzid); err != nil {
			return Moment{}, err
		}
		if in.iana != user.String() && !isUTC(in.iana) {
			m.Zone = in.iana
		}
	} else if c.Zone != "" && c.Zone != user.String() {
		m.Remark = fmt.Sprintf("its time names no zone and is read in yours, %s; the calendar's is %s", user,
			clip(c.Zone))
	}
	at, shown := in.at(wall)
	if shown.Hour() != wall.Hour() || shown.Minute() != wall.Minute() {
		m.Remark = fmt.Sprintf("the clocks skip %s on that day, so it is taken to begin at %s", wall.Format("15:04"),
			shown.Format("15:04"))
	}
	m.At = at.In(user)
	return m, nil
}

// isUTC reports whether the zone is no place. Programs write UTC if they know no zone, so no time is worded in it.
func isUTC(zone string) bool {
	return zone == "UTC" || zone == "GMT" || zone == "Etc/UTC" || zone == "Etc/GMT" || zone == "Zulu"
}

// Lasts returns how long an event lasts, with a remark if that is a guess.
func (c *Calendar) Lasts(e *Component, start time.Time) (_ time.Duration, remark string) {
	const guessed = "so an hour is taken"
	var d time.Duration
	if p := e.Get("DTEND"); p != nil {
		end, err := c.Moment(p, start.Location())
		if err != nil {
			return time.Hour, "its end cannot be read, " + guessed
		}
		d = end.At.Sub(start)
	} else if p := e.Get("DURATION"); p != nil {
		var err error
		if d, err = parsePeriod(p.Value); err != nil {
			return time.Hour, "its duration cannot be read, " + guessed
		}
	} else {
		return time.Hour, "it does not say how long it lasts, " + guessed
	}
	if d < time.Minute || d > 24*time.Hour || d%time.Minute != 0 {
		return time.Hour, fmt.Sprintf("it lasts %s, which no interview does, %s", d, guessed)
	}
	return d, ""
}

var period = pattern.Lazy(`^\+?P(?:(\d{1,4})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:(\d{1,6})S)?)?$`)

// parsePeriod reads "PT1H30M".
func parsePeriod(s string) (d time.Duration, err error) {
	m := period.FindStringSubmatch(strings.ToUpper(strings.TrimSpace(s)))
	if m == nil {
		return 0, fmt.Errorf("%q is no duration like PT1H", clip(s))
	}
	for i, unit := range []time.Duration{7 * 24 * time.Hour, 24 * time.Hour, time.Hour, time.Minute, time.Second} {
		n, _ := strconv.Atoi("0" + m[i+1]) // the pattern lets nothing else through
		d += time.Duration(n) * unit
	}
	return d, nil
}

// A zone tells the moment at which its clocks show a time, and what they do show then: in spring they skip some times.
type zone struct {
	iana string // its IANA name, or ""
	at   func(wall time.Time) (at, shown time.Time)
}

// zoneAt returns the zone of a location. Skipped and repeated times are handled as in [rules.Date.At].
func zoneAt(loc *time.Location) zone {
	return zone{loc.String(), func(wall time.Time) (time.Time, time.Time) {
		minute := rules.TimeOfDay(wall.Hour()*60 + wall.Minute())
		at := rules.DateOf(wall, time.UTC).At(minute, loc).Add(time.Duration(wall.Second()) * time.Second)
		return at, at.In(loc)
	}}
}
