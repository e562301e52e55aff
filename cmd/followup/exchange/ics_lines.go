package exchange

import (
	"bufio"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	ics "github.com/arran4/golang-ical"

	"followup/rules"
)

// A calendar is read line by line and split into components. Only the lines that matter are kept, with a limit on their
// length, and parsed by golang-ical. Its reader of whole calendars is not used: it fails on a whole file for a line
// that nobody needs, such as a signature behind the calendar, reports no line numbers, and ends at the second calendar.

// A contentLine is an unfolded line of a calendar, with the number of its first line in the file.
type contentLine struct {
	number int
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

// A source is one VCALENDAR.
type source struct {
	method, product string
	zone            string                // its X-WR-TIMEZONE
	zones           map[string]*component // its VTIMEZONEs by TZID
	events          []*component
}

// A component is a VEVENT, a VTIMEZONE, or a half of one, with the properties that are needed.
type component struct {
	name    string
	number  int // of its first line
	props   map[string][]*ics.BaseProperty
	halves  []*component
	size    int
	fault   string // why it cannot be read, or ""
	remarks []string
}

// get returns the first property of that name, or nil.
func (c *component) get(name string) *ics.BaseProperty {
	if all := c.props[name]; len(all) > 0 {
		return all[0]
	}
	return nil
}

// text returns a property's text on one line, or "".
func (c *component) text(name string) string {
	if p := c.get(name); p != nil {
		return rules.OneLine(p.Value)
	}
	return ""
}

func (c *component) remark(s string) {
	if !slices.Contains(c.remarks, s) {
		c.remarks = append(c.remarks, s)
	}
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

const (
	maxContentLine = 4000 // bytes of a line that is parsed
	maxParameters  = 100  // of such a line; golang-ical takes time quadratic in their number
	maxDepth       = 10   // how deep components may be nested; calendars have three levels
)

// cut finds the calendars of a file and splits them into components. What stands outside of them does not matter: mail
// programs put lines before and behind a calendar.
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
	done          []source
	open          []*component // those that have begun and not ended; the first is the calendar
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
			c.open[len(c.open)-1].remark(fmt.Sprintf("line %d, %q, is no line of a calendar and is left out", l.number,
				clip(unicoded(l.text))))
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
		return fmt.Errorf("line %d: components are nested more than %d deep, as in no calendar", l.number, maxDepth)
	case len(c.open) == 0 && name != "VCALENDAR":
		return nil
	case len(c.open) == 0 && len(c.done) == maxEvents:
		return fmt.Errorf("line %d: the file has more than %d calendars; export less", l.number, maxEvents)
	case len(c.open) == 0:
		c.done = append(c.done, source{zones: map[string]*component{}})
	}
	c.last = ""
	c.open = append(c.open, &component{name: name, number: l.number, props: map[string][]*ics.BaseProperty{}})
	return nil
}

// keep stores a line in its calendar, event, or time zone. If the component becomes too large, none of it is kept.
func (c *cutter) keep(l contentLine, name string) error {
	s, part := &c.done[len(c.done)-1], c.open[len(c.open)-1]
	switch inEvent, inZone := c.inside("VEVENT"), c.inside("VTIMEZONE"); {
	case len(c.open) == 1:
		s.set(name, l.value())
		return nil
	case !(inEvent && len(c.open) == 2 || inZone && len(c.open) <= 3), part.fault != "" && name != "SUMMARY":
		return nil
	}
	part.size += len(l.text)
	switch {
	case part.fault != "":
	case l.length > maxContentLine:
		part.fault = fmt.Sprintf("line %d: the %s has %d characters; expected at most %d", l.number, name, l.length,
			maxContentLine)
	case name == "ATTENDEE" && len(part.props[name]) == maxGuests:
		part.fault = fmt.Sprintf("it has more than %d guests", maxGuests)
	case part.size > maxEvent:
		part.fault = fmt.Sprintf("it is larger than %d KB", maxEvent>>10)
	case slices.Contains(single, name) && part.get(name) != nil && c.inside("VEVENT"):
		part.fault = fmt.Sprintf("line %d: it has a second %s; save it again", l.number, name)
	}
	if part.fault != "" && name != "SUMMARY" { // of which only the title matters
		part.props = map[string][]*ics.BaseProperty{"SUMMARY": part.props["SUMMARY"]}
		return nil
	}
	if c.size += len(l.text); c.size > maxKept {
		return fmt.Errorf("line %d: the file has too many events; export less of the calendar, such as this year's",
			l.number)
	}
	part.add(l, name)
	return nil
}

