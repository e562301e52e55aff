package main

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"followup/mailer/shell"
	"followup/rules"
	"followup/rules/people"
)

// samePerson is the index of the one whom p names or completes, or -1 for a new one.
func samePerson(people []rules.Person, p rules.Person) (int, error) {
	byAddress := withAddress(people, p.Email)
	byName, err := sameName(people, p)
	switch {
	case err != nil && byAddress < 0:
		return -1, err
	case err == nil && byName >= 0 && byAddress >= 0 && byName != byAddress:
		return -1, fmt.Errorf("%q has the name of %s and the address of %s; correct one of the two first",
			p, people[byName], people[byAddress])
	case byAddress >= 0:
		return byAddress, nil
	}
	return byName, nil
}

// withAddress returns the index of the one who has the address, or -1; nobody has "".
func withAddress(people []rules.Person, address string) int {
	return slices.IndexFunc(people, func(p rules.Person) bool { return address != "" && strings.EqualFold(p.Email, address) })
}

// sameName is the index of the one of p's name, or else of the one who is known by a part of it and no address, or -1.
func sameName(known []rules.Person, p rules.Person) (int, error) {
	name := words(p.Name)
	is := func(k rules.Person) bool {
		return strings.EqualFold(people.Ordered(k.Name), people.Ordered(p.Name))
	}
	part := func(k rules.Person) bool { return k.Email == "" && containsAll(name, words(k.Name)) }
	for _, matches := range []func(rules.Person) bool{is, part} {
		i := slices.IndexFunc(known, matches)
		if p.Name == "" || i < 0 {
			continue
		}
		if slices.ContainsFunc(known[i+1:], matches) {
			return -1, fmt.Errorf("%q may mean more than one of the interviewers; take one away with --without first", p.Name)
		}
		return i, nil
	}
	return -1, nil
}

// errNobody: what was typed is none of the people.
var errNobody = errors.New("is none of the interviewers")

// isNumber reports whether what is typed names somebody by the number that show gives. A name is never one: whoever is
// called so would be taken for somebody else.
func isNumber(typed string) bool {
	typed = strings.TrimSpace(typed)
	return typed != "" && strings.Trim(typed, "0123456789") == ""
}

// findPerson returns the index of the one whose number or address is typed; else of the one whose name is; else of the
// one who has all the words typed in it; else of the one who contains what is typed.
func findPerson(people []rules.Person, typed string) (int, error) {
	wanted := strings.ToLower(strings.Join(strings.Fields(typed), " "))
	if wanted == "" {
		return -1, fmt.Errorf("%q names nobody", typed)
	}
	if isNumber(wanted) {
		n, err := strconv.Atoi(wanted)
		if err != nil || n < 1 || n > len(people) {
			return -1, fmt.Errorf("%s: no interviewer has that number; `followup show` gives the numbers", wanted)
		}
		return n - 1, nil
	}
	has := func(p rules.Person) bool { return containsAll(words(p.Name), words(typed)) }
	hasAddress := func(p rules.Person) bool { return strings.EqualFold(p.Email, wanted) }
	is := func(p rules.Person) bool {
		return strings.EqualFold(p.Name, wanted) || strings.EqualFold(p.String(), wanted)
	}
	contains := func(p rules.Person) bool { return strings.Contains(strings.ToLower(p.String()), wanted) }
	for _, matches := range []func(rules.Person) bool{hasAddress, is, has, contains} {
		var found []string
		for _, p := range people {
			if matches(p) {
				found = append(found, p.String())
			}
		}
		switch len(found) {
		case 0:
			continue
		case 1:
			return slices.IndexFunc(people, matches), nil
		}
		return -1, fmt.Errorf("%q may mean %s; write more of it, or the address", typed, strings.Join(found, " or "))
	}
	if len(people) == 0 {
		return -1, fmt.Errorf("%q %w: nobody is named yet; name somebody with --with", typed, errNobody)
	}
	var names []string
	for _, p := range people {
		names = append(names, p.String())
	}
	return -1, fmt.Errorf("%q %w: %s", typed, errNobody, strings.Join(names, ", "))
}

// A panel is the interviewers of an interview while they change, and with the numbers that they have meanwhile.
type panel struct {
	f        *interviewFlags
	of       *rules.Case
	iv       *rules.Interview
	numbered []rules.Person // those who were there, then those who were added
}

