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
)

// samePerson is the index of the one whom p names or completes, or -1 for a new one.
func samePerson(people []rules.Person, p rules.Person) (int, error) {
	byAddress := slices.IndexFunc(people, func(k rules.Person) bool {
		return p.Email != "" && strings.EqualFold(k.Email, p.Email)
	})
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

// sameName is the index of the one of p's name, or else of the one who is known by a part of it and no address, or -1.
func sameName(people []rules.Person, p rules.Person) (int, error) {
	name := words(p.Name)
	is := func(k rules.Person) bool {
		return strings.EqualFold(rules.OrderedName(k.Name), rules.OrderedName(p.Name))
	}
	part := func(k rules.Person) bool { return k.Email == "" && containsAll(name, words(k.Name)) }
	for _, matches := range []func(rules.Person) bool{is, part} {
		i := slices.IndexFunc(people, matches)
		if p.Name == "" || i < 0 {
			continue
		}
		if slices.ContainsFunc(people[i+1:], matches) {
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
	iv       *rules.Interview
	numbered []rules.Person           // those who were there, then those who were added
	known    []rules.Person           // those of all the application
	check    func(rules.Person) error // finds that they have the address of somebody else
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
	i := p.iv.IndexOf(p.numbered[n].Key())
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
	if err == nil && !found {
		err = p.check(who)
	}
	if err != nil {
		return err
	}
	if i >= 0 {
		people[i] = people[i].Corrected(who)
		return nil
	}
	if i := known(p.known, who); i >= 0 {
		who = withoutTopic(p.known[i].Corrected(who))
	} else {
		who = another(slices.Concat(p.known, people), who)
	}
	p.iv.Interviewers, p.numbered = append(people, who), append(p.numbered, who)
	return nil
}

// known returns the index of the one who is meant by somebody new to an interview: whoever has the address, or the name
// where one of the two has no address; -1 for nobody, or more than one.
func known(people []rules.Person, p rules.Person) int {
	address := func(k rules.Person) bool { return p.Email != "" && strings.EqualFold(k.Email, p.Email) }
	name := func(k rules.Person) bool {
		return (p.Email == "" || k.Email == "") && strings.EqualFold(rules.OrderedName(k.Name), rules.OrderedName(p.Name))
	}
	for _, matches := range []func(rules.Person) bool{address, name} {
		i := slices.IndexFunc(people, matches)
		if i >= 0 && !slices.ContainsFunc(people[i+1:], matches) {
			return i
		}
	}
	return -1
}

// correctAll has the name and address of people hold wherever they are known in an application.
func correctAll(c *rules.Case, people []rules.Person) {
	for _, now := range people {
		correct := func(p *rules.Person) {
			if p.Key() == now.Key() {
				p.Name, p.Email, p.FixedKey = now.Name, now.Email, now.FixedKey
			}
		}
		correct(&c.Contact)
		for _, iv := range c.Interviews {
			for i := range iv.Interviewers {
				correct(&iv.Interviewers[i])
			}
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

// another is p as one more of the people. Somebody may be known under the key that p would have, whose name or address
// was that once; then p gets one of their own.
func another(people []rules.Person, p rules.Person) rules.Person {
	taken := func(k rules.Person) bool { return k.FixedKey != "" && k.FixedKey == p.Key() }
	for n := 2; slices.ContainsFunc(people, taken); n++ {
		p.FixedKey = fmt.Sprintf("%s#%d", rules.Person{Name: p.Name, Email: p.Email}.Key(), n)
	}
	return p
}

// recipientOf returns the key of the one whom --to names: one of the application's people, or somebody else to whom a draft
// went or goes; or everybody when nobody is named.
func recipientOf(s subject, p rules.Policy, now time.Time, to string) (string, error) {
	if to == "" {
		return everybody, nil
	}
	people := s.panel(now)
	if !isNumber(to) { // which only interviewers have
		people = addressees(s.Case, p, now)
	}
	i, err := findPerson(people, to)
	if err != nil {
		return "", usagef("--to %w", err)
	}
	return people[i].Key(), nil
}

// addressees returns the application's people, then the others to whom a draft went or goes.
func addressees(c rules.Case, p rules.Policy, now time.Time) []rules.Person {
	people := c.People()
	add := func(key string) {
		who, known := c.Who(key)
		if known && !slices.ContainsFunc(people, func(p rules.Person) bool { return p.Key() == who.Key() }) {
			people = append(people, who)
		}
	}
	for _, r := range c.History.Reminders {
		add(r.Recipient)
	}
	for _, s := range rules.Decide(c, p, now).Steps {
		if who := s.To; who.Key() != "" {
			add(who.String())
		}
	}
	return people
}

// everybody stands for any recipient.
const everybody = "*"

// whoAnswered returns who is typed: one of the interviewers by the number, one of the application's people by the address or
// some of the name, or anybody else.
func whoAnswered(typed string, s subject, now time.Time) (string, error) {
	if typed == "" {
		return "", nil
	}
	panel := s.Case.People()
	if isNumber(typed) {
		panel = s.panel(now)
	}
	i, err := findPerson(panel, typed)
	if err != nil && isNumber(typed) {
		return "", usagef("--from %s: a number is that of an interviewer, as `followup show %d` lists them: %s; "+
			"give anybody else by name or address", strings.TrimSpace(typed), s.ID, numberedNames(panel))
	}
	switch {
	case err == nil && (isNumber(typed) || panel[i].Email == typed || containsAll(words(panel[i].Name), words(typed))):
		return panel[i].String(), nil
	case err != nil && !errors.Is(err, errNobody):
		return "", usagef("--from %w", err)
	}
	p, err := rules.ReadPerson(typed)
	if err != nil {
		return "", usagef("--from %w", err)
	}
	return p.String(), nil
}

// numberedNames returns "1 Jo Smith, 2 Ann Lee", or "nobody".
func numberedNames(people []rules.Person) string {
	var names []string
	for i, p := range people {
		names = append(names, fmt.Sprintf("%d %s", i+1, who(p)))
	}
	return cmp.Or(strings.Join(names, ", "), "nobody")
}
