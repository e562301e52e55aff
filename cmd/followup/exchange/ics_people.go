package exchange

import (
	"slices"
	"strings"

	"github.com/emersion/go-ical"

	"followup/cmd/followup/roster"
	"followup/mailer/shell"
	"followup/rules"
	"followup/rules/people"
)

// eventGuests is what reading the title of an event needs to know about its people: their names, which are no
// companies, and the domain of the one who invited.
type eventGuests struct {
	names  nameSet
	domain string
}

// readPeople turns the organizer and the guests into interviewers. The organizer is the first of them if they attend,
// or if there is nobody else.
func (c *calendar) readPeople(event *ical.Component, e *Entry) eventGuests {
	g := eventGuests{names: nameSet{}}
	g.names.add(c.options.Name)
	user := c.options.User
	if user == "" {
		if user = c.onlyGuest(event); user != "" {
			e.remark("%s is taken for you, who were invited alone; if that is wrong, set user.email in the config "+
				"before you import", user)
		}
	}
	var organizer rules.Person
	organizes := false
	if p := event.Props.Get(ical.PropOrganizer); p != nil {
		organizer, organizes = c.person(p, user)
		g.add(p, organizer, organizes)
		e.remarkName(p, organizer, organizes)
	}
	attends := c.outlook // Outlook assumes it and does not list them
	var people []rules.Person
	for _, p := range event.Props.Values(ical.PropAttendee) {
		who, ok := c.person(&p, user)
		g.add(&p, who, ok)
		e.remarkName(&p, who, ok)
		if strings.EqualFold(p.Params.Get("PARTSTAT"), "DECLINED") && ok {
			e.remark("%s said no and is left out", who)
			organizes = organizes && !who.Is(organizer)
			continue
		}
		switch known := slices.IndexFunc(people, who.Is); {
		case !ok:
		case organizes && who.Is(organizer):
			attends = true
			organizer = organizer.Corrected(who)
		case known < 0:
			people = append(people, who)
		default:
			people[known] = who.Corrected(people[known])
		}
	}
	switch {
	case organizes && (attends || len(people) == 0):
		people = append([]rules.Person{organizer}, people...)
	case organizes:
		e.remark("%s invited and is not among the guests, so is left out; if they were there: followup edit ID "+
			"--with %s", organizer, shell.Quoted(organizer.String()))
	}
	if len(people) == 0 {
		e.remark(`it names nobody else; name the interviewers with followup edit ID --with "Jo Smith <jo@acme.test>"`)
	} else if user == "" {
		e.remark(`%s; if you are one of them, set user.email in the config before you import more, and take `+
			`yourself out with followup edit ID --without "…"`, listed(people))
	}
	e.Interview.Interviewers = people
	return g
}

// remarkName says that a name was left out because it looks like an address that is not the person's.
func (e *Entry) remarkName(p *ical.Prop, who rules.Person, ok bool) {
	if name := parameter(p, ical.ParamCommonName); ok && who.Email != "" && rules.HoldsAnotherAddress(name, who.Email) {
		e.remark("%s has the name %q, which reads as another address and is left out", who.Email, clip(name))
	}
}

// onlyGuest returns the address of the only guest of an invitation, who must be the user, or "". With several guests,
// one who has not answered yet may be an interviewer. Only invitations count, because an event in a calendar may be a
// meeting that the user called.
func (c *calendar) onlyGuest(event *ical.Component) string {
	organizer := event.Props.Get(ical.PropOrganizer)
	if c.method != "REQUEST" || organizer == nil {
		return ""
	}
	host, ok := c.person(organizer, "")
	if !ok {
		return ""
	}
	only := ""
	for _, p := range event.Props.Values(ical.PropAttendee) {
		who, ok := c.person(&p, host.Email)
		if !ok || roster.SameAddress(who.Email, only) {
			continue
		}
		if only != "" || who.Email == "" {
			return ""
		}
		only = who.Email
	}
	return only
}

// listed says who the interviewers are, with their addresses.
func listed(people []rules.Person) string {
	var all []string
	for _, p := range people {
		all = append(all, p.String())
	}
	return "the interviewers are " + strings.Join(all, ", ")
}

// add adds a name, which may be the user's, and the domain of the first person who is not the user.
func (g *eventGuests) add(p *ical.Prop, who rules.Person, ok bool) {
	g.names.add(parameter(p, ical.ParamCommonName))
	if ok && g.domain == "" && who.Email != "" {
		g.domain = strings.ToLower(who.Email[strings.LastIndexByte(who.Email, '@')+1:])
	}
}

// calendars are domains of calendars and rooms, which have addresses like people.
var calendars = []string{"@resource.calendar.google.com", "@group.calendar.google.com", "@group.v.calendar.google.com",
	"@import.calendar.google.com"}

// person returns the person that a property names. ok is false if that is the user, not a person, or nobody.
func (c *calendar) person(p *ical.Prop, user string) (_ rules.Person, ok bool) {
	switch strings.ToUpper(p.Params.Get(ical.ParamCalendarUserType)) {
	case "ROOM", "RESOURCE", "GROUP":
		return rules.Person{}, false
	}
	who := rules.NewPerson(people.Ordered(parameter(p, ical.ParamCommonName)), addressOf(p))
	isCalendar := func(domain string) bool { return strings.HasSuffix(strings.ToLower(who.Email), domain) }
	if roster.SameAddress(who.Email, user) || slices.ContainsFunc(calendars, isCalendar) {
		return rules.Person{}, false
	}
	if strings.Contains(who.Name, "@") {
		who.Name = "" // programs that know no name write an address instead
	}
	return who, !who.IsTeam()
}

// addressOf returns the address in "mailto:jo@acme.test", or in the parameter EMAIL, which Apple and Exchange write in
// addition to an address of their own, or "".
func addressOf(p *ical.Prop) string {
	for _, s := range []string{p.Value, parameter(p, "EMAIL")} {
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