// find returns the index of who is typed, as [findPerson] does.
func (p *panel) find(typed string) (int, error) {
	if !isNumber(typed) {
		return findPerson(p.iv.Interviewers, typed)
	}
	n, err := findPerson(p.numbered, typed)
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
	found = found && isNumber(number)
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
	if i := slices.IndexFunc(people[first:], func(k rules.Person) bool { return haveOneAddress(k, who) }); i >= 0 {
		return errOneAddress(people[first+i], who)
	}
	i := -1
	if found {
		i, err = p.find(number)
	} else {
		i, err = samePerson(people[:first], who)
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

// which returns the index of the one of the people who was typed, or -1 for none. Of two who may be meant neither is guessed.
func which(people []rules.Person, p rules.Person) (int, error) {
	if i := withAddress(people, p.Email); i >= 0 {
		return i, nil
	}
	i := slices.IndexFunc(people, p.Is)
	if i < 0 {
		return i, nil
	}
	if j := slices.IndexFunc(people[i+1:], p.Is); j >= 0 {
		return -1, fmt.Errorf("%q may mean %s or %s; write the address of one of them, or more of the name",
			p, people[i], people[i+1+j])
	}
	return i, nil
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

// words are the words of a name, for comparing.
func words(name string) []string {
	return strings.FieldsFunc(strings.ToLower(name), func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune(`,;"()<>`, r)
	})
}

func containsAll(all, some []string) bool {
	return len(some) > 0 && !slices.ContainsFunc(some, func(word string) bool { return !slices.Contains(all, word) })
}

// addressee returns the one whom --to names: one of the application's people, or somebody else to whom a draft went. When
// nobody is named it is the hiring team, which stands for everybody.
func addressee(s subject, now time.Time, to string) (rules.Person, error) {
	if to == "" {
		return rules.Person{}, nil
	}
	people := s.interview(now).Interviewers
	if !isNumber(to) { // which only interviewers have
		people = addressees(s.Case)
	}
	i, err := findPerson(people, to)
	if err != nil {
		return rules.Person{}, usagef("--to %w", err)
	}
	return people[i], nil
}

// addressees returns the application's people, then the others who wrote or to whom a draft went.
func addressees(c rules.Case) []rules.Person {
	people := c.Correspondents()
	for _, r := range c.History.Reminders {
		for _, p := range r.To() {
			if !p.IsTeam() && !slices.ContainsFunc(people, p.Is) {
				people = append(people, p)
			}
		}
	}
	return people
}

// isMeant reports whether a note to one person is meant by who was named, where the hiring team stands for everybody.
func isMeant(named, p rules.Person) bool { return named.IsTeam() || named.Is(p) }

// whoAnswered returns who is typed: one of the interviewers by the number, one of those who are known to the application by
// the address or some of the name, or anybody else. Nobody is called otherwise by it than before.
func (f *interviewFlags) whoAnswered(typed string, s subject, now time.Time) (rules.Person, error) {
	if typed == "" {
		return rules.Person{}, nil
	}
	people := s.Correspondents()
	if isNumber(typed) {
		people = s.interview(now).Interviewers
	}
	i, err := findPerson(people, typed)
	switch {
	case err != nil && isNumber(typed):
		return rules.Person{}, usagef("--from %s: a number is that of an interviewer, as `followup show %d` lists them: %s; "+
			"give anybody else by name or address", strings.TrimSpace(typed), s.ID, numberedNames(people))
	case err == nil && (isNumber(typed) || people[i].Email == typed || containsAll(words(people[i].Name), words(typed))):
		return people[i], nil
	case err != nil && !errors.Is(err, errNobody):
		return rules.Person{}, usagef("--from %w", err)
	}
	p, err := rules.ReadPerson(typed)
	if err == nil {
		err = f.checkShared(&s.Case, p)
	}
	if err == nil {
		i, err = which(people, p)
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

// numberedNames returns "1 Jo Smith, 2 Ann Lee", or "nobody".
func numberedNames(people []rules.Person) string {
	var names []string
	for i, p := range people {
		names = append(names, fmt.Sprintf("%d %s", i+1, who(p)))
	}
	return cmp.Or(strings.Join(names, ", "), "nobody")
}
