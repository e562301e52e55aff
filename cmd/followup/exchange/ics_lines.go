package exchange

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/emersion/go-ical"

	"followup/rules"
)

// A calendar is read line by line and split into components. Only the lines that matter are kept, with a limit on their
// length, and parsed. go-ical's decoder is not used because it reports no line numbers, follows nested components to
// any depth, and fails on a whole file for a line that nobody needs.

// A contentLine is an unfolded line of a calendar, with the number of its first line in the file.
type contentLine struct {
	number int
	text   []byte // at most maxContentLine bytes
	length int    // of the whole line
}

// name returns the property's name in upper case.
func (l contentLine) name() string {
	i := bytes.IndexAny(l.text, ";:")
	if i < 0 {
		return ""
	}
	return strings.ToUpper(string(l.text[:i]))
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
		piece = bytes.TrimRight(piece, "\r\n")
		if begins {
			number++
		}
		switch {
		case !begins: // the line is longer than the buffer
			current.append(piece)
		case current.length > 0 && len(piece) > 0 && (piece[0] == ' ' || piece[0] == '\t'):
			current.append(piece[1:])
		case len(bytes.TrimLeft(piece, " \t")) > 0:
			if err := flush(&current, take); err != nil {
				return err
			}
			current.number = number
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

// A source is one VCALENDAR, split into components.
type source struct {
	method, product string
	zones           map[string]component // its VTIMEZONEs by TZID
	events          []component          // its VEVENTs
}

// A component is a part of a calendar: its lines that are needed, with BEGIN and END.
type component struct {
	number int // the number of its first line
	lines  string
	fault  string // why it is too large to be read, or ""
}

// needed are the properties that are used. Others are not parsed.
var needed = map[string]bool{
	"BEGIN": true, "END": true, "METHOD": true, "PRODID": true,
	"UID": true, "SEQUENCE": true, "STATUS": true, "SUMMARY": true, "ORGANIZER": true, "ATTENDEE": true,
	"DTSTART": true, "DTEND": true, "DURATION": true, "RRULE": true, "RDATE": true, "RECURRENCE-ID": true,
	"X-MICROSOFT-CDO-ALLDAYEVENT": true,
	"TZID":                        true, "TZOFFSETFROM": true, "TZOFFSETTO": true, "X-LIC-LOCATION": true,
}

// maxContentLine is how many bytes a line that is parsed may have.
const maxContentLine = 4000

// maxDepth is how deep components may be nested. Calendars have three levels.
const maxDepth = 10

// cut finds the calendars of a file and splits them into components.
func cut(r *bufio.Reader) ([]source, error) {
	c := cutter{}
	if err := unfold(r, c.take); err != nil {
		return nil, err
	}
	if len(c.open) > 0 {
		last := c.open[len(c.open)-1]
		return nil, fmt.Errorf("line %d: BEGIN:%s does not end; the file was cut off, so save it again", last.number,
			clip(last.name))
	}
	if len(c.done) == 0 {
		return nil, errors.New("this is no calendar: it has no line BEGIN:VCALENDAR; export it as iCalendar (.ics)")
	}
	return c.done, nil
}

// A cutter is the state of cut.
type cutter struct {
	done []source
	open []opened // the components that have begun and not ended
	part openPart // the component in the calendar
	size int      // of all parts that were kept
	has  struct{ events, zones int }
}

// An opened is a BEGIN line.
type opened struct {
	number int
	name   string // in upper case
}

// An openPart is a component that has not ended.
type openPart struct {
	number int
	lines  bytes.Buffer
	guests int
	tzid   string
	fault  string
}

func (c *cutter) take(l contentLine) error {
	name := l.name()
	switch {
	case name == "":
		return fmt.Errorf("line %d: %q is no line of a calendar; it has no colon", l.number,
			clip(strings.ToValidUTF8(string(l.text), "?")))
	case name == "BEGIN" && len(c.open) == maxDepth:
		return fmt.Errorf("line %d: components are nested more than %d deep, as in no calendar", l.number, maxDepth)
	case name == "BEGIN" && len(c.open) == 0 && len(c.done) == maxEvents:
		return fmt.Errorf("line %d: the file has more than %d calendars; export less", l.number, maxEvents)
	case name == "BEGIN":
		c.begin(l)
	case len(c.open) == 0:
		return fmt.Errorf("line %d: %q stands outside of a calendar, which begins with BEGIN:VCALENDAR", l.number,
			clip(strings.ToValidUTF8(string(l.text), "?")))
	}
	if err := c.keep(l, name); err != nil {
		return err
	}
	if name == "END" {
		return c.end(l)
	}
	return nil
}

func (c *cutter) begin(l contentLine) {
	name := strings.ToUpper(l.value())
	if len(c.open) == 0 && name == ical.CompCalendar {
		c.done = append(c.done, source{})
	}
	if len(c.open) == 1 {
		c.part = openPart{number: l.number}
	}
	c.open = append(c.open, opened{l.number, name})
}

// keep stores the line in its calendar or component. Of components that are nested deeper, only the halves of a
// VTIMEZONE matter.
func (c *cutter) keep(l contentLine, name string) error {
	depth := len(c.open)
	if len(c.done) == 0 || !needed[name] || depth > 1 && !c.matters() {
		return nil
	}
	if l.length > maxContentLine {
		return fmt.Errorf("line %d: the %s has %d characters; expected at most %d", l.number, name, l.length,
			maxContentLine)
	}
	if !utf8.Valid(l.text) {
		return fmt.Errorf("line %d: %w", l.number, errNotUTF8)
	}
	last := &c.done[len(c.done)-1]
	switch {
	case depth == 1 && name == ical.PropMethod:
		last.method = strings.ToUpper(l.value())
	case depth == 1 && name == ical.PropProductID:
		last.product = l.value()
	case depth == 2 && name == ical.PropTimezoneID:
		c.part.tzid = l.value()
	}
	if depth > 1 {
		return c.keepLine(l, name)
	}
	return nil
}

// matters reports whether the open component is read: an event, a time zone, or a half of a time zone.
func (c *cutter) matters() bool {
	inZone := c.open[1].name == ical.CompTimezone
	return inZone && len(c.open) <= 3 || c.open[1].name == ical.CompEvent && len(c.open) == 2
}

// keepLine adds the line to the component. If the component is too large, none of it is kept.
func (c *cutter) keepLine(l contentLine, name string) error {
	p := &c.part
	if name == ical.PropAttendee {
		p.guests++
	}
	switch {
	case p.guests > maxGuests:
		p.fault = fmt.Sprintf("it has more than %d guests", maxGuests)
	case p.lines.Len()+len(l.text) > maxEvent:
		p.fault = fmt.Sprintf("it is larger than %d KB", maxEvent>>10)
	}
	if p.fault != "" {
		p.lines.Reset()
		return nil
	}
	p.lines.Write(l.text)
	p.lines.WriteByte('\n')
	if c.size+p.lines.Len() > maxKept {
		return fmt.Errorf("line %d: the file has too many events; export less of the calendar, such as this year's",
			l.number)
	}
	return nil
}

func (c *cutter) end(l contentLine) error {
	last := c.open[len(c.open)-1]
	if !strings.EqualFold(last.name, l.value()) {
		return fmt.Errorf("line %d: END:%s, but what is open since line %d is %s", l.number, clip(l.value()),
			last.number, clip(last.name))
	}
	c.open = c.open[:len(c.open)-1]
	if len(c.open) != 1 || len(c.done) == 0 {
		return nil
	}
	return c.finish(last.name)
}

// finish adds the component that has ended to its calendar.
func (c *cutter) finish(name string) error {
	s, p := &c.done[len(c.done)-1], &c.part
	part := component{p.number, p.lines.String(), p.fault}
	c.size += len(part.lines)
	switch name {
	case ical.CompEvent:
		s.events = append(s.events, part)
		c.has.events++
	case ical.CompTimezone:
		if s.zones == nil {
			s.zones = map[string]component{}
		}
		s.zones[p.tzid] = part
		c.has.zones++
	}
	switch {
	case c.has.events > maxEvents:
		return fmt.Errorf("line %d: the file has more than %d events; export less of the calendar, such as this year's",
			p.number, maxEvents)
	case c.has.zones > maxZones:
		return fmt.Errorf("line %d: the file describes more than %d time zones; export less of the calendar", p.number,
			maxZones)
	}
	return nil
}

// decode parses a component, whose BEGIN and END lines must match.
func decode(part component) (*ical.Component, error) {
	open := []*ical.Component{{}}
	for line := range strings.Lines(part.lines) {
		p, err := parseLine(strings.TrimSuffix(line, "\n"))
		if err != nil {
			return nil, err
		}
		last := open[len(open)-1]
		switch p.Name {
		case "BEGIN":
			c := &ical.Component{Name: strings.ToUpper(strings.TrimSpace(p.Value)), Props: ical.Props{}}
			last.Children = append(last.Children, c)
			open = append(open, c)
		case "END":
			open = open[:len(open)-1]
		default:
			last.Props[p.Name] = append(last.Props[p.Name], *p)
		}
	}
	return open[0].Children[0], nil
}

// parseLine parses "ATTENDEE;CN=Jo;ROLE=CHAIR:mailto:jo@acme.test". go-ical's parser takes time quadratic in the length
// of a parameter, and panics if a line ends in one.
func parseLine(line string) (*ical.Prop, error) {
	i := strings.IndexAny(line, ";:")
	p := &ical.Prop{Name: strings.ToUpper(line[:i]), Params: ical.Params{}}
	rest := line[i:]
	for strings.HasPrefix(rest, ";") {
		i := strings.IndexAny(rest, "=:")
		if i < 0 || rest[i] == ':' {
			return nil, fmt.Errorf("the %s is malformed: a parameter has no value", p.Name)
		}
		name, values := strings.ToUpper(rest[1:i]), []string(nil)
		values, rest = parameterValues(rest[i+1:])
		p.Params[name] = append(p.Params[name], values...)
	}
	if !strings.HasPrefix(rest, ":") {
		return nil, fmt.Errorf("the %s is malformed: a parameter does not end", p.Name)
	}
	p.Value = rest[1:]
	return p, nil
}

// parameterValues takes the values of a parameter off s. A value in quotation marks may contain anything but quotation
// marks.
func parameterValues(s string) (values []string, rest string) {
	for {
		var value string
		if inner, ok := strings.CutPrefix(s, `"`); ok {
			value, s, _ = strings.Cut(inner, `"`)
		} else {
			end := strings.IndexAny(s, `;,:"`)
			if end < 0 {
				end = len(s)
			}
			value, s = s[:end], s[end:]
		}
		values = append(values, value)
		more, ok := strings.CutPrefix(s, ",")
		if !ok {
			return values, s
		}
		s = more
	}
}

// clip shortens text from a file for an error message.
func clip(s string) string { return rules.Clip(s, 60) }
