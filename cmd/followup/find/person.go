package find

import (
	"slices"
	"time"

	"followup/cmd/followup/roster"
	"followup/cmd/followup/usage"
	"followup/rules"
)

// Addressee returns the person whom --to names: one of the application's people, or someone else to whom a draft was
// addressed. If to is empty, it returns the person whom the words name that found the application, else the hiring
// team, which stands for everybody. The error is a usage error.
func Addressee(s Subject, now time.Time, to string) (rules.Person, error) {
	if to == "" {
		return s.Person()
	}
	people := s.Meant(now).Interviewers
	if !roster.IsNumber(to) { // only interviewers have numbers
		people = addressees(s.Case)
	}
	i, err := roster.Find(people, to)
	if err != nil {
		return rules.Person{}, usage.Errorf("--to %w", err)
	}
	return people[i], nil
}

// addressees returns the application's people, then everyone else who wrote or to whom a draft was addressed.
func addressees(c rules.Case) []rules.Person {
	people := c.Correspondents()
	for _, r := range c.History.Reminders {
		for _, p := range r.To() {
			if !p.IsTeam() && !slices.ContainsFunc(people, p.Is) {
				people = append(people, p)
			}
		}
	}
	return people
}
