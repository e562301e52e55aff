package exchange

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/emersion/go-ical"
)

// A calendar is cut into its components here, before go-ical sees it. go-ical tells no line numbers, panics on a
// parameter that the line ends in, and follows nested components as deep as they go; and a whole file fails over a line
// nobody needs. So it is given one component at a time, with only the lines that matter, none of them overlong.

// contentLine is a line of a calendar, unfolded, with the number of its first line in the file.
type contentLine struct {
	number int
	text   string
}

// name is the property's name in upper case.
func (l contentLine) name() string {
	i := strings.IndexAny(l.text, ";:")
	if i < 0 {
		return ""
	}
	return strings.ToUpper(l.text[:i])
}

// value is what stands behind the first colon; right only for properties without parameters.
func (l contentLine) value() string {
	_, value, _ := strings.Cut(l.text, ":")
	return strings.TrimSpace(value)
}

// unfold joins the lines that were broken. A break may split a character, so only the whole can be looked at as UTF-8.
func unfold(data []byte) ([]contentLine, error) {
	var lines []contentLine
	var current []byte
	begin := 0
	flush := func() error {
		if len(current) == 0 {
			return nil
		}
		if !utf8.Valid(current) {
			return fmt.Errorf("line %d: %w", begin, errNotUTF8)
		}
		lines = append(lines, contentLine{begin, string(current)})
		current = current[:0]
		return nil
	}
	number := 0
	for line := range bytes.Lines(data) {
		number++
		line = bytes.TrimRight(line, "\r\n")
		if len(current) > 0 && len(line) > 0 && (line[0] == ' ' || line[0] == '\t') {
			current = append(current, line[1:]...)
			continue
		}
		if line = bytes.TrimLeft(line, " \t"); len(line) == 0 {
			continue
		}
		if err := flush(); err != nil {
			return nil, err
		}
		begin, current = number, append(current, line...)
	}
	return lines, flush()
}

// source is one VCALENDAR, cut up.
type source struct {
	head   []contentLine   // its own properties
	zones  [][]contentLine // its VTIMEZONEs, with BEGIN and END
	events [][]contentLine // its VEVENTs, likewise
}

// needed are the properties that say something here. The others are not even parsed.
var needed = map[string]bool{
	"BEGIN": true, "END": true, "METHOD": true, "PRODID": true,
	"UID": true, "SEQUENCE": true, "STATUS": true, "SUMMARY": true, "ORGANIZER": true, "ATTENDEE": true,
	"DTSTART": true, "DTEND": true, "DURATION": true, "RRULE": true, "RDATE": true, "RECURRENCE-ID": true,
	"X-MICROSOFT-CDO-ALLDAYEVENT": true,
	"TZID":                        true, "TZOFFSETFROM": true, "TZOFFSETTO": true, "X-LIC-LOCATION": true,
}

// maxContentLine is the longest line that is parsed; go-ical's time for a parameter grows with the square of its length.
const maxContentLine = 4000

// cut finds the calendars of a file and what they are made of.
func cut(lines []contentLine) ([]source, error) {
	c := cutter{}
	for _, l := range lines {
		if err := c.take(l); err != nil {
			return nil, err
		}
	}
	if len(c.open) > 0 {
		last := c.open[len(c.open)-1]
		return nil, fmt.Errorf("line %d: %s does not end; the file was cut off, so save it again", last.number, strings.ToUpper(last.text))
	}
	if len(c.done) == 0 {
		return nil, errors.New("this is no calendar: it has no line BEGIN:VCALENDAR; export it as iCalendar (.ics)")
	}
	return c.done, nil
}

// cutter is where cut stands.
type cutter struct {
	done []source
	open []contentLine // the BEGIN lines that have not ended
	part []contentLine // the lines of the component in the calendar
}

func (c *cutter) take(l contentLine) error {
	name := l.name()
	switch {
	case name == "":
		return fmt.Errorf("line %d: %q is no line of a calendar; it has no colon", l.number, clip(l.text))
	case name == "BEGIN":
		c.begin(l)
	case len(c.open) == 0:
		return fmt.Errorf("line %d: %q stands outside of a calendar, which begins with BEGIN:VCALENDAR", l.number, clip(l.text))
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
	if len(c.open) == 0 && strings.EqualFold(l.value(), ical.CompCalendar) {
		c.done = append(c.done, source{})
	}
	c.open = append(c.open, l)
}

// keep puts the line to its component. Of what is nested deeper, only the halves of a VTIMEZONE matter.
func (c *cutter) keep(l contentLine, name string) error {
	depth := len(c.open)
	inZone := depth == 3 && strings.EqualFold(c.open[1].value(), ical.CompTimezone)
	if len(c.done) == 0 || !needed[name] || depth > 2 && !inZone {
		return nil
	}
	if len(l.text) > maxContentLine {
		return fmt.Errorf("line %d: the %s has %d characters; expected at most %d", l.number, name, len(l.text), maxContentLine)
	}
	if depth > 1 {
		c.part = append(c.part, l)
	} else if name != "BEGIN" && name != "END" {
		c.done[len(c.done)-1].head = append(c.done[len(c.done)-1].head, l)
	}
	return nil
}

func (c *cutter) end(l contentLine) error {
	last := c.open[len(c.open)-1]
	if !strings.EqualFold(last.value(), l.value()) {
		return fmt.Errorf("line %d: %s, but what is open since line %d is %s", l.number, clip(l.text), last.number, clip(last.value()))
	}
	c.open = c.open[:len(c.open)-1]
	if len(c.open) != 1 || len(c.done) == 0 {
		return nil
	}
	s := &c.done[len(c.done)-1]
	switch strings.ToUpper(l.value()) {
	case ical.CompEvent:
		s.events = append(s.events, c.part)
	case ical.CompTimezone:
		s.zones = append(s.zones, c.part)
	}
	c.part = nil
	return nil
}

// decode parses the lines as what stands in a calendar. go-ical panics on some of what is wrong; that is an error too.
func decode(lines []contentLine) (c *ical.Component, err error) {
	defer func() {
		if r := recover(); r != nil {
			c, err = nil, errors.New("a parameter is malformed")
		}
	}()
	var b strings.Builder
	b.WriteString("BEGIN:VCALENDAR\n")
	for _, l := range lines {
		b.WriteString(l.text + "\n")
	}
	b.WriteString("END:VCALENDAR\n")
	cal, err := ical.NewDecoder(strings.NewReader(b.String())).Decode()
	if err != nil {
		return nil, errors.New(strings.TrimPrefix(err.Error(), "ical: "))
	}
	return cal.Component, nil
}

// clip keeps an error message readable.
func clip(s string) string {
	if r := []rune(s); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return s
}
