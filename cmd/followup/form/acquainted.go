package form

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"followup/cmd/followup/find"
	"followup/cmd/followup/phrase"
	"followup/mailer/letters"
	"followup/rules"
)

// Renamed returns a sentence for each person of an application whose name or address differs from the one in other
// applications that know them.
func Renamed(c rules.Case, elsewhere []rules.Case) (said []string) {
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
			said = append(said, fmt.Sprintf("%s was %q until now, also in application %s.", p, was,
				strings.Join(in, ", ")))
		}
	}
	return said
}

// Known returns sentences that say from which other applications the people of an interview are known and, for the
// first interview of an application, which others there are at its company. It returns at most [find.MaxNamed]. phase
// returns the phase of another application.
func Known(c rules.Case, iv rules.Interview, now time.Time, phase func(rules.Case) rules.Phase) (said []string) {
	people := iv.Interviewers
	first := len(c.Interviews) == 1
	if first {
		people = c.People()
	}
	for _, other := range c.Elsewhere {
		sameCompany := rules.SameCompany(other.Company, c.Company)
		met := acquaintances(other, people, sameCompany, now)
		if len(met) == 0 && sameCompany && first {
			met = append(met, fmt.Sprintf("You applied there before: %s, %s.",
				phrase.Application(other), phrase.Phase(phase(other))))
		}
		said = append(said, met...)
	}
	return said[:min(len(said), find.MaxNamed)]
}

// acquaintances returns a sentence for each of the people who is known from another application. At the same company,
// a name is enough if one of the two has no address.
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
		how := "You know %s from %s at %s, application %d."
		if slices.ContainsFunc(other.Interviews, met) {
			how = "You met %s for %s at %s, application %d."
		}
		role := letters.In("").TheRole(other.Role) // the sentence is English
		list = append(list, fmt.Sprintf(how, phrase.Who(q), role, other.Company, other.ID))
	}
	return list
}
