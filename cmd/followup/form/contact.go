package form

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"followup/cmd/followup/find"
	"followup/cmd/followup/roster"
	"followup/cmd/followup/usage"
	"followup/rules"
)

// applyContact sets the recipient of the notes about the application. One of its people stays the same person.
func (f *Form) applyContact(c *rules.Case, numbered []rules.Person) error {
	typed := strings.TrimSpace(f.contact)
	switch {
	case !f.Given("contact"):
		return nil
	case typed == "":
		c.Contact = rules.Person{}
		return nil
	case roster.IsNumber(typed):
		i, err := roster.Find(numbered, typed)
		if err != nil {
			return fmt.Errorf("--contact %w", err)
		}
		people := c.People() // as --with has just corrected them
		if i := slices.IndexFunc(people, numbered[i].Is); i >= 0 {
			c.Contact = withoutTopic(people[i])
		}
		return nil
	}
	who, err := f.contactMeant(c, typed)
	if err != nil {
		return fmt.Errorf("--contact %w", err)
	}
	c.Contact = who
	Correct(c, who)
	return nil
}

// contactMeant returns the person that was typed as the contact: one of the people, completed, or somebody new.
func (f *Form) contactMeant(c *rules.Case, typed string) (who rules.Person, err error) {
	if who, err = rules.ReadPerson(typed); err != nil {
		return who, err
	}
	people := c.People()
	i, err := roster.Contact(people, who)
	if err != nil {
		return who, err
	}
	others := Cloned(*c)
	others.Contact = rules.Person{}           // who makes room
	if !roster.ShareAddress(c.Contact, who) { // else it says how the contact is called
		err = f.checkShared(&others, who)
	}
	if err != nil {
		return who, err
	}
	switch {
	case i >= 0 && roster.NamesPart(people[i], who) && !strings.EqualFold(people[i].Name, who.Name):
		return withoutTopic(people[i]), nil
	case i >= 0:
		return withoutTopic(corrected(people[i], who)), nil
	case isAddressOf(c.Contact, who):
		return corrected(c.Contact, who), nil
	}
	return f.known(c.Correspondents(), who)
}

// isAddressOf reports whether an address by itself completes or corrects that of a contact: there was none, or it is
// the same up to the "@".
func isAddressOf(contact, who rules.Person) bool {
	return who.Name == "" && contact.Name != "" &&
		(contact.Email == "" || strings.EqualFold(before(contact.Email, "@"), before(who.Email, "@")))
}

// WhoAnswered returns the person that was typed: an interviewer by number, a person known to the application by
// address or by a part of the name, or anybody else. It changes nobody's name.
func (f *Form) WhoAnswered(typed string, s find.Subject, now time.Time) (rules.Person, error) {
	if typed == "" {
		return rules.Person{}, nil
	}
	people := s.Correspondents()
	if roster.IsNumber(typed) {
		people = s.Meant(now).Interviewers
	}
	i, err := roster.Find(people, typed)
	switch {
	case err != nil && roster.IsNumber(typed):
		return rules.Person{}, usage.Errorf("--from %s: a number is that of an interviewer, as `followup show %d` lists "+
			"them: %s; "+
			"give anybody else by name or address", strings.TrimSpace(typed), s.ID, roster.Numbered(people))
	case err == nil && (roster.IsNumber(typed) || people[i].Email == typed || roster.HasWords(people[i].Name, typed)):
		return people[i], nil
	case err != nil && !errors.Is(err, roster.ErrNobody):
		return rules.Person{}, usage.Errorf("--from %w", err)
	}
	p, err := rules.ReadPerson(typed)
	if err == nil {
		err = f.checkShared(&s.Case, p)
	}
	if err == nil {
		i, err = roster.Known(people, p)
	}
	switch {
	case err != nil:
		return p, usage.Errorf("--from %w", err)
	case i >= 0 && (i < len(s.People()) || people[i].Email != "" || p.Email == ""):
		p.ID = people[i].ID
		return p.Corrected(people[i]), nil // of whom nothing changes but what was not known
	}
	if q, ok := f.onRecord(p); ok {
		return withoutTopic(q), nil
	}
	return p, nil
}
