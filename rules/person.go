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

// Corrected returns p with the name and address of q, as far as q has them. It remains the same person.
func (p Person) Corrected(q Person) Person {
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

// ParsePerson reads "Jo Smith <jo@acme.test>", "jo@acme.test" or just "Jo Smith". It keeps the name as typed,
// including commas and quotation marks inside it, but collapses blanks, removes quotation marks around the whole
// name, and leaves out what [NewPerson] does.
func ParsePerson(s string) (Person, error) {
	if err := checkLine(s, maxLine); err != nil {
		return Person{}, err
	}
	s = strings.Join(strings.Fields(Visible(s)), " ")
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
		a, err := mail.ParseAddress("<" + address + ">")
		if err != nil {
			return Person{}, fmt.Errorf(
				`%q is not one address; write "Jo Smith <jo@acme.test>", one person at a time`, s)
		}
		address = a.Address
	}
	p := NewPerson(unquoted(name), address)
	if p == (Person{}) {
		return p, fmt.Errorf(`%q names nobody; write "Jo Smith <jo@acme.test>"`, s)
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

// ReadPerson reads a person like [ParsePerson] and puts the first name first. It rejects the names of several
// people, which would become one person who does not exist, and an address that [ParseAddress] rejects.
func ReadPerson(s string) (Person, error) {
	p, err := ParsePerson(s)
	if err != nil {
		return p, err
	}
	if err := checkAddress(p.Email); err != nil {
		return p, fmt.Errorf("%q %w; leave it out, or write another", p.Email, err)
	}
	if names := people.Several(p.Name); names != nil {
		if p.Email != "" {
			names[len(names)-1] += " <" + p.Email + ">"
		}
		return p, SeveralError{Typed: s, Names: names}
	}
	p.Name = people.Ordered(p.Name)
	return p, nil
}

// nameThenAddress splits "Jo Smith jo@acme.test" and "Jo Smith (jo@acme.test)". Anything else is all address.
func nameThenAddress(s string) (name, address string) {
	i := strings.LastIndexByte(s, ' ')
	if i < 0 || strings.Contains(s[:i], "@") {
		return "", s
	}
	return s[:i], strings.TrimSuffix(strings.TrimPrefix(s[i+1:], "("), ")")
}

// unquoted removes the quotation marks that mail programs put around a name with a comma.
func unquoted(name string) string {
	if inner, found := strings.CutPrefix(name, `"`); found && strings.HasSuffix(inner, `"`) {
		return strings.TrimSpace(strings.ReplaceAll(strings.TrimSuffix(inner, `"`), `\"`, `"`))
	}
	return name
}
