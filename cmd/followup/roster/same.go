package roster

import (
	"fmt"
	"slices"
	"strings"

	"followup/rules"
	"followup/rules/people"
)

// The functions here find the person who was named in full, by name, address or both. All of them assume that an
// address belongs to one person, and none guesses between two people who fit. They differ in how much a name counts.

// Completed returns the index of the person whose name or address p completes or corrects, or -1 if p is new. The same
// name is enough, even with another address, because an edit may correct the address. If no address is known yet, so
// is a part of the name. It returns an error if p may be more than one of them.
func Completed(known []rules.Person, p rules.Person) (int, error) {
	byAddress := WithAddress(known, p.Email)
	byName, other := -1, -1
	if p.Name != "" {
		if byName, other = first(known, called(p.Name)); byName < 0 {
			byName, other = first(known, func(k rules.Person) bool { return k.Email == "" && HasWords(p.Name, k.Name) })
		}
	}
	switch {
	case byAddress >= 0 && byName >= 0 && other < 0 && byName != byAddress:
		return -1, fmt.Errorf("%q has the name of %s and the address of %s; correct one of the two first",
			p, known[byName], known[byAddress])
	case byAddress >= 0:
		return byAddress, nil
	case other >= 0:
		return -1, fmt.Errorf("%q may mean more than one of the interviewers; remove one with --without first", p.Name)
	}
	return byName, nil
}

// Known returns the index of the person who is p, or -1 if p is new. The same name with a different address is another
// person, as for [rules.Person.Is]. It returns an error if p may be more than one of them.
func Known(known []rules.Person, p rules.Person) (int, error) {
	if i := WithAddress(known, p.Email); i >= 0 {
		return i, nil
	}
	i, other := first(known, p.Is)
	if other >= 0 {
		return -1, fmt.Errorf("%q may mean %s or %s; write the address of one of them, or more of the name",
			p, known[i], known[other])
	}
	return i, nil
}

// Called returns the index of the person with that address, or of the only one with that name, or -1.
func Called(known []rules.Person, nameOrAddress string) int {
	if i := WithAddress(known, nameOrAddress); i >= 0 {
		return i
	}
	i, other := first(known, called(nameOrAddress))
	if other >= 0 {
		return -1
	}
	return i
}

// Contact returns the index of the person who is meant as the contact: one found as by [Completed],
// or the one whose name contains the name of who. It returns -1 if who is new, and an error if more than one fits.
func Contact(known []rules.Person, who rules.Person) (int, error) {
	i, err := Completed(known, who)
	if i >= 0 || err != nil || who.Email != "" {
		return i, err
	}
	fit := slices.DeleteFunc(slices.Clone(known), func(p rules.Person) bool { return !NamesPart(p, who) })
	if len(fit) == 0 {
		return -1, nil
	}
	if i, err = Find(fit, who.Name); err != nil {
		return -1, err
	}
	return slices.IndexFunc(known, fit[i].Is), nil
}

// WithAddress returns the index of the person with that address, or -1. Nobody has the address "".
func WithAddress(known []rules.Person, address string) int {
	return slices.IndexFunc(known, func(p rules.Person) bool { return SameAddress(p.Email, address) })
}

// SameAddress reports whether two addresses are equal apart from case. An empty address equals none, not even another
// empty one.
func SameAddress(a, b string) bool { return a != "" && strings.EqualFold(a, b) }

// called returns a function that reports whether a person has that name, written in either order.
func called(name string) func(rules.Person) bool {
	name = people.Ordered(name)
	return func(p rules.Person) bool { return strings.EqualFold(people.Ordered(p.Name), name) }
}

// first returns the indexes of the first person who matches and of the next one, each -1 if there is none.
func first(known []rules.Person, matches func(rules.Person) bool) (i, other int) {
	if i = slices.IndexFunc(known, matches); i < 0 {
		return -1, -1
	}
	if other = slices.IndexFunc(known[i+1:], matches); other >= 0 {
		other += i + 1
	}
	return i, other
}
