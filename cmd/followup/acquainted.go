package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"followup/rules"
	"followup/store"
)

// maxAcquainted is how many applications, the latest, are searched for somebody known. An addition must not take longer the
// more there are.
const maxAcquainted = 100

// sayKnown says from which other applications the people of an interview are known, and, of the first interview of an
// application, which others there are at the company.
func (a *app) sayKnown(ctx context.Context, st *store.Store, c rules.Case, iv rules.Interview, p rules.Policy) error {
	cases, err := st.List(ctx, store.ListOptions{Closed: true, Limit: maxAcquainted})
	if err != nil {
		return err
	}
	people := iv.Interviewers
	if len(c.Interviews) == 1 {
		people = c.People()
	}
	var known []string
	for _, other := range cases {
		if other.ID == c.ID {
			continue
		}
		sameCompany := strings.EqualFold(other.Company, c.Company)
		met := acquaintances(other, people, sameCompany, a.now())
		if len(met) == 0 && sameCompany && len(c.Interviews) == 1 {
			phase := decideOne(other, p, a.now()).Phase
			met = append(met, fmt.Sprintf("You applied there before: %s, %s.", nameOf(other), stands(phase)))
		}
		known = append(known, met...)
	}
	for _, s := range known[:min(len(known), maxNamed)] {
		a.entry("", s)
	}
	return nil
}

// acquaintances says who of the people is known from an application, as they are called there. The address tells, and at the
// same company the name.
func acquaintances(other rules.Case, people []rules.Person, sameCompany bool, now time.Time) (list []string) {
	for _, q := range other.People() {
		is := func(p rules.Person) bool {
			if p.Email != "" && q.Email != "" {
				return strings.EqualFold(p.Email, q.Email)
			}
			return sameCompany && strings.EqualFold(rules.OrderedName(p.Name), rules.OrderedName(q.Name))
		}
		met := func(iv rules.Interview) bool {
			return !iv.Start.After(now) && !other.NoShow(iv.ID) && iv.IndexOf(q.Key()) >= 0
		}
		if !slices.ContainsFunc(people, is) {
			continue
		}
		how := "You know %s from the %s role at %s, application %d."
		if slices.ContainsFunc(other.Interviews, met) {
			how = "You met %s for the %s role at %s, application %d."
		}
		list = append(list, fmt.Sprintf(how, who(q), other.Role, other.Company, other.ID))
	}
	return list
}
