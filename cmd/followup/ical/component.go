package ical

import (
	"fmt"
	"io"
	"mime/quotedprintable"
	"slices"
	"strings"

	ics "github.com/arran4/golang-ical"

	"followup/cmd/followup/textfile"
	"followup/rules"
)

// A Calendar is one VCALENDAR.
type Calendar struct {
	Method, Product string
	Zone            string // as some programs show times without a zone: its X-WR-TIMEZONE
	Events          []*Component

	zones zoneTable
}

// A Component is a VEVENT, a VTIMEZONE, or a half of one, with the properties that are needed.
type Component struct {
	Line    int      // its first, from 1
	Fault   string   // why it cannot be read, or ""
	Remarks []string // what looks odd, for the user

	name   string
	props  map[string][]*Property
	halves []*Component
	size   int
}

// A Property is what one line says.
type Property struct {
	Name, Value string // the name is in upper case

	parameters map[string][]string
}

// Get returns the first property of that name, or nil.
func (c *Component) Get(name string) *Property {
	if all := c.props[name]; len(all) > 0 {
		return all[0]
	}
	return nil
}

// All returns all properties of that name.
func (c *Component) All(name string) []*Property { return c.props[name] }

// Text returns a property's text on one line, or "".
func (c *Component) Text(name string) string {
	if p := c.Get(name); p != nil {
		return rules.OneLine(p.Value)
	}
	return ""
}

func (c *Component) remark(s string) {
	if !slices.Contains(c.Remarks, s) {
		c.Remarks = append(c.Remarks, s)
	}
}

// set keeps a property of the calendar itself.
func (s *Calendar) set(name, value string) {
	switch value = rules.Clip(value, maxZoneName); name {
	case "METHOD":
		s.Method = strings.ToUpper(value)
	case "PRODID":
		s.Product = value
	case "X-WR-TIMEZONE":
		s.Zone = value
	}
}

// add parses the line and adds it to the component.
func (c *Component) add(l contentLine, name string) {
	text := textfile.UTF8(l.text)
	if text != string(l.text) {
		c.remark(textfile.Latin)
	}
	if strings.Count(text, ";") > maxParameters && name != "SUMMARY" {
		c.Fault = fmt.Sprintf("line %d: the %s has too many parameters", l.line, name)
		return
	}
	if rules.Visible(text) != text {
		c.remark(textfile.Unseen)
	}
	p, err := ics.ParseProperty(ics.ContentLine(text))
	if err != nil || p == nil {
		c.Fault = fmt.Sprintf("line %d: the %s is malformed", l.line, name)
		return
	}
	c.props[name] = append(c.props[name], newProperty(name, p))
}

// newProperty returns a property with the names of its parameters in upper case. It decodes quoted-printable text,
// which phones write.
func newProperty(name string, from *ics.BaseProperty) *Property {
	p := &Property{Name: name, Value: from.Value, parameters: map[string][]string{}}
	for name, values := range from.ICalParameters {
		p.parameters[strings.ToUpper(name)] = append(p.parameters[strings.ToUpper(name)], values...)
	}
	if strings.EqualFold(p.Parameter("ENCODING"), "QUOTED-PRINTABLE") {
		p.Value = quotedPrintable(p.Value)
	}
	return p
}

// quotedPrintable decodes text, or returns it as it is if it is not of that kind.
func quotedPrintable(s string) string {
	decoded, err := io.ReadAll(quotedprintable.NewReader(strings.NewReader(s)))
	if err != nil {
		return s
	}
	return textfile.UTF8(decoded)
}

// Parameter returns a parameter's text on one line, without the apostrophes that Outlook puts around a name that is an
// address. The marks of RFC 6868 stand for characters that are not allowed in a parameter.
func (p *Property) Parameter(name string) string {
	s := strings.Join(p.parameters[name], ",")
	s = rules.OneLine(strings.NewReplacer("^^", "^", "^'", `"`, "^n", " ").Replace(s))
	if len(s) > 1 && s[0] == '\'' && s[len(s)-1] == '\'' {
		s = strings.TrimSpace(s[1 : len(s)-1])
	}
	return s
}
