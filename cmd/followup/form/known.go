package form

import (
	"context"
	"slices"
	"strings"

	"followup/cmd/followup/find"
	"followup/cmd/followup/roster"
	"followup/rules"
	"followup/store"
)

// LookUp sets Elsewhere to the applications that know an address in the form or in more, without the application with
// the number id.
func (f *Form) LookUp(ctx context.Context, st *store.Store, id int64, more ...string) error {
	f.Elsewhere = nil
	for _, typed := range slices.Concat(f.with, []string{f.contact}, more) {
		if number, rest, found := strings.Cut(typed, "="); found && roster.IsNumber(number) {
			typed = rest
		}
		who, err := rules.ReadPerson(typed)
		if err != nil || who.Email == "" {
			continue // Apply reports what is wrong with it
		}
		cases, err := st.KnownTo(ctx, who.Email, find.MaxNamed)
		if err != nil {
			return err
		}
		f.Elsewhere = Joined(f.Elsewhere, slices.DeleteFunc(cases, func(c rules.Case) bool { return c.ID == id }))
	}
	return nil
}

// Joined returns the applications of both lists, each once. It does not change the lists.
func Joined(list, more []rules.Case) []rules.Case {
	list = slices.Clip(list)
	for _, c := range more {
		if !slices.ContainsFunc(list, func(other rules.Case) bool { return other.ID == c.ID }) {
			list = append(list, c)
		}
	}
	return list
}

// known returns the person who is meant by p, who is new to an interview, with what was typed: one of the people, or a
// person with that address in another application, or else p.
func (f *Form) known(people []rules.Person, p rules.Person) (rules.Person, error) {
	i, err := roster.Known(people, p)
	if i >= 0 {
		return withoutTopic(corrected(people[i], p)), nil
	}
	if q, ok := f.onRecord(p); ok {
		return withoutTopic(corrected(q, p)), err
	}
	return p, err
}

// onRecord returns the person who has the address of p in another application. It finds nobody if p has an ID.
func (f *Form) onRecord(p rules.Person) (_ rules.Person, ok bool) {
	for _, c := range f.Elsewhere {
		people := c.Correspondents()
		if i := roster.WithAddress(people, p.Email); i >= 0 && p.ID == 0 {
			return people[i], true
		}
	}
	return rules.Person{}, false
}
