package exchange

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/emersion/go-ical"

	"followup/rules"
)

// A zoneTable finds the zones that the events of a calendar name.
type zoneTable struct {
	described map[string]component // the VTIMEZONEs of the file, by TZID
	found     map[string]namedZone
}

// A namedZone is a zone with its IANA name, which is "" if the zone is only described in the file, or the reason why it
// is unknown.
type namedZone struct {
	loc  *time.Location
	iana string
	err  error
}

func newZoneTable(described map[string]component) zoneTable {
	return zoneTable{described: described, found: map[string]namedZone{}}
}

// maxZoneName is longer than any program's name for a zone.
const maxZoneName = 200

// find returns the zone of a TZID. It remembers zones and failures, because a calendar names the same zone many times.
func (z *zoneTable) find(tzid string) (namedZone, error) {
	if len(tzid) > maxZoneName {
		return namedZone{}, fmt.Errorf("its time zone %q is no name; change the TZID to an IANA name like "+
			"Europe/Berlin", clip(tzid))
	}
	named, known := z.found[tzid]
	if !known && len(z.found) == maxZones {
		return namedZone{}, fmt.Errorf("the events before it are in %d time zones already; export less of the calendar",
			maxZones)
	}
	if !known {
		named, named.err = z.resolve(tzid)
		z.found[tzid] = named
	}
	return named, named.err
}

// resolve tries the name first, because a known zone has its whole history and not only the offsets in the file.
func (z *zoneTable) resolve(tzid string) (namedZone, error) {
	if loc, ok := zoneByName(tzid); ok {
		return namedZone{loc: loc, iana: loc.String()}, nil
	}
	part, ok := z.described[tzid]
	if !ok {
		return namedZone{}, fmt.Errorf("its time zone %q is not known and the file does not describe it; change the "+
			"TZID to an IANA name like Europe/Berlin", clip(tzid))
	}
	c, err := decodeZone(part)
	if err != nil {
		return namedZone{}, fmt.Errorf("its time zone %q cannot be read: line %d: %w; change the TZID to an IANA "+
			"name like Europe/Berlin", clip(tzid), part.number, err)
	}
	if p := c.Props.Get("X-LIC-LOCATION"); p != nil {
		if loc, ok := zoneByName(p.Value); ok {
			return namedZone{loc: loc, iana: loc.String()}, nil
		}
	}
	loc, err := zoneFromRules(c)
	if err != nil {
		return namedZone{}, fmt.Errorf("its time zone %q cannot be read: %w; change the TZID to an IANA name like "+
			"Europe/Berlin", clip(tzid), err)
	}
	return namedZone{loc: loc}, nil
}

func decodeZone(part component) (*ical.Component, error) {
	if part.fault != "" {
		return nil, errors.New(part.fault)
	}
	return decode(part)
}

// zoneByName returns the zone of an IANA name, a Windows name, or a path that ends in an IANA name.
func zoneByName(name string) (*time.Location, bool) {
	name = strings.TrimSpace(name)
	if iana, ok := windowsZones[name]; ok {
		name = iana
	}
	if strings.EqualFold(name, "tzone://Microsoft/Utc") {
		name = "UTC"
	}
	parts := strings.Split(name, "/")
	parts = parts[max(0, len(parts)-3):] // no IANA name has more
	for n := len(parts); n >= 1; n-- {
		if n == 1 && len(parts) > 1 {
			break // the last part alone is no name, such as "Berlin", or could be another zone's, such as "EST"
		}
		if loc, err := rules.LoadLocation(strings.Join(parts[len(parts)-n:], "/")); err == nil {
			return loc, true
		}
	}
	return nil, false
}

// A shift is a moment at which the clocks of a zone are changed.
type shift struct {
	at       int64 // Unix seconds
	from, to int   // seconds east of UTC, before and after
}

// maxShifts is how often the clocks of a zone may be changed: about four times in each year that an interview may be
// in.
const maxShifts = 1000

