// Package ical reads calendars (RFC 5545) as programs write them: their events with the properties that say what an
// interview is, and their times, in the zones that they name or describe. It makes no judgement of an event.
package ical

import (
	"bufio"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"followup/cmd/followup/textfile"
	"followup/rules"
)

// A calendar is read line by line and split into components. Only the lines that matter are kept, with a limit on their
// length, and parsed by golang-ical. Its reader of whole calendars is not used: it fails on a whole file for a line
// that nobody needs, such as a signature behind the calendar, reports no line numbers, and ends at the second calendar.

// A contentLine is an unfolded line of a calendar, with its first line in the file.
type contentLine struct {
	line   int
	text   []byte // at most maxContentLine bytes
	length int    // of the whole line
}

// name returns the property's name in upper case, or "" if the line has none.
func (l contentLine) name() string {
	return strings.ToUpper(string(l.text[:max(0, bytes.IndexAny(l.text, ";:"))]))
}

// value returns the text after the first colon. It is only right for properties without parameters.
func (l contentLine) value() string {
	_, value, _ := bytes.Cut(l.text, []byte(":"))
	return string(bytes.TrimSpace(value))
}

// append adds text to the line.
func (l *contentLine) append(text []byte) {
	l.length += len(text)
	l.text = append(l.text, text[:min(len(text), maxContentLine-len(l.text))]...)
}

// goesOn reports whether the next line belongs to this one: in quoted-printable, "=" at its end says so.
func (l *contentLine) goesOn() bool {
	return bytes.HasSuffix(l.text, []byte("=")) && bytes.Contains(l.text, []byte("QUOTED-PRINTABLE"))
}

// unfold joins folded lines and calls take with each. The text of a line is valid until the next call.
func unfold(r *bufio.Reader, take func(contentLine) error) error {
	var current contentLine
	number := 0
	for begins := true; ; {
		piece, err := r.ReadSlice('\n')
		if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, bufio.ErrBufferFull) {
			return err
		}
		ended := err == nil
		piece = bytes.TrimRight(piece, "\n")
		if begins {
			number++
		}
		switch {
		case !begins: // the line is longer than the buffer
			current.append(piece)
		case current.length > 0 && len(piece) > 0 && (piece[0] == ' ' || piece[0] == '\t'):
			current.append(piece[1:])
		case current.goesOn():
			current.text = current.text[:len(current.text)-1]
			current.append(piece)
		case len(bytes.TrimLeft(piece, " \t")) > 0:
			if err := flush(&current, take); err != nil {
				return err
			}
			current.line = number
			current.append(bytes.TrimLeft(piece, " \t"))
		}
		if errors.Is(err, io.EOF) {
			return flush(&current, take)
		}
		begins = ended
	}
}

// flush calls take with the line, unless it is empty, and empties it.
func flush(l *contentLine, take func(contentLine) error) error {
	if l.length == 0 {
		return nil
	}
	err := take(*l)
	l.text, l.length = l.text[:0], 0
	return err
}

// needed are the properties that are used. Others are not parsed.
var needed = map[string]bool{
	"METHOD": true, "PRODID": true, "X-WR-TIMEZONE": true,
	"UID": true, "SEQUENCE": true, "STATUS": true, "SUMMARY": true, "ORGANIZER": true, "ATTENDEE": true,
	"DTSTART": true, "DTEND": true, "DURATION": true, "RRULE": true, "RDATE": true, "RECURRENCE-ID": true,
	"X-MICROSOFT-CDO-ALLDAYEVENT": true,
	"TZID":                        true, "TZOFFSETFROM": true, "TZOFFSETTO": true, "X-LIC-LOCATION": true,
}

// single are the properties that an event has once. A second one is a line break in a text that was left as it is.
var single = []string{"UID", "SUMMARY", "DTSTART", "ORGANIZER", "STATUS"}

// The limits of a calendar. Each is far above what one of interviews needs. They keep a wrong or hostile file from
// filling the memory: reading takes some tens of megabytes at most, however large the file is.
const (
	maxEvents = 5000      // events, or calendars, of a file
	maxKept   = 4 << 20   // bytes that are kept, of all events together
	maxEvent  = 256 << 10 // bytes that are kept of one event or time zone
	maxGuests = 500       // people of an event
	maxZones  = 200       // zones that a file describes, or a calendar names

	maxContentLine = 4000 // bytes of a line that is parsed
	maxParameters  = 100  // of such a line; golang-ical takes time quadratic in their number
	maxDepth       = 10   // how deep components may be nested; calendars have three levels
)

// Read finds the calendars of a file and splits them into components. What stands outside of them does not matter: mail
// programs put lines before and behind a calendar.
func Read(r *bufio.Reader) ([]*Calendar, error) {
	c := cutter{}
	if err := unfold(r, c.take); err != nil {
		return nil, err
	}
	if len(c.open) > 0 {
		last := c.open[len(c.open)-1]
		return nil, fmt.Errorf("line %d: BEGIN:%s does not end; the file was cut off, so save it again", last.Line,
			clip(last.name))
	}
	if len(c.done) == 0 {
		return nil, errors.New("this is no calendar: it has no line BEGIN:VCALENDAR; export it as iCalendar (.ics)")
	}
	return c.done, nil
}

