package exchange

import (
	"slices"
	"strings"

	"followup/cmd/followup/ical"
	"followup/mailer/shell"
	"followup/rules"
	"followup/rules/people"
)

// A guest is the organizer of an event or somebody who was invited to it.
type guest struct {
	rules.Person
	sort               people.Sort
	isUser, saidNo, ok bool // ok: an interviewer
}

// readPeople turns the organizer and the guests into interviewers. The organizer is the first of them if they attend,
// or if there is nobody else. It returns the names of all, which are no roles.
func (c *calendar) readPeople(event *ical.Component, e *Entry) (names []string) {
	user := people.User{Name: c.options.Name, Address: c.options.User}
	organizer := c.guest(event.Get("ORGANIZER"), user)
	attends := c.isOutlooks() // which assumes it, and does not list them
	e.remarkGuest(organizer)
	names = append(names, c.options.Name, organizer.Name)
	var panel []rules.Person
	for _, p := range event.All("ATTENDEE") {
		g := c.guest(p, user)
		names = append(names, g.Name)
		if isOrganizer := organizer.ok && g.Is(organizer.Person); isOrganizer {
			attends, organizer.ok = attends || !g.saidNo, !g.saidNo
			organizer.Person = organizer.Corrected(g.Person)
			continue
		}
		e.remarkGuest(g)
		if known := slices.IndexFunc(panel, g.Is); known >= 0 && g.ok {
			panel[known] = g.Corrected(panel[known])
		} else if g.ok {
			panel = append(panel, g.Person)
		}
	}
	switch {
	case organizer.ok && (attends || len(panel) == 0):
		panel = append([]rules.Person{organizer.Person}, panel...)
	case organizer.ok:
		e.remark("%s invited and is not among the guests, so is left out; if they were there: followup edit ID "+
			"--with %s", organizer, shell.Quoted(organizer.String()))
	}
	e.setPanel(panel, organizer)
	return names
}

// setPanel makes people the interviewers of an event. More than an interview may have are an open day or a mailing
// list, of which the organizer is taken.
func (e *Entry) setPanel(panel []rules.Person, organizer guest) {
	if len(panel) > rules.MaxPanel {
		e.remark("it has %d guests, of which none is taken; name the interviewers with followup edit ID --with "+
			`"Jo Smith <jo@acme.test>"`, len(panel))
		if panel = nil; organizer.ok {
			panel = []rules.Person{organizer.Person}
		}
	}
	if len(panel) == 0 {
		e.remark(`it names nobody else; name the interviewers with followup edit ID --with "Jo Smith <jo@acme.test>"`)
	}
	e.Interview.Interviewers = panel
}

// remarkGuest says who is left out, and which name.
func (e *Entry) remarkGuest(g guest) {
	switch {
	case g.isUser || g.IsTeam():
	case g.saidNo && g.sort == people.Human:
		e.remark("%s said no and is left out", g.Person)
	case !g.ok:
		e.remark("%s is left out: it is %s", g.Person, g.sort)
	}
}

// guest reads who a property names, which may be nil.
func (c *calendar) guest(p *ical.Property, user people.User) guest {
	if p == nil {
		return guest{}
	}
	name := people.Decoded(p.Parameter("CN"))
	g := guest{Person: rules.NewPerson(people.Ordered(name), addressOf(p))}
	g.sort = people.SortOf(g.Name, g.Email)
	switch strings.ToUpper(p.Parameter("CUTYPE")) {
	case "", "INDIVIDUAL", "UNKNOWN":
	default:
		return guest{} // which nobody expects to be thanked
	}
	if g.sort == people.Human && strings.EqualFold(p.Parameter("ROLE"), "NON-PARTICIPANT") {
		g.sort = people.Room
	}
	if g.sort == people.Program && people.IsNamed(g.Name) { // who wrote through a program
		g.Email, g.sort = "", people.Human
	}
	if people.IsPlaceholder(g.Name) || strings.Contains(g.Name, "@") { // programs that know no name write an address
		g.Name = ""
	}
	g.isUser = user.Is(g.Name, g.Email)
	g.saidNo = strings.EqualFold(p.Parameter("PARTSTAT"), "DECLINED")
	g.ok = g.sort == people.Human && !g.isUser && !g.saidNo && !g.IsTeam()
	return g
}

// remarkNames says of each name that reads as another address that it is left out.
func (e *Entry) remarkNames(event *ical.Component) {
	for _, p := range append(slices.Clone(event.All("ORGANIZER")), event.All("ATTENDEE")...) {
		name, address := p.Parameter("CN"), addressOf(p)
		if address != "" && rules.HoldsAnotherAddress(name, address) {
			e.remark("%s has the name %q, which reads as another address and is left out", address, clip(name))
		}
	}
}

// addressOf returns the address in "mailto:jo@acme.test", or in the parameter EMAIL, which Apple and Exchange write in
// addition to an address of their own, or "".
func addressOf(p *ical.Property) string {
	for _, s := range []string{p.Value, p.Parameter("EMAIL")} {
		s = unwrapped(people.FromURI(unwrapped(s)))
		if address, err := rules.ParseAddress(s); err == nil {
			return address
		}
	}
	return ""
}

// unwrapped returns s without surrounding blanks, and without the quotation marks or brackets that some programs put
// around an address.
func unwrapped(s string) string {
	s = strings.TrimSpace(s)
	for _, pair := range []string{`""`, "<>"} {
		if len(s) > 2 && s[0] == pair[0] && s[len(s)-1] == pair[1] {
			s = strings.TrimSpace(s[1 : len(s)-1])
		}
	}
	return s
}