// zoneFromRules returns the zone that the STANDARD and DAYLIGHT halves of a VTIMEZONE describe.
func zoneFromRules(c *ical.Component) (*time.Location, error) {
	var shifts []shift
	for _, half := range c.Children {
		more, err := shiftsOf(half)
		if err != nil {
			return nil, err
		}
		if shifts = append(shifts, more...); len(shifts) > maxShifts {
			return nil, fmt.Errorf("its clocks are set more than %d times", maxShifts)
		}
	}
	if len(shifts) == 0 {
		return nil, fmt.Errorf("its VTIMEZONE has neither STANDARD nor DAYLIGHT")
	}
	slices.SortStableFunc(shifts, func(a, b shift) int { return cmp.Compare(a.at, b.at) })
	return time.LoadLocationFromTZData("the file's own", zoneData(shifts))
}

// shiftsOf returns the moments at which one half begins, up to the last year that an interview may be in.
func shiftsOf(half *ical.Component) ([]shift, error) {
	from, errFrom := offsetOf(half, "TZOFFSETFROM")
	to, errTo := offsetOf(half, "TZOFFSETTO")
	begin, errBegin := wallTime(half.Props.Get(ical.PropDateTimeStart))
	for _, err := range []error{errFrom, errTo, errBegin} {
		if err != nil {
			return nil, err
		}
	}
	days := []time.Time{begin}
	if p := half.Props.Get(ical.PropRecurrenceRule); p != nil {
		rule, err := parseYearly(p.Value, begin)
		if err != nil {
			return nil, err
		}
		days = append(days, rule.after(begin)...)
	}
	for _, p := range half.Props.Values(ical.PropRecurrenceDates) {
		for _, value := range strings.Split(p.Value, ",") {
			if day, err := parseWall(value); err == nil {
				days = append(days, day)
			}
		}
	}
	shifts := make([]shift, len(days))
	for i, wall := range days {
		shifts[i] = shift{wall.Unix() - int64(from), from, to}
	}
	return shifts, nil
}

// offsetOf reads "+0100", or "-034522" with seconds.
func offsetOf(half *ical.Component, name string) (int, error) {
	p := half.Props.Get(name)
	if p == nil {
		return 0, fmt.Errorf("its %s has no %s", half.Name, name)
	}
	sign, digits := 1, strings.TrimPrefix(p.Value, "+")
	if rest, ok := strings.CutPrefix(p.Value, "-"); ok {
		sign, digits = -1, rest
	}
	n, err := strconv.ParseUint((digits + "00")[:min(6, len(digits)+2)], 10, 32)
	hours, minutes, seconds := int(n)/10000, int(n)/100%100, int(n)%100
	if err != nil || len(digits) != 4 && len(digits) != 6 || hours > 15 || minutes > 59 || seconds > 59 {
		return 0, fmt.Errorf("%q is no offset like +0100", clip(p.Value))
	}
	return sign * (hours*3600 + minutes*60 + seconds), nil
}

// zoneData encodes the shifts as a zone file (RFC 8536), which the standard library can read. The first half of the
// file, for programs without 64-bit times, is empty.
func zoneData(shifts []shift) []byte {
	first := shift{at: time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC).Unix(), to: shifts[0].from}
	shifts = append([]shift{first}, shifts...)
	var offsets []int
	var times, kinds, types bytes.Buffer
	for _, s := range shifts {
		kind := slices.Index(offsets, s.to)
		if kind < 0 && len(offsets) < 256 {
			kind, offsets = len(offsets), append(offsets, s.to)
			put(&types, int32(s.to))
			types.Write([]byte{0, 0}) // no daylight saving, and the abbreviation at 0
		}
		put(&times, s.at)
		kinds.WriteByte(byte(kind))
	}
	const abbreviation = "local\x00"
	var b bytes.Buffer
	b.WriteString("TZif2" + strings.Repeat("\x00", 15+6*4) + "TZif2" + strings.Repeat("\x00", 15))
	put(&b, [6]int32{0, 0, 0, int32(len(shifts)), int32(len(offsets)), int32(len(abbreviation))})
	for _, part := range [][]byte{times.Bytes(), kinds.Bytes(), types.Bytes(), []byte(abbreviation)} {
		b.Write(part)
	}
	return b.Bytes()
}

// put writes a number in the byte order of zone files.
func put(b *bytes.Buffer, v any) { _ = binary.Write(b, binary.BigEndian, v) } // memory takes everything
