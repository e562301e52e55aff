package intake

import (
	"context"
	"fmt"
	"strings"

	"followup/cmd/followup/exchange"
	"followup/cmd/followup/roster"
	"followup/mailer/command"
	"followup/rules"
	"followup/store"
)

// An acquaintance is a person whose address is known, with where their name comes from.
type acquaintance struct {
	rules.Person
	where   string                   // "application 3", or a line of a file
	correct func(name string) string // returns the command that changes the name; nil for a line of a file
}

// recognize finds the people whose address is known under another name, from the store or from an earlier entry. They
// keep the known name, which is noted for a remark. If the two cannot be one person, that is a fault in a table.
// Interviews that are already in the store are not checked.
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

// meet notes that a person keeps the known name, or returns an error if that cannot be the person whom the entry
// names.
func (e *entry) meet(is acquaintance, named rules.Person) error {
	if e.UID == "" && roster.ShareAddress(is.Person, named) {
		return fmt.Errorf("%s: %q has the address of %s in %s; if they are one person, give both the same name; "+
			"if not, leave out the address of one", e.where(), named, is.Name, is.where)
	}
	if named.Name != "" && named.Name != is.Name {
		e.names = append(e.names, is.keepsName(named))
	}
	return nil
}

// keepsName returns the remark that a person keeps the known name instead of the one in a file.
func (is acquaintance) keepsName(told rules.Person) string {
	says := fmt.Sprintf("%s is called %s in %s and keeps that name", told.Email, is.Name, is.where)
	if is.correct == nil {
		return says
	}
	return fmt.Sprintf("%s; if %s is right: %s", says, told.Name, is.correct(told.String()))
}

// onRecord returns the person in the store who has the address of p, or the zero acquaintance.
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

// correcting returns a function that returns the command that changes the name of p, or nil if p is neither an
// interviewer nor the contact of the application.
func correcting(c rules.Case, p rules.Person) func(name string) string {
	edit := func(id int64, flag string) func(string) string {
		return func(name string) string { return command.Edit(id, command.With(flag, name)) }
	}
	for _, iv := range c.Interviews {
		if iv.IndexOf(p) >= 0 {
			return edit(iv.ID, "with")
		}
	}
	if c.Contact.Is(p) {
		return edit(c.ID, "contact")
	}
	return nil
}
