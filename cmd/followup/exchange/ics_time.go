package exchange

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/emersion/go-ical"

	"followup/rules"
)

// The formats of times in a calendar. A time in UTC has a "Z" at the end.
const (
	wallLayout = "20060102T150405"
	dayLayout  = "20060102"
)

// parseWall reads a time as clocks show it, and returns it as if it were in UTC. A "Z" is ignored.
func parseWall(s string) (time.Time, error) {
	s = strings.ToUpper(strings.TrimSpace(s))
	t, err := time.Parse(wallLayout, strings.TrimSuffix(s, "Z"))
	if err != nil {
		if t, err = time.Parse(dayLayout, s); err != nil {
			return t, fmt.Errorf("%q is no time like 20261201T140000", clip(s))
		}
	}
	return t, nil
}

func wallTime(p *ical.Prop) (time.Time, error) {
	if p == nil {
		return time.Time{}, errors.New("it has no DTSTART")
	}
	return parseWall(p.Value)
}

// A moment is a time of an event.
type moment struct {
	at     time.Time
	zone   string // the IANA name of its zone, if the event has one that is not the user's
	remark string
}

// isDay reports whether the property is a day without a time.
func isDay(p *ical.Prop) bool {
	return strings.EqualFold(p.Params.Get(ical.ParamValue), "DATE") || len(strings.TrimSpace(p.Value)) == len(dayLayout)
}

// moment reads a time in UTC, in the zone that it names, or in the user's zone.
func (c *calendar) moment(p *ical.Prop) (moment, error) {
	wall, err := parseWall(p.Value)
	if err != nil {
		return moment{}, fmt.Errorf("its %s: %w", p.Name, err)
	}
	if strings.HasSuffix(strings.ToUpper(strings.TrimSpace(p.Value)), "Z") {
		return moment{at: wall.In(c.options.Location)}, nil
	}
	loc, m := c.options.Location, moment{}
	if tzid := p.Params.Get(ical.PropTimezoneID); tzid != "" {
		named, err := c.zones.find(tzid)
		if err != nil {
			return moment{}, err
		}
		loc = named.loc
		if named.iana != c.options.Location.String() && !isUTC(named.iana) {
			m.zone = named.iana
		}
	}
	at := atWall(wall, loc)
	if shown := at.In(loc); shown.Hour() != wall.Hour() || shown.Minute() != wall.Minute() {
		m.remark = fmt.Sprintf("the clocks skip %s on that day, so it is taken to begin at %s", wall.Format("15:04"),
			shown.Format("15:04"))
	}
	m.at = at.In(c.options.Location)
	return m, nil
}

// atWall returns the moment at which loc's clocks show the same as wall. Skipped and repeated times are handled as in
// [rules.Date.At].
func atWall(wall time.Time, loc *time.Location) time.Time {
	minute := rules.TimeOfDay(wall.Hour()*60 + wall.Minute())
	return rules.DateOf(wall, time.UTC).At(minute, loc).Add(time.Duration(wall.Second()) * time.Second)
}

// isUTC reports whether the zone is no place. Programs write UTC if they know no zone, so no time is worded in it.
func isUTC(zone string) bool {
	return zone == "UTC" || zone == "GMT" || zone == "Etc/UTC" || zone == "Etc/GMT" || zone == "Zulu"
}

// lasts returns how long the event lasts, with a remark if that is a guess.
func (c *calendar) lasts(e *ical.Component, start time.Time) (_ time.Duration, remark string) {
	const guessed = "so an hour is taken"
	var d time.Duration
	if p := e.Props.Get(ical.PropDateTimeEnd); p != nil {
		end, err := c.moment(p)
		if err != nil {
			return time.Hour, "its end cannot be read, " + guessed
		}
		d = end.at.Sub(start)
	} else if p := e.Props.Get(ical.PropDuration); p != nil {
		var err error
		if d, err = p.Duration(); err != nil {
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
