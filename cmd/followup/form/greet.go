package form

import (
	"fmt"
	"strings"

	"followup/cmd/followup/roster"
	"followup/rules"
)

// applyGreetings sets how people are greeted, wherever the application names them.
func (f *Form) applyGreetings(c *rules.Case, of *panel) error {
	for _, typed := range f.greet {
		who, greeting, found := strings.Cut(typed, "=")
		if !found {
			return fmt.Errorf(`--greet %q has no "="; write it like --greet "Jo Smith=Dear Jo"`, typed)
		}
		p, err := of.anybody(who)
		if err != nil {
			return fmt.Errorf("--greet %w", err)
		}
		greeting = strings.TrimRight(strings.TrimSpace(greeting), ", ") // the letters add the comma
		greet(c, p, greeting)
	}
	return nil
}

// anybody returns the person who was typed: an interviewer by number, or one of the application's people.
func (p *panel) anybody(typed string) (rules.Person, error) {
	if roster.IsNumber(typed) {
		i, err := p.find(typed)
		if err != nil {
			return rules.Person{}, err
		}
		return p.iv.Interviewers[i], nil
	}
	people := p.of.People()
	i, err := roster.Find(people, typed)
	if err != nil {
		return rules.Person{}, err
	}
	return people[i], nil
}

// greet sets the greeting of a person everywhere in an application.
func greet(c *rules.Case, who rules.Person, greeting string) {
	forEachPerson(c, func(p *rules.Person) {
		if p.Is(who) {
			p.Greeting = greeting
		}
	})
}
