package main

import (
	"context"
	"fmt"
	"strings"

	"followup/cmd/followup/exchange"
	"followup/rules"
	"followup/store"
)

// keepApart finds lines of tables that name somebody with the address of another of the same application, in the table or
// in the one that the line joins: the two would be taken for one. What is there already is not looked at.
func keepApart(ctx context.Context, st *store.Store, entries []entry, faults *exchange.Faults) error {
	type known struct {
		rules.Person
		where string
	}
	seen := map[string]map[string]known{} // by application, then by address
	for _, e := range entries {
		if e.UID != "" {
			continue
		}
		app := e.Application
		_, there, err := st.Same(ctx, app.Company, app.Role, e.Interview.Start)
		if err != nil {
			return err
		}
		if there {
			continue
		}
		key := strings.ToLower(fmt.Sprintf("%d %q %q", app.ID, app.Company, app.Role))
		if seen[key] == nil {
			seen[key] = map[string]known{}
			c, err := openFor(ctx, st, app)
			if err != nil {
				return err
			}
			for _, p := range c.People() {
				seen[key][strings.ToLower(p.Email)] = known{p, fmt.Sprintf("application %d", c.ID)}
			}
		}
		for _, p := range append([]rules.Person{app.Contact}, e.Interview.Interviewers...) {
			address := strings.ToLower(p.Email)
			switch other, is := seen[key][address]; {
			case address == "":
			case !is:
				seen[key][address] = known{p, e.where()}
			case haveOneAddress(other.Person, p):
				faults.Add(fmt.Errorf("%s: %q has the address of %s in %s; if they are one person, give both the same name, "+
					"else one of them no address", e.where(), p, other.Name, other.where))
			}
		}
	}
	return nil
}

// openFor returns the open application that one of a table would join, or none.
func openFor(ctx context.Context, st *store.Store, app rules.Application) (c rules.Case, err error) {
	found, err := st.OpenFor(ctx, app.Company, app.Role)
	if err != nil || len(found) == 0 {
		return c, err
	}
	return st.Case(ctx, found[0].ID)
}
