package main

import (
	"errors"
	"fmt"
	"strings"

	"followup/cmd/followup/typo"
	"followup/mailer/shell"
	"followup/rules"
	"followup/rules/people"
)

// A sharedError: somebody was named with the address of somebody else. Whether they are one person only the user knows.
type sharedError struct {
	typed, known rules.Person
	where        string // who is known
	correct      string // the command that corrects the name of whoever is known, if there is one
}

func (e *sharedError) Error() string {
	if e.correct == "" {
		return fmt.Sprintf("%q: %s; name them so, or give one of the two without an address", e.typed, e.whose())
	}
	return fmt.Sprintf("%q: %s; if %s is that person, correct the name first: %s; if not, give one of them without an address",
		e.typed, e.whose(), e.typed.Name, e.correct)
}

// whose returns "jobs@juno.test is the address of Gil Oz, in interview 7".
func (e *sharedError) whose() string {
	return fmt.Sprintf("%s is the address of %s, %s", e.known.Email, e.known.Name, e.where)
}

// errOneAddress: two people are named together, with one address.
func errOneAddress(p, q rules.Person) error {
	return fmt.Errorf("%q and %q have one address; if they are one person, name them once; "+
		"if not, give one of them without an address", p, q)
}

// checkShared returns an error where p has the address of somebody who is called otherwise, here or in another application.
func (f *interviewFlags) checkShared(c *rules.Case, p rules.Person) error {
	if f.same[p] {
		return nil
	}
	for _, of := range append([]rules.Case{*c}, f.elsewhere...) {
		if err := checkSharedIn(of, p); err != nil {
			return err
		}
	}
	return nil
}

func checkSharedIn(c rules.Case, p rules.Person) error {
	for _, iv := range c.Interviews {
		for i, k := range iv.Interviewers {
			switch {
			case !haveOneAddress(k, p):
			case iv.ID == 0:
				return errOneAddress(k, p)
			default:
				return &sharedError{p, k, fmt.Sprintf("in interview %d", iv.ID),
					fmt.Sprintf("followup edit %d --with %s", iv.ID, shell.Quoted(fmt.Sprintf("%d=%s", i+1, p.Name)))}
			}
		}
	}
	if haveOneAddress(c.Contact, p) {
		return &sharedError{p, c.Contact, fmt.Sprintf("the contact of application %d", c.ID),
			fmt.Sprintf("followup edit %d --contact %s", c.ID, shell.Quoted(p.String()))}
	}
	for _, k := range c.Correspondents() {
		if haveOneAddress(k, p) {
			return &sharedError{p, k, fmt.Sprintf("who answered for application %d", c.ID), ""}
		}
	}
	return nil
}

// askShared asks whether the two whom an error is about are one person. It reports whether they are.
func (f *interviewFlags) askShared(a *app, err error) bool {
	var shared *sharedError
	if !a.interactive || !errors.As(err, &shared) {
		return false
	}
	one := a.confirm("%s", clean(fmt.Sprintf("%s. Is %s the same person?", shared.whose(), shared.typed.Name)))
	if one {
		if f.same == nil {
			f.same = map[rules.Person]bool{}
		}
		f.same[shared.typed] = true
	}
	return one
}

// haveOneAddress reports whether two people who are called differently have one address.
func haveOneAddress(p, q rules.Person) bool {
	return p.Email != "" && strings.EqualFold(p.Email, q.Email) && !mayBeOne(p.Name, q.Name)
}

// mayBeOne reports whether two names may be of one person: one is a part of the other, "Jo" of "Jo Smith", or differs from
// it in a letter, as "Smyth" from "Smith", or in an initial, as "J." from "Jo". No name may be anybody's.
func mayBeOne(name, other string) bool {
	some, all := words(people.Ordered(name)), words(people.Ordered(other))
	if len(some) > len(all) {
		some, all = all, some
	}
	odd := 0
	for _, word := range some {
		if containsAll(all, []string{word}) {
			continue
		}
		odd++
		like := false
		for _, w := range all {
			like = like || isLike(word, w)
		}
		if !like {
			return false
		}
	}
	return odd == 0 || odd == 1 && len(some) > 1
}

// isLike reports whether two words of names begin alike and differ in one letter, or one of them is the other's initial.
func isLike(word, other string) bool {
	word, other = strings.TrimRight(word, "."), strings.TrimRight(other, ".")
	if word == "" || other == "" || []rune(word)[0] != []rune(other)[0] {
		return false
	}
	return len([]rune(word)) == 1 || len([]rune(other)) == 1 || typo.Distance(word, other) == 1
}
