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
	"followup/mailer/command"
	"followup/rules"
)

// applyContact sets the recipient of the notes about the application. A number is an index in numbered, from 1.
// Someone who is known to the application stays the same person.
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
		people := c.People() // --with may just have corrected them
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

// contactMeant returns the person who was typed as the contact: one of the application's people, completed, or someone
// new.
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
	others.Contact = rules.Person{}           // is replaced
	if !roster.ShareAddress(c.Contact, who) { // otherwise it renames the contact
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

// isAddressOf reports whether who is only an address that completes or corrects the contact's: there was none, or the
// two are the same up to the "@".
func isAddressOf(contact, who rules.Person) bool {
	return who.Name == "" && contact.Name != "" &&
		(contact.Email == "" || strings.EqualFold(cutBefore(contact.Email, "@"), cutBefore(who.Email, "@")))
}

// WhoAnswered returns the person who was typed: an interviewer by number, someone known to the application by address
// or by words of the name, or anyone else. It does not change the name of someone who is known. The error is a usage
// error.
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
		return rules.Person{}, usage.Errorf("--from %s: no interviewer has that number, as `%s` shows them: %s; "+
			"give anyone else by name or address",
			strings.TrimSpace(typed), command.Show(s.ID), roster.Numbered(people))
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
		return p.Corrected(people[i]), nil // only what was not known is added
	}
	if q, ok := f.onRecord(p); ok {
		return withoutTopic(q), nil
	}
	return p, nil
}
