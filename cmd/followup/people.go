package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"followup/cmd/followup/find"
	"followup/cmd/followup/roster"
	"followup/mailer/shell"
	"followup/rules"
)

// A panel is the interviewers of an interview while they change, and with the numbers that they have meanwhile.
type panel struct {
	f        *interviewFlags
	of       *rules.Case
	iv       *rules.Interview
	numbered []rules.Person // those who were there, then those who were added
}

// find returns the index of who is typed, as [roster.Find] does.
func (p *panel) find(typed string) (int, error) {
	if !roster.IsNumber(typed) {
		return roster.Find(p.iv.Interviewers, typed)
	}
	n, err := roster.Find(p.numbered, typed)
	if err != nil {
		return n, err
	}
	i := p.iv.IndexOf(p.numbered[n])
	if i < 0 {
		return i, fmt.Errorf("%s is taken away by --without", strings.TrimSpace(typed))
	}
	return i, nil
}

// complete adds who is typed, or completes one of the first interviewers; "2=Jo Smith" completes the second, whatever
// they are called.
func (p *panel) complete(typed string, first int) error {
	number, rest, found := strings.Cut(typed, "=")
	found = found && roster.IsNumber(number)
	if !found {
		rest = typed
	}
	who, err := rules.ReadPerson(rest)
	if several := (rules.SeveralError{}); errors.As(err, &several) {
		return fmt.Errorf("%w:%s", err, withEach(several.Names))
	}
	if err != nil {
		return err
	}
	people := p.iv.Interviewers
	if i := slices.IndexFunc(people[first:], func(k rules.Person) bool { return roster.ShareAddress(k, who) }); i >= 0 {
		return errOneAddress(people[first+i], who)
	}
	i := -1
	if found {
		i, err = p.find(number)
	} else {
		i, err = roster.Completed(people[:first], who)
	}
	if err != nil {
		return err
	}
	is := who
	if i >= 0 {
		is = corrected(people[i], who)
	}
	if !found || people[i].Email == "" { // else it is how somebody with an address is called
		if err := p.f.checkShared(p.of, is); err != nil {
			return err
		}
	}
	if i >= 0 {
		people[i] = is
		return nil
	}
	if who, err = p.f.known(p.of.Correspondents(), who); err != nil {
		return err
	}
	p.iv.Interviewers, p.numbered = append(people, who), append(p.numbered, who)
	return nil
}

// corrected returns somebody with what was typed of them in its place. An address in other letters is the same.
func corrected(p, typed rules.Person) rules.Person {
	if strings.EqualFold(p.Email, typed.Email) {
		typed.Email = p.Email
	}
	return p.Corrected(typed)
}

// correct has the name and address of a person hold wherever they are known in an application.
func correct(c *rules.Case, now rules.Person) {
	put := func(p *rules.Person) {
		if p.Is(now) && !now.IsTeam() {
			*p = p.Corrected(now)
		}
	}
	put(&c.Contact)
	for _, iv := range c.Interviews {
		for i := range iv.Interviewers {
			put(&iv.Interviewers[i])
		}
	}
}

// withoutTopic returns a person without what was discussed with them in an interview.
func withoutTopic(p rules.Person) rules.Person {
	p.Topic = ""
	return p
}

// withEach are the flags that name people one by one.
func withEach(names []string) string {
	var flags strings.Builder
	for _, name := range names {
		flags.WriteString(" --with " + shell.Quoted(name))
	}
	return flags.String()
}

// whoAnswered returns who is typed: one of the interviewers by the number, one of those who are known to the application by
// the address or some of the name, or anybody else. Nobody is called otherwise by it than before.
func (f *interviewFlags) whoAnswered(typed string, s find.Subject, now time.Time) (rules.Person, error) {
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
		return rules.Person{}, usagef("--from %s: a number is that of an interviewer, as `followup show %d` lists them: %s; "+
			"give anybody else by name or address", strings.TrimSpace(typed), s.ID, roster.Numbered(people))
	case err == nil && (roster.IsNumber(typed) || people[i].Email == typed || roster.HasWords(people[i].Name, typed)):
		return people[i], nil
	case err != nil && !errors.Is(err, roster.ErrNobody):
		return rules.Person{}, usagef("--from %w", err)
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
		return p, usagef("--from %w", err)
	case i >= 0 && (i < len(s.People()) || people[i].Email != "" || p.Email == ""):
		p.ID = people[i].ID
		return p.Corrected(people[i]), nil // of whom nothing changes but what was not known
	}
	if q, ok := f.onRecord(p); ok {
		return withoutTopic(q), nil
	}
	return p, nil
}