// inside reports whether the component in the calendar has that name.
func (c *cutter) inside(name string) bool { return len(c.open) > 1 && c.open[1].name == name }

// set keeps a property of the calendar itself.
func (s *source) set(name, value string) {
	switch value = rules.Clip(value, maxZoneName); name {
	case "METHOD":
		s.method = strings.ToUpper(value)
	case "PRODID":
		s.product = value
	case "X-WR-TIMEZONE":
		s.zone = value
	}
}

// add parses the line and adds it to the component.
func (c *component) add(l contentLine, name string) {
	text := unicoded(l.text)
	if text != string(l.text) {
		c.remark(latin)
	}
	if strings.Count(text, ";") > maxParameters && name != "SUMMARY" {
		c.fault = fmt.Sprintf("line %d: the %s has too many parameters", l.number, name)
		return
	}
	if rules.Visible(text) != text {
		c.remark(unseen)
	}
	p, err := ics.ParseProperty(ics.ContentLine(text))
	if err != nil || p == nil {
		c.fault = fmt.Sprintf("line %d: the %s is malformed", l.number, name)
		return
	}
	p.IANAToken = name
	c.props[name] = append(c.props[name], upperParameters(p))
}

// upperParameters puts the names of a property's parameters into upper case, and decodes quoted-printable text, which
// phones write.
func upperParameters(p *ics.BaseProperty) *ics.BaseProperty {
	params := map[string][]string{}
	for name, values := range p.ICalParameters {
		params[strings.ToUpper(name)] = append(params[strings.ToUpper(name)], values...)
	}
	p.ICalParameters = params
	if strings.EqualFold(parameter(p, "ENCODING"), "QUOTED-PRINTABLE") {
		p.Value = quotedPrintable(p.Value)
	}
	return p
}

func (c *cutter) end(l contentLine) error {
	part := c.open[len(c.open)-1]
	if !strings.EqualFold(part.name, l.value()) {
		return fmt.Errorf("line %d: END:%s, but what is open since line %d is %s", l.number, clip(l.value()),
			part.number, clip(part.name))
	}
	c.last = ""
	c.open = c.open[:len(c.open)-1]
	s := &c.done[len(c.done)-1]
	switch inZone := c.inside("VTIMEZONE"); {
	case inZone && len(c.open) == 2:
		zone := c.open[1]
		if zone.size += part.size; zone.size > maxEvent {
			part.fault = fmt.Sprintf("it is larger than %d KB", maxEvent>>10)
		}
		if zone.fault = cmp.Or(zone.fault, part.fault); zone.fault != "" {
			zone.halves = nil
		} else {
			zone.halves = append(zone.halves, part)
		}
	case len(c.open) == 1 && part.name == "VEVENT":
		s.events = append(s.events, part)
		c.events++
	case len(c.open) == 1 && part.name == "VTIMEZONE":
		s.zones[part.text("TZID")] = part
		c.zones++
	}
	switch {
	case c.events > maxEvents:
		return fmt.Errorf("line %d: the file has more than %d events; export less of the calendar, such as this year's",
			part.number, maxEvents)
	case c.zones > maxZones:
		return fmt.Errorf("line %d: the file describes more than %d time zones; export less of the calendar",
			part.number, maxZones)
	}
	return nil
}

// parameter returns a parameter's text on one line, without the apostrophes that Outlook puts around a name that is an
// address. The marks of RFC 6868 stand for characters that are not allowed in a parameter.
func parameter(p *ics.BaseProperty, name string) string {
	s := strings.Join(p.ICalParameters[name], ",")
	s = rules.OneLine(strings.NewReplacer("^^", "^", "^'", `"`, "^n", " ").Replace(s))
	if len(s) > 1 && s[0] == '\'' && s[len(s)-1] == '\'' {
		s = strings.TrimSpace(s[1 : len(s)-1])
	}
	return s
}

// clip shortens text from a file for an error message.
func clip(s string) string { return rules.Clip(s, 60) }
