package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"followup/cmd/followup/find"
	"followup/cmd/followup/roster"
	"followup/rules"
	"followup/store"
)

// lookUp finds the applications, but for the one of that number, which know an address that was typed, here or in more.
func (f *interviewFlags) lookUp(ctx context.Context, st *store.Store, id int64, more ...string) error {
	f.elsewhere = nil
	for _, typed := range slices.Concat(f.with, []string{f.contact}, more) {
		if number, rest, found := strings.Cut(typed, "="); found && roster.IsNumber(number) {
			typed = rest
		}
		who, err := rules.ReadPerson(typed)
		if err != nil || who.Email == "" {
			continue // what is wrong with it, apply says
		}
		cases, err := st.KnownTo(ctx, who.Email, find.MaxNamed)
		if err != nil {
			return err
		}
		f.elsewhere = joined(f.elsewhere, slices.DeleteFunc(cases, func(c rules.Case) bool { return c.ID == id }))
	}
	return nil
}

// joined returns the applications of two lists, each once.
func joined(list, more []rules.Case) []rules.Case {
	list = slices.Clip(list)
	for _, c := range more {
		if !slices.ContainsFunc(list, func(other rules.Case) bool { return other.ID == c.ID }) {
			list = append(list, c)
		}
	}
	return list
}

// known returns who is meant by somebody new to an interview: the one of the people whom they are, or whom another
// application knows by the address, with what was typed of them, or else themselves.
func (f *interviewFlags) known(people []rules.Person, p rules.Person) (rules.Person, error) {
	i, err := roster.Known(people, p)
	if i >= 0 {
		return withoutTopic(corrected(people[i], p)), nil
	}
	if q, ok := f.onRecord(p); ok {
		return withoutTopic(corrected(q, p)), err
	}
	return p, err
}

// onRecord returns the person whom another application knows by the address.
func (f *interviewFlags) onRecord(p rules.Person) (_ rules.Person, ok bool) {
	for _, c := range f.elsewhere {
		people := c.Correspondents()
		if i := roster.WithAddress(people, p.Email); i >= 0 && p.ID == 0 {
			return people[i], true
		}
	}
	return rules.Person{}, false
}

// sayCorrected says who of an application is called otherwise now, or has another address, where others know them too.
func (a *app) sayCorrected(c rules.Case, elsewhere []rules.Case) {
	for _, p := range c.People() {
		was, in := "", []string{}
		for _, other := range elsewhere {
			for _, q := range other.Correspondents() {
				if !q.Is(p) || q.Name == p.Name && q.Email == p.Email {
					continue
				}
				if was = q.Email; q.Name != p.Name {
					was = q.Name
				}
				in = append(in, fmt.Sprint(other.ID))
			}
		}
		if was != "" {
			a.entry("", fmt.Sprintf("%s was %q until now, also in application %s.", p, was, strings.Join(in, ", ")))
		}
	}
}

// sayKnown says from which other applications the people of an interview are known, and, of the first interview of an
// application, which others there are at the company.
func (a *app) sayKnown(c rules.Case, iv rules.Interview, p rules.Policy) {
	people := iv.Interviewers
	if len(c.Interviews) == 1 {
		people = c.People()
	}
	var known []string
	for _, other := range c.Elsewhere {
		sameCompany := strings.EqualFold(other.Company, c.Company)
		met := acquaintances(other, people, sameCompany, a.now())
		if len(met) == 0 && sameCompany && len(c.Interviews) == 1 {
			phase := decideOne(other, p, a.now()).Phase
			met = append(met, fmt.Sprintf("You applied there before: %s, %s.", nameOf(other), stands(phase)))
		}
		known = append(known, met...)
	}
	for _, s := range known[:min(len(known), find.MaxNamed)] {
		a.entry("", s)
	}
}

// acquaintances says who of the people is known from an application. At the same company the name tells, where one of the
// two has no address.
func acquaintances(other rules.Case, people []rules.Person, sameCompany bool, now time.Time) (list []string) {
	for _, q := range other.People() {
		is := func(p rules.Person) bool {
			namesake := rules.Person{Name: p.Name, Email: p.Email}.Is(rules.Person{Name: q.Name, Email: q.Email})
			return p.Is(q) || sameCompany && namesake
		}
		met := func(iv rules.Interview) bool {
			return !iv.Start.After(now) && !other.NoShow(iv.ID) && iv.IndexOf(q) >= 0
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
