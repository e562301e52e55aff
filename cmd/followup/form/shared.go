package form

import (
	"fmt"

	"followup/cmd/followup/roster"
	"followup/mailer/command"
	"followup/rules"
)

// A SharedError means that a person was named with the address of someone who has another name. Only the user knows
// whether the two are one person.
type SharedError struct {
	Typed, known rules.Person // the person who was typed, and the one with the address
	where        string       // where the latter is known
	correct      string       // the command that corrects the name of the latter, or ""
}

func (e *SharedError) Error() string {
	if e.correct == "" {
		return fmt.Sprintf("%q: %s; use that name, or give one of the two without an address", e.Typed, e.Whose())
	}
	return fmt.Sprintf("%q: %s; if %s is that person, correct the name first: %s; if not, give one of them without an "+
		"address", e.Typed, e.Whose(), e.Typed.Name, e.correct)
}

// Whose returns whose address it is, as "jobs@juno.test is the address of Gil Oz, in interview 7".
func (e *SharedError) Whose() string {
	return fmt.Sprintf("%s is the address of %s, %s", e.known.Email, e.known.Name, e.where)
}

// errOneAddress returns the error for two people who are named together with one address.
func errOneAddress(p, q rules.Person) error {
	return fmt.Errorf("%q and %q have one address; if they are one person, name them once; "+
		"if not, give one of them without an address", p, q)
}

// checkShared returns an error if p has the address of someone with another name, in c or in another application.
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

// checkSharedIn is checkShared for one application.
func checkSharedIn(c rules.Case, p rules.Person) error {
	for _, iv := range c.Interviews {
		for i, k := range iv.Interviewers {
			switch {
			case !roster.ShareAddress(k, p):
			case iv.ID == 0:
				return errOneAddress(k, p)
			default:
				return &SharedError{p, k, fmt.Sprintf("in interview %d", iv.ID),
					command.Edit(iv.ID, command.With("with", fmt.Sprintf("%d=%s", i+1, p.Name)))}
			}
		}
	}
	if roster.ShareAddress(c.Contact, p) {
		return &SharedError{p, c.Contact, fmt.Sprintf("the contact of application %d", c.ID),
			command.Edit(c.ID, command.With("contact", p.String()))}
	}
	for _, k := range c.Correspondents() {
		if roster.ShareAddress(k, p) {
			return &SharedError{p, k, fmt.Sprintf("who answered for application %d", c.ID), ""}
		}
	}
	return nil
}

// TakeAsOne notes that the two people of an error are one person. Apply no longer returns that error then.
func (f *Form) TakeAsOne(shared *SharedError) {
	if f.same == nil {
		f.same = map[rules.Person]bool{}
	}
	f.same[shared.Typed] = true
}
