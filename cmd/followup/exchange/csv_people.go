package exchange

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"followup/cmd/followup/roster"
	"followup/rules"
	"followup/rules/people"
)

// A cell with several people separates them by ";" or a line break, because names may have commas. A name that could be
// misread is in quotation marks, as in mail programs: "Smith; Jo" <jo@acme.test>. Inside the marks, a backslash escapes
// a mark or a backslash. The topics discussed with each person are in a cell of the same kind, with "=" between person
// and topic.

// people reads the interviewers, their addresses, and the topics discussed with each. The user and what is no person
// are left out.
func (r *tableRow) people() []rules.Person {
	panel, err := parsePeople(links.ReplaceAllString(r.cell(fieldInterviewers), "$1"))
	r.fail(fieldInterviewers, err)
	if err == nil {
		panel, err = withAddresses(panel, r.cell(fieldEmails))
		r.fail(fieldEmails, err)
		if err != nil {
			r.blame(fieldInterviewers)
		}
	}
	user := people.User{Name: r.table.options.Name, Address: r.table.options.User}
	panel = slices.DeleteFunc(panel, func(p rules.Person) bool {
		if r.table.columns.own {
			return false
		}
		why := people.SortOf(p.Name, p.Email).String()
		if user.Is(p.Name, p.Email) {
			why = "you"
		}
		isOut := why != people.Human.String() && why != people.Mailbox.String()
		if isOut {
			r.remarks = append(r.remarks, fmt.Sprintf("%s is left out: it is %s", p, why))
		}
		return isOut
	})
	if !r.failed[fieldInterviewers] {
		r.fail(fieldTopicFor, assign(panel, r.cell(fieldTopicFor), topicOf))
	}
	return panel
}

// contact reads the person who receives the notes about the application.
func (r *tableRow) contact() rules.Person {
	people, err := parsePeople(r.cell(fieldContact))
	if err == nil && len(people) > 1 {
		err = errors.New("names several people; name the one to whom your notes go")
	}
	r.fail(fieldContact, err)
	if err != nil || len(people) == 0 {
		return rules.Person{}
	}
	return people[0]
}

func topicOf(p *rules.Person) *string    { return &p.Topic }
func greetingOf(p *rules.Person) *string { return &p.Greeting }

// greetings reads how the contact and the interviewers are greeted.
func (r *tableRow) greetings(app *rules.Application, interviewers []rules.Person) {
	if r.failed[fieldInterviewers] || r.failed[fieldContact] {
		return
	}
	people := together(*app, interviewers)
	r.fail(fieldGreetings, assign(people, r.cell(fieldGreetings), greetingOf))
	for _, p := range people {
		if app.Contact.Is(p) {
			app.Contact.Greeting = p.Greeting
		}
	}
	copy(interviewers, people)
}

// together returns the interviewers and, after them, the contact if that is another person.
func together(app rules.Application, interviewers []rules.Person) []rules.Person {
	people := slices.Clone(interviewers)
	if !app.Contact.IsTeam() && !slices.ContainsFunc(people, app.Contact.Is) {
		people = append(people, app.Contact)
	}
	return people
}

func parsePeople(cell string) (people []rules.Person, err error) {
	for rest := cell; rest != ""; {
		var p rules.Person
		if p, rest, err = nextPerson(rest); err != nil {
			return nil, err
		}
		if p != (rules.Person{}) {
			people = append(people, p)
		}
		if len(people) > maxGuests {
			return nil, fmt.Errorf("names more than %d people; name those who were there", maxGuests)
		}
	}
	return people, nil
}

// maxPerson is how long a name with its address may be. The rules allow less, but count characters.
const maxPerson = 2000

// nextPerson takes the first person off a list. The zero Person means an empty place in it.
func nextPerson(list string) (_ rules.Person, rest string, err error) {
	if name, after, ok := quotedWord(list, "<;\n"); ok {
		if !strings.HasPrefix(after, "<") {
			return rules.NewPerson(name, ""), strings.TrimLeft(after, ";\n"), nil
		}
		if address, after, ok := cutAddress(after); ok {
			return rules.NewPerson(name, address), after, nil
		}
	}
	item, rest := plainWord(list, ";\n")
	if item == "" {
		return rules.Person{}, rest, nil
	}
	if len(item) > maxPerson {
		return rules.Person{}, rest, fmt.Errorf(`%q goes on for too long to be one person; put ";" between several`,
			clip(item))
	}
	p, err := rules.ReadPerson(item)
	switch {
	case errors.Is(err, rules.ErrNobody): // "N/A" is an empty place too
		return rules.Person{}, rest, nil
	case err != nil:
		err = fmt.Errorf(`%w; put ";" between several people`, err)
	}
	return p, rest, err
}

