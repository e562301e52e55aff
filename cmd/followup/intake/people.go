package intake

import (
	"context"
	"fmt"
	"strings"

	"followup/cmd/followup/exchange"
	"followup/cmd/followup/roster"
	"followup/mailer/shell"
	"followup/rules"
	"followup/store"
)

// An acquaintance is somebody who is known by the address, with who says what they are called.
type acquaintance struct {
	rules.Person
	where   string // "application 3", or a line
	correct string // the command that corrects the name, if they are on record
}

// recognize finds who is named by an address that somebody has already, on record or further up, and is called
// otherwise. They stay called as they are, which is noted; but two who cannot be one person are a fault of a table.
// What is there already is not looked at.
func recognize(ctx context.Context, st *store.Store, entries []entry, faults *exchange.Faults) error {
	known := map[string]acquaintance{} // by address
	for i := range entries {
		e := &entries[i]
		app := e.Application
		_, there, err := st.Same(ctx, app.Company, app.Role, e.Interview.Start)
		if err != nil {
			return err
		}
		for _, p := range append([]rules.Person{app.Contact}, e.Interview.Interviewers...) {
			if there || p.Email == "" {
				continue
			}
			address := strings.ToLower(p.Email)
			is, seen := known[address]
			if !seen {
				if is, err = onRecord(ctx, st, p); err != nil {
					return err
				}
			}
			if is.Name == "" {
				is = acquaintance{Person: p, where: e.where()}
			}
			known[address] = is
			faults.Add(e.meet(is, p))
		}
	}
	return nil
}

// meet notes how somebody is called, or returns why they cannot be whom the entry names.
func (e *entry) meet(is acquaintance, named rules.Person) error {
	if e.UID == "" && roster.ShareAddress(is.Person, named) {
		return fmt.Errorf("%s: %q has the address of %s in %s; if they are one person, give both the same name, "+
			"else one of them no address", e.where(), named, is.Name, is.where)
	}
	if named.Name != "" && named.Name != is.Name {
		e.names = append(e.names, is.staysCalled(named))
	}
	return nil
}

// staysCalled says that somebody is not called as they are told to be.
func (is acquaintance) staysCalled(told rules.Person) string {
	says := fmt.Sprintf("%s is called %s in %s, and so stays that", told.Email, is.Name, is.where)
	if is.correct == "" {
		return says
	}
	return fmt.Sprintf("%s; if %s is right: %s", says, told.Name, fmt.Sprintf(is.correct, shell.Quoted(told.String())))
}

// onRecord returns who has the person's address on record, or nobody.
func onRecord(ctx context.Context, st *store.Store, p rules.Person) (acquaintance, error) {
	cases, err := st.KnownTo(ctx, p.Email, 1)
	if err != nil {
		return acquaintance{}, err
	}
	for _, c := range cases {
		people := c.Correspondents()
		if i := roster.WithAddress(people, p.Email); i >= 0 {
			return acquaintance{people[i], fmt.Sprintf("application %d", c.ID), correcting(c, people[i])}, nil
		}
	}
	return acquaintance{}, nil
}

// correcting returns the command that corrects the name of one of an application's people, with %s for what to call
// them.
func correcting(c rules.Case, p rules.Person) string {
	for _, iv := range c.Interviews {
		if iv.IndexOf(p) >= 0 {
			return fmt.Sprintf("followup edit %d --with %%s", iv.ID)
		}
	}
	if c.Contact.Is(p) {
		return fmt.Sprintf("followup edit %d --contact %%s", c.ID)
	}
	return ""
}
