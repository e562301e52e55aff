package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"followup/rules"
)

// samePerson is the index of the one whom p names or completes, or -1 for a new one.
func samePerson(people []rules.Person, p rules.Person) (int, error) {
	byAddress := slices.IndexFunc(people, func(k rules.Person) bool { return p.Email != "" && strings.EqualFold(k.Email, p.Email) })
	byName, err := sameName(people, p)
	switch {
	case err != nil && byAddress < 0:
		return -1, err
	case err == nil && byName >= 0 && byAddress >= 0 && byName != byAddress:
		return -1, fmt.Errorf("%q has the name of %s and the address of %s; correct one of the two first", p, people[byName], people[byAddress])
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

// findPerson is the index of the one whose name or address is typed; else of the one who has all the words typed in it;
// else of the one who contains what is typed.
func findPerson(people []rules.Person, typed string) (int, error) {
	wanted := strings.ToLower(strings.Join(strings.Fields(typed), " "))
	if wanted == "" {
		return -1, fmt.Errorf("%q names nobody", typed)
	}
	is := func(p rules.Person) bool {
		return strings.EqualFold(p.Name, wanted) || strings.EqualFold(p.Email, wanted) || strings.EqualFold(p.String(), wanted)
	}
	has := func(p rules.Person) bool { return containsAll(words(p.Name), words(typed)) }
	contains := func(p rules.Person) bool { return strings.Contains(strings.ToLower(p.String()), wanted) }
	for _, matches := range []func(rules.Person) bool{is, has, contains} {
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

// words are the words of a name, for comparing.
func words(name string) []string {
	return strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(`,;"()<>`, r) })
}

func containsAll(all, some []string) bool {
	return len(some) > 0 && !slices.ContainsFunc(some, func(word string) bool { return !slices.Contains(all, word) })
}

// another is p as one more of the people. Somebody may be known under the key that p would have, whose name or address
// was that once; then p gets one of their own.
func another(people []rules.Person, p rules.Person) rules.Person {
	for n := 2; slices.ContainsFunc(people, func(k rules.Person) bool { return k.FixedKey != "" && k.FixedKey == p.Key() }); n++ {
		p.FixedKey = fmt.Sprintf("%s#%d", rules.Person{Name: p.Name, Email: p.Email}.Key(), n)
	}
	return p
}

// recipientOf is the key of the one whom --to names: an interviewer, or somebody else to whom a draft went or goes; "*"
// for everybody when nobody is named.
func recipientOf(c rules.Case, p rules.Policy, now time.Time, to string) (string, error) {
	if to == "" {
		return everybody, nil
	}
	people := slices.Clone(c.Interview.Interviewers)
	add := func(key string) {
		who, known := c.Interview.Who(key)
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
	i, err := findPerson(people, to)
	if err != nil {
		return "", usagef("--to %w", err)
	}
	return people[i].Key(), nil
}

// everybody stands for any recipient.
const everybody = "*"

// whoAnswered is who is typed: one of the interviewers, by the address or some of the name, or anybody else.
func whoAnswered(typed string, panel []rules.Person) (string, error) {
	if typed == "" {
		return "", nil
	}
	i, err := findPerson(panel, typed)
	switch {
	case err == nil && (panel[i].Email == typed || containsAll(words(panel[i].Name), words(typed))):
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