// cutAddress takes "<jo@acme.test>" and the separator behind it off s. A ">" in quotation marks does not end it.
func cutAddress(s string) (address, rest string, ok bool) {
	quoted := false
	for i, c := range s {
		if c == '"' {
			quoted = !quoted
		}
		if c != '>' || quoted {
			continue
		}
		rest = strings.TrimLeft(s[i+1:], " \t\r")
		if rest == "" || rest[0] == ';' || rest[0] == '\n' {
			return strings.TrimSpace(s[1:i]), strings.TrimLeft(rest, ";\n"), true
		}
	}
	return "", s, false
}

// quotedWord takes a word in quotation marks off s. ok is false unless one of the stops, or nothing, follows it.
func quotedWord(s, stops string) (word, rest string, ok bool) {
	s = strings.TrimLeft(s, " \t\r\n")
	if !strings.HasPrefix(s, `"`) {
		return "", s, false
	}
	var b strings.Builder
	for i := 1; i < len(s); i++ {
		switch {
		case s[i] == '\\' && i+1 < len(s) && (s[i+1] == '"' || s[i+1] == '\\'):
			i++
			b.WriteByte(s[i])
		case s[i] == '"':
			rest = strings.TrimLeft(s[i+1:], " \t\r")
			return b.String(), rest, rest == "" || strings.ContainsRune(stops, rune(rest[0]))
		default:
			b.WriteByte(s[i])
		}
	}
	return "", s, false
}

// plainWord takes the text before the first of the stops off s, and the stop.
func plainWord(s, stops string) (word, rest string) {
	i := strings.IndexAny(s, stops)
	if i < 0 {
		return strings.TrimSpace(s), ""
	}
	return strings.TrimSpace(s[:i]), s[i+1:]
}

// withAddresses gives people the addresses in the column of addresses, in order. If there are no people, each address
// becomes one.
func withAddresses(people []rules.Person, cell string) ([]rules.Person, error) {
	if cell == "" {
		return people, nil
	}
	addresses := strings.FieldsFunc(cell, func(c rune) bool { return c == ';' || c == ',' || c == '\n' })
	if len(people) > 0 && len(addresses) > len(people) {
		return nil, fmt.Errorf("has %d addresses for %d people; name everybody, or nobody", len(addresses), len(people))
	}
	if len(addresses) > maxGuests {
		return nil, fmt.Errorf("has more than %d addresses; name those who were there", maxGuests)
	}
	for i, address := range addresses {
		if strings.TrimSpace(address) == "" {
			continue
		}
		if len(address) > maxPerson {
			return nil, fmt.Errorf("%q is too long to be an address", clip(address))
		}
		p, err := rules.ParsePerson(address)
		switch {
		case err != nil:
			return nil, err
		case p.Email == "":
			return nil, fmt.Errorf("%q is not an address", p.Name)
		case i >= len(people):
			people = append(people, p)
		case people[i].Email != "" && !roster.SameAddress(people[i].Email, p.Email):
			return nil, fmt.Errorf("%q is another address than that of %s", p.Email, people[i])
		default:
			people[i].Email = p.Email
		}
	}
	return people, nil
}

// assign reads "Jo Smith=the new rota; Ann Lee=the budget" into the field of the people.
func assign(people []rules.Person, cell string, field func(*rules.Person) *string) error {
	for rest := cell; strings.TrimSpace(rest) != ""; {
		who, after, ok := quotedWord(rest, "=")
		if ok && after != "" {
			after = after[1:]
		} else if who, after, ok = strings.Cut(rest, "="); !ok {
			return fmt.Errorf(`%q has no "="; write it like "Jo Smith=the new rota"`, strings.TrimSpace(rest))
		}
		i := roster.Called(people, strings.TrimSpace(who))
		if i < 0 {
			return fmt.Errorf("%q is none of the interviewers", strings.TrimSpace(who))
		}
		text := field(&people[i])
		if *text, rest, ok = quotedWord(after, ";\n"); ok {
			rest = strings.TrimLeft(rest, ";\n")
			continue
		}
		if *text, rest = plainWord(after, ";\n"); *text == "" {
			return errors.New("is empty behind a \"=\"; write something, or leave out the name")
		}
	}
	return nil
}
