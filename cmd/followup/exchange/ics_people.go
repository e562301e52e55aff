package exchange

import (
	"net/url"
	"slices"
	"strings"

	"github.com/emersion/go-ical"

	"followup/cmd/followup/roster"
	"followup/mailer/shell"
	"followup/rules"
	"followup/rules/people"
)

// guests are the people of an event as far as its title is concerned: their names, which are no companies, and the domain
// of whoever invited.
type eventGuests struct {
	names  nameSet
	domain string
}

// readPeople makes interviewers of the organizer and the guests. The organizer is the first of them when they attend, or
// when there is nobody else.
func (c *calendar) readPeople(event *ical.Component, e *Entry) eventGuests {
	g := eventGuests{names: nameSet{}}
	g.names.add(c.options.Name)
	user := c.options.User
	if user == "" {
		if user = c.onlyGuest(event); user != "" {
			e.remark("%s is taken for you, who were invited alone; if that is wrong, set user.email in the config before you import", user)
		}
	}
	var organizer rules.Person
	organizes := false
	if p := event.Props.Get(ical.PropOrganizer); p != nil {
		organizer, organizes = c.person(p, user)
		g.add(p, organizer, organizes)
		e.remarkName(p, organizer, organizes)
	}
	attends := c.outlook // Outlook takes it for granted and does not list them
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
		e.remark("%s invited and is not among the guests, so is left out; if they were there: followup edit ID --with %s", organizer, shell.Quoted(organizer.String()))
	}
	if len(people) == 0 {
		e.remark(`it names nobody else; name the interviewers with followup edit ID --with "Jo Smith <jo@acme.test>"`)
	} else if user == "" {
		e.remark(`%s; if you are one of them, set user.email in the config before you import more, and take yourself out with followup edit ID --without "…"`, listed(people))
	}
	e.Interview.Interviewers = people
	return g
}

// remarkName says that somebody's name was left out because it is there to be taken for an address that they do not have.
func (e *Entry) remarkName(p *ical.Prop, who rules.Person, ok bool) {
	if name := parameter(p, ical.ParamCommonName); ok && who.Email != "" && rules.HoldsAnotherAddress(name, who.Email) {
		e.remark("%s has the name %q, which reads as another address and is left out", who.Email, clip(name))
	}
}

// onlyGuest is the address of the one whom an invitation is for, if somebody else invited just one person. Of several, the
// one who did not answer yet may as well be an interviewer; and a calendar's own copy may be of a meeting that the user
// called.
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

// listed are people in words, each with their address.
func listed(people []rules.Person) string {
	var all []string
	for _, p := range people {
		all = append(all, p.String())
	}
	return "the interviewers are " + strings.Join(all, ", ")
}

// add notes a name, the user's own included, and the domain of the first one at the company.
func (g *eventGuests) add(p *ical.Prop, who rules.Person, ok bool) {
	g.names.add(parameter(p, ical.ParamCommonName))
	if ok && g.domain == "" && who.Email != "" {
		g.domain = strings.ToLower(who.Email[strings.LastIndexByte(who.Email, '@')+1:])
	}
}

// calendars are domains of calendars and rooms, which have addresses as if they were people.
var calendars = []string{"@resource.calendar.google.com", "@group.calendar.google.com", "@group.v.calendar.google.com", "@import.calendar.google.com"}

// person is who a property names; ok is false for the user, for what is no person, and for nobody.
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
		who.Name = "" // programs that know no name write an address in its place
	}
	return who, !who.IsTeam()
}

// addressOf is the address of "mailto:jo@acme.test", else of the parameter EMAIL, which Apple and Exchange write beside
// an address of their own, or "".
func addressOf(p *ical.Prop) string {
	for _, s := range []string{p.Value, parameter(p, "EMAIL")} {
		s = fromURI(unwrapped(s))
		if address, err := rules.ParseAddress(s); err == nil {
			return address
		}
	}
	return ""
}

// fromURI is the address in a mailto: URI, where what may not stand in one is written like %2B; or s itself.
func fromURI(s string) string {
	const scheme = "mailto:"
	if len(s) <= len(scheme) || !strings.EqualFold(s[:len(scheme)], scheme) {
		return s
	}
	address, _, _ := strings.Cut(unwrapped(s[len(scheme):]), "?") // behind it stand a subject and the like
	if plain, err := url.PathUnescape(address); err == nil {
		return plain
	}
	return address
}

// unwrapped is s without blanks, and the quotation marks or brackets that some programs put around an address.
func unwrapped(s string) string {
	s = strings.TrimSpace(s)
	for _, pair := range []string{`""`, "<>"} {
		if len(s) > 2 && s[0] == pair[0] && s[len(s)-1] == pair[1] {
			s = strings.TrimSpace(s[1 : len(s)-1])
		}
	}
	return s
}