// A cutter is the state of Read.
type cutter struct {
	done          []*Calendar
	open          []*Component // those that have begun and not ended; the first is the calendar
	size          int          // of all lines that were kept
	events, zones int
	last          string // the name of the property before
}

func (c *cutter) take(l contentLine) error {
	name := l.name()
	switch {
	case name == "BEGIN":
		return c.begin(l)
	case len(c.open) == 0:
		return nil
	case name == "END":
		return c.end(l)
	case name == "" || strings.Trim(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") != "":
		if needed[c.last] { // it could be the rest of what was just read
			c.open[len(c.open)-1].remark(fmt.Sprintf("line %d, %q, is no line of a calendar and is left out", l.line,
				clip(textfile.UTF8(l.text))))
		}
		return nil
	}
	c.last = name
	if !needed[name] {
		return nil
	}
	return c.keep(l, name)
}

func (c *cutter) begin(l contentLine) error {
	name := strings.ToUpper(l.value())
	switch {
	case len(c.open) == maxDepth:
		return fmt.Errorf("line %d: components are nested more than %d deep, as in no calendar", l.line, maxDepth)
	case len(c.open) == 0 && name != "VCALENDAR":
		return nil
	case len(c.open) == 0 && len(c.done) == maxEvents:
		return fmt.Errorf("line %d: the file has more than %d calendars; export less", l.line, maxEvents)
	case len(c.open) == 0:
		c.done = append(c.done, &Calendar{zones: zoneTable{map[string]*Component{}, map[string]foundZone{}}})
	}
	c.last = ""
	c.open = append(c.open, &Component{name: name, Line: l.line, props: map[string][]*Property{}})
	return nil
}

// keep stores a line in its calendar, event, or time zone. If the component becomes too large, none of it is kept.
func (c *cutter) keep(l contentLine, name string) error {
	s, part := c.done[len(c.done)-1], c.open[len(c.open)-1]
	switch inEvent, inZone := c.inside("VEVENT"), c.inside("VTIMEZONE"); {
	case len(c.open) == 1:
		s.set(name, l.value())
		return nil
	case !(inEvent && len(c.open) == 2 || inZone && len(c.open) <= 3), part.Fault != "" && name != "SUMMARY":
		return nil
	}
	part.size += len(l.text)
	switch {
	case part.Fault != "":
	case l.length > maxContentLine:
		part.Fault = fmt.Sprintf("line %d: the %s has %d characters; expected at most %d", l.line, name, l.length,
			maxContentLine)
	case name == "ATTENDEE" && len(part.props[name]) == maxGuests:
		part.Fault = fmt.Sprintf("it has more than %d guests", maxGuests)
	case part.size > maxEvent:
		part.Fault = fmt.Sprintf("it is larger than %d KB", maxEvent>>10)
	case slices.Contains(single, name) && part.Get(name) != nil && c.inside("VEVENT"):
		part.Fault = fmt.Sprintf("line %d: it has a second %s; save it again", l.line, name)
	}
	if part.Fault != "" && name != "SUMMARY" { // of which only the title matters
		part.props = map[string][]*Property{"SUMMARY": part.props["SUMMARY"]}
		return nil
	}
	if c.size += len(l.text); c.size > maxKept {
		return fmt.Errorf("line %d: the file has too many events; export less of the calendar, such as this year's",
			l.line)
	}
	part.add(l, name)
	return nil
}

// inside reports whether the component in the calendar has that name.
func (c *cutter) inside(name string) bool { return len(c.open) > 1 && c.open[1].name == name }

func (c *cutter) end(l contentLine) error {
	part := c.open[len(c.open)-1]
	if !strings.EqualFold(part.name, l.value()) {
		return fmt.Errorf("line %d: END:%s, but what is open since line %d is %s", l.line, clip(l.value()),
			part.Line, clip(part.name))
	}
	c.last = ""
	c.open = c.open[:len(c.open)-1]
	s := c.done[len(c.done)-1]
	switch inZone := c.inside("VTIMEZONE"); {
	case inZone && len(c.open) == 2:
		zone := c.open[1]
		if zone.size += part.size; zone.size > maxEvent {
			part.Fault = fmt.Sprintf("it is larger than %d KB", maxEvent>>10)
		}
		if zone.Fault = cmp.Or(zone.Fault, part.Fault); zone.Fault != "" {
			zone.halves = nil
		} else {
			zone.halves = append(zone.halves, part)
		}
	case len(c.open) == 1 && part.name == "VEVENT":
		s.Events = append(s.Events, part)
		c.events++
	case len(c.open) == 1 && part.name == "VTIMEZONE":
		s.zones.described[part.Text("TZID")] = part
		c.zones++
	}
	switch {
	case c.events > maxEvents:
		return fmt.Errorf("line %d: the file has more than %d events; export less of the calendar, such as this year's",
			part.Line, maxEvents)
	case c.zones > maxZones:
		return fmt.Errorf("line %d: the file describes more than %d time zones; export less of the calendar",
			part.Line, maxZones)
	}
	return nil
}

// clip shortens text from a file for an error message.
func clip(s string) string { return rules.Clip(s, 60) }
