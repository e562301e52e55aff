package form

import (
	"fmt"

	"followup/cmd/followup/roster"
	"followup/mailer/shell"
	"followup/rules"
)

// A SharedError means that a person was named with the address of another. Only the user knows whether they are one
// person.
type SharedError struct {
	Typed, known rules.Person
	where        string // where the other is known
	correct      string // the command that corrects the name of the other, or ""
}

func (e *SharedError) Error() string {
	if e.correct == "" {
		return fmt.Sprintf("%q: %s; use that name, or give one of the two without an address", e.Typed, e.Whose())
	}
	return fmt.Sprintf("%q: %s; if %s is that person, correct the name first: %s; if not, give one of them without an "+
		"address",
		e.Typed, e.Whose(), e.Typed.Name, e.correct)
}

// Whose returns "jobs@juno.test is the address of Gil Oz, in interview 7".
func (e *SharedError) Whose() string {
	return fmt.Sprintf("%s is the address of %s, %s", e.known.Email, e.known.Name, e.where)
}

// errOneAddress returns the error that two people are named together with one address.
func errOneAddress(p, q rules.Person) error {
	return fmt.Errorf("%q and %q have one address; if they are one person, name them once; "+
		"if not, give one of them without an address", p, q)
}

// checkShared returns an error if p has the address of a person with another name, here or in another application.
func (f *Form) checkShared(c *rules.Case, p rules.Person) error {
	if f.same[p] {
		return nil
	}
	for _, of := range append([]rules.Case{*c}, f.Elsewhere...) {
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
			case !roster.ShareAddress(k, p):
			case iv.ID == 0:
				return errOneAddress(k, p)
			default:
				return &SharedError{p, k, fmt.Sprintf("in interview %d", iv.ID),
					fmt.Sprintf("followup edit %d --with %s", iv.ID, shell.Quoted(fmt.Sprintf("%d=%s", i+1, p.Name)))}
			}
		}
	}
	if roster.ShareAddress(c.Contact, p) {
		return &SharedError{p, c.Contact, fmt.Sprintf("the contact of application %d", c.ID),
			fmt.Sprintf("followup edit %d --contact %s", c.ID, shell.Quoted(p.String()))}
	}
	for _, k := range c.Correspondents() {
		if roster.ShareAddress(k, p) {
			return &SharedError{p, k, fmt.Sprintf("who answered for application %d", c.ID), ""}
		}
	}
	return nil
}

// TakeAsOne notes that the two people of an error are one person. Apply does not return that error any more.
func (f *Form) TakeAsOne(shared *SharedError) {
	if f.same == nil {
		f.same = map[rules.Person]bool{}
	}
	f.same[shared.Typed] = true
}
