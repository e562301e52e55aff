package rules

import (
	"cmp"
	"errors"
	"fmt"
	"net/mail"
	"strings"

	"followup/rules/people"
)

// A Person is a human at the employer. The zero Person stands for the hiring team.
type Person struct {
	// ID is the person's number, or 0 if the person is not stored yet. It stays the same when the name or address
	// is corrected. An address belongs to one person in all applications; somebody without an address is known
	// within one application only.
	ID int64

	Name  string
	Email string

	// Greeting is how the user greets them, such as "Dear Jo". Empty means as the name and the config say.
	Greeting string

	// Topic is what was discussed with this person in the interview that lists them; empty means the interview's
	// topic.
	Topic string
}

// IsTeam reports whether p is nobody in particular, that is, the hiring team.
func (p Person) IsTeam() bool { return p.ID == 0 && p.Name == "" && p.Email == "" }

// Is reports whether p and q are the same human. Their numbers decide; if one has no number yet, their addresses
// do; if one has no address, their names do. The hiring team is only the same as itself.
func (p Person) Is(q Person) bool {
	switch {
	case p.IsTeam() || q.IsTeam():
		return p.IsTeam() && q.IsTeam()
	case p.ID != 0 && q.ID != 0:
		return p.ID == q.ID
	case p.Email != "" && q.Email != "":
		return strings.EqualFold(p.Email, q.Email)
	}
	return p.Name != "" && strings.EqualFold(people.Ordered(p.Name), people.Ordered(q.Name))
}

// Corrected returns p with the name, address and greeting of q, as far as q has them. It remains the same person.
func (p Person) Corrected(q Person) Person {
	p.Greeting = cmp.Or(q.Greeting, p.Greeting)
	p.Name, p.Email = cmp.Or(q.Name, p.Name), cmp.Or(q.Email, p.Email)
	return p
}

// String returns "Jo Smith <jo@acme.test>", or whichever part is known, or "the hiring team".
func (p Person) String() string {
	switch {
	case p.Name != "" && p.Email != "":
		return p.Name + " <" + p.Email + ">"
	case p.Name != "":
		return p.Name
	case p.Email != "":
		return p.Email
	}
	return "the hiring team"
}

// ErrNobody means that what was typed says that nobody is known, such as "N/A".
var ErrNobody = errors.New("names nobody")

// ParsePerson reads "Jo Smith <jo@acme.test>", "jo@acme.test" or just "Jo Smith", also as copied from a mail program.
// It keeps the name as typed, including commas and quotation marks inside it, but decodes it, collapses blanks,
// removes quotation marks around the whole name, and leaves out what [NewPerson] does.
func ParsePerson(typed string) (Person, error) {
	s := people.Decoded(typed)
	if err := cmp.Or(checkLine(typed, maxLine), checkLine(s, maxLine)); err != nil {
		return Person{}, err
	}
	s = strings.TrimRight(strings.Join(strings.Fields(Visible(s)), " "), " ;,:")
	if s == "" {
		return Person{}, errors.New(`is empty; write "Jo Smith <jo@acme.test>"`)
	}
	name, address := s, ""
	if before, last, found := strings.Cut(s, "<"); found {
		name, address = strings.TrimSpace(before), strings.TrimSuffix(last, ">")
		if address == last || address == "" {
			return Person{}, fmt.Errorf(`%q is not an address; write "Jo Smith <jo@acme.test>"`, s)
		}
	} else if strings.ContainsAny(s, "@>") {
		name, address = nameThenAddress(s)
	}
	if address != "" {
		a, err := mail.ParseAddress("<" + people.FromURI(address) + ">")
		if err != nil {
			return Person{}, fmt.Errorf(
				`%q is not one address; write "Jo Smith <jo@acme.test>", one person at a time`, s)
		}
		name, address = strings.TrimRight(name, " ;,:|–—-"), a.Address
	}
	p := NewPerson(people.Unquoted(name), address)
	if p == (Person{}) {
		return p, fmt.Errorf(`%q %w; write "Jo Smith <jo@acme.test>"`, s, ErrNobody)
	}
	return p, nil
}

// A SeveralError reports a name that seems to list several people.
type SeveralError struct {
	Typed string
	Names []string
}

func (e SeveralError) Error() string {
	return fmt.Sprintf(
		"%q reads like several people; write a single person with the first name first, and several separately",
		e.Typed)
}

// An UnclearError reports a name that may be read in several ways. Each of the readings is one person or several, as
// one would write them.
type UnclearError struct {
	Typed    string
	Readings [][]string
}

func (e UnclearError) Error() string {
	var all []string
	for _, reading := range e.Readings {
		all = append(all, strings.Join(reading, " and "))
	}
	return fmt.Sprintf("%q may be %s; write a single person with the first name first, and several separately",
		e.Typed, strings.Join(all, ", or "))
}

// ReadPerson reads a person like [ParsePerson] and puts the first name first. It rejects the names of several
// people, which would become one person who does not exist, names that may be read in several ways, and an address
// that [ParseAddress] rejects. A name such as "N/A" is left out.
func ReadPerson(s string) (Person, error) {
	p, err := ParsePerson(s)
	if err != nil {
		return p, err
	}
	if err := checkAddress(p.Email); err != nil {
		return p, fmt.Errorf("%q %w; leave it out, or write another", p.Email, err)
	}
	if people.IsPlaceholder(p.Name) {
		if p.Name = ""; p.Email == "" {
			return p, fmt.Errorf(`%q %w; leave it out, or write "Jo Smith <jo@acme.test>"`, s, ErrNobody)
		}
	}
	if names := people.Several(p.Name); names != nil {
		names[len(names)-1] += inBrackets(p.Email)
		return p, SeveralError{Typed: s, Names: names}
	}
	if readings := people.Readings(p.Name, p.Email != ""); readings != nil {
		for _, names := range readings {
			names[len(names)-1] += inBrackets(p.Email)
		}
		return p, UnclearError{Typed: s, Readings: readings}
	}
	p.Name = people.Ordered(p.Name)
	return p, nil
}

// inBrackets returns an address as it follows a name, or "" if there is none.
func inBrackets(address string) string {
	if address == "" {
		return ""
	}
	return " <" + address + ">"
}

// nameThenAddress splits "Jo Smith jo@acme.test" and "Jo Smith (jo@acme.test)". Anything else is all address.
func nameThenAddress(s string) (name, address string) {
	i := strings.LastIndexByte(s, ' ')
	if i < 0 || strings.Contains(s[:i], "@") {
		return "", s
	}
	return s[:i], strings.Trim(s[i+1:], "()[]")
}
