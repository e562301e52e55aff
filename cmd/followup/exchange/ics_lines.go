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

// A calendar is read line by line and cut into its components, of which only the lines that matter are kept, none of them
// overlong, and parsed. go-ical's decoder tells no line numbers and follows nested components as deep as they go, and a
// whole file fails over a line nobody needs.

// contentLine is a line of a calendar, unfolded, with the number of its first line in the file.
type contentLine struct {
	number int
	text   []byte // not more of it than maxContentLine
	length int    // of all of it
}

// name is the property's name in upper case.
func (l contentLine) name() string {
	i := bytes.IndexAny(l.text, ";:")
	if i < 0 {
		return ""
	}
	return strings.ToUpper(string(l.text[:i]))
}

// value is what stands behind the first colon; right only for properties without parameters.
func (l contentLine) value() string {
	_, value, _ := bytes.Cut(l.text, []byte(":"))
	return string(bytes.TrimSpace(value))
}

// append adds to the line.
func (l *contentLine) append(text []byte) {
	l.length += len(text)
	l.text = append(l.text, text[:min(len(text), maxContentLine-len(l.text))]...)
}

// unfold joins the lines that were broken and hands over each, whose text is good until the next.
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

// flush hands over the line, if it has something, and empties it.
func flush(l *contentLine, take func(contentLine) error) error {
	if l.length == 0 {
		return nil
	}
	err := take(*l)
	l.text, l.length = l.text[:0], 0
	return err
}

// source is one VCALENDAR, cut up.
type source struct {
	method, product string
	zones           map[string]component // its VTIMEZONEs by TZID
	events          []component          // its VEVENTs
}

// component is a part of a calendar: the lines of it that are needed, with BEGIN and END.
type component struct {
	number int // of its first line
	lines  string
	fault  string // why it is too large to be read, or ""
}

// needed are the properties that say something here. The others are not even parsed.
var needed = map[string]bool{
	"BEGIN": true, "END": true, "METHOD": true, "PRODID": true,
	"UID": true, "SEQUENCE": true, "STATUS": true, "SUMMARY": true, "ORGANIZER": true, "ATTENDEE": true,
	"DTSTART": true, "DTEND": true, "DURATION": true, "RRULE": true, "RDATE": true, "RECURRENCE-ID": true,
	"X-MICROSOFT-CDO-ALLDAYEVENT": true,
	"TZID":                        true, "TZOFFSETFROM": true, "TZOFFSETTO": true, "X-LIC-LOCATION": true,
}

// maxContentLine is the longest line that is parsed.
const maxContentLine = 4000

// maxDepth is how deep components may be nested. Calendars have three levels.
const maxDepth = 10

// cut finds the calendars of a file and what they are made of.
func cut(r *bufio.Reader) ([]source, error) {
	c := cutter{}
	if err := unfold(r, c.take); err != nil {
		return nil, err
	}
	if len(c.open) > 0 {
		last := c.open[len(c.open)-1]
		return nil, fmt.Errorf("line %d: BEGIN:%s does not end; the file was cut off, so save it again", last.number, clip(last.name))
	}
	if len(c.done) == 0 {
		return nil, errors.New("this is no calendar: it has no line BEGIN:VCALENDAR; export it as iCalendar (.ics)")
	}
	return c.done, nil
}

// cutter is where cut stands.
type cutter struct {
	done []source
	open []opened // what has begun and not ended
	part openPart // the component in the calendar
	size int      // of all parts that were kept
	has  struct{ events, zones int }
}

// opened is a BEGIN line.
type opened struct {
	number int
	name   string // in upper case
}

// part is a component that has not ended.
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
		return fmt.Errorf("line %d: %q is no line of a calendar; it has no colon", l.number, clip(strings.ToValidUTF8(string(l.text), "?")))
	case name == "BEGIN" && len(c.open) == maxDepth:
		return fmt.Errorf("line %d: components are nested more than %d deep, as in no calendar", l.number, maxDepth)
	case name == "BEGIN" && len(c.open) == 0 && len(c.done) == maxEvents:
		return fmt.Errorf("line %d: the file has more than %d calendars; export less", l.number, maxEvents)
	case name == "BEGIN":
		c.begin(l)
	case len(c.open) == 0:
		return fmt.Errorf("line %d: %q stands outside of a calendar, which begins with BEGIN:VCALENDAR", l.number, clip(strings.ToValidUTF8(string(l.text), "?")))
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

// keep takes what the line says to its calendar or component. Of what is nested deeper, only the halves of a VTIMEZONE
// matter.
func (c *cutter) keep(l contentLine, name string) error {
	depth := len(c.open)
	if len(c.done) == 0 || !needed[name] || depth > 1 && !c.matters() {
		return nil
	}
	if l.length > maxContentLine {
		return fmt.Errorf("line %d: the %s has %d characters; expected at most %d", l.number, name, l.length, maxContentLine)
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

// matters reports whether the component that is open is one that is read: an event, a time zone, or a half of the latter.
func (c *cutter) matters() bool {
	inZone := c.open[1].name == ical.CompTimezone
	return inZone && len(c.open) <= 3 || c.open[1].name == ical.CompEvent && len(c.open) == 2
}

// keepLine puts the line to the component. Of one that is too large nothing is kept.
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
		return fmt.Errorf("line %d: the file has too many events; export less of the calendar, such as this year's", l.number)
	}
	return nil
}

func (c *cutter) end(l contentLine) error {
	last := c.open[len(c.open)-1]
	if !strings.EqualFold(last.name, l.value()) {
		return fmt.Errorf("line %d: END:%s, but what is open since line %d is %s", l.number, clip(l.value()), last.number, clip(last.name))
	}
	c.open = c.open[:len(c.open)-1]
	if len(c.open) != 1 || len(c.done) == 0 {
		return nil
	}
	return c.finish(last.name)
}

// finish puts the component that has ended to its calendar.
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
		return fmt.Errorf("line %d: the file has more than %d events; export less of the calendar, such as this year's", p.number, maxEvents)
	case c.has.zones > maxZones:
		return fmt.Errorf("line %d: the file describes more than %d time zones; export less of the calendar", p.number, maxZones)
	}
	return nil
}

// decode parses the component. Each END in it belongs to a BEGIN.
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

// parseLine parses "ATTENDEE;CN=Jo;ROLE=CHAIR:mailto:jo@acme.test". go-ical's own parser takes the square of a parameter's
// length, and panics on one that the line ends in.
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

// parameterValues takes the values of a parameter off s. A value in quotation marks may have anything in it but those.
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

// clip shortens text of a file for an error message.
func clip(s string) string { return rules.Clip(s, 60) }
