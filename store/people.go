package store

import (
	"cmp"
	"fmt"
	"iter"
	"maps"
	"slices"

	"followup/rules"
)

// peopleIn yields all people in a case, but not the hiring team and not the people of related applications.
func peopleIn(c *rules.Case) iter.Seq[*rules.Person] {
	return func(yield func(*rules.Person) bool) {
		all := []*rules.Person{&c.Contact}
		for _, iv := range c.Interviews {
			for i := range iv.Interviewers {
				all = append(all, &iv.Interviewers[i])
			}
		}
		for _, events := range [][]rules.Event{c.History.Events, c.History.TakenBack} {
			for i := range events {
				all = append(all, &events[i].To, &events[i].From)
			}
		}
		for _, r := range c.History.Reminders {
			for i := range r.Message.Drafts {
				all = append(all, &r.Message.Drafts[i].To)
			}
		}
		for _, p := range all {
			if !p.IsTeam() && !yield(p) {
				return
			}
		}
	}
}

// namePeople fills in the names, addresses and greetings of the people in cases, who have only numbers, with one query.
func namePeople(tx *transaction, cases map[int64]*rules.Case) error {
	named := map[int64]rules.Person{}
	for _, c := range cases {
		for p := range peopleIn(c) {
			named[p.ID] = rules.Person{}
		}
	}
	found, err := findPersons(tx, slices.Collect(maps.Keys(named))...)
	if err != nil {
		return fmt.Errorf("reading persons: %w", err)
	}
	for _, p := range found {
		named[p.ID] = p
	}
	for id, c := range cases {
		for p := range peopleIn(c) {
			stored := named[p.ID]
			if stored.ID == 0 {
				return fmt.Errorf("%w: application %d refers to person %d, who is not there", errMisfit, id, p.ID)
			}
			p.Name, p.Email, p.Greeting = stored.Name, stored.Email, stored.Greeting
		}
	}
	return nil
}

const (
	personColumns = `id, name, email, greeting`
	selectPersons = `SELECT ` + personColumns + ` FROM persons WHERE id IN (SELECT value FROM json_each(?))`
	selectAddress = `SELECT ` + personColumns + ` FROM persons WHERE email = ? COLLATE NOCASE AND email <> ''`

	// selectMentioned selects all people of an application, those without an address first.
	selectMentioned = `
		SELECT ` + personColumns + `
		FROM persons
		WHERE id IN (SELECT person_id FROM mentions WHERE application_id = ?)
		ORDER BY email <> '', id`
)

func scanPerson(row scanner) (p rules.Person, err error) {
	err = row.Scan(&p.ID, &p.Name, &p.Email, &p.Greeting)
	vetted := rules.NewPerson(p.Name, p.Email) // older rows were not vetted
	vetted.ID, vetted.Greeting = p.ID, rules.Visible(p.Greeting)
	return vetted, err
}

// findPersons returns those of the people with these numbers that exist.
func findPersons(tx *transaction, ids ...int64) ([]rules.Person, error) {
	return collect(tx, scanPerson, selectPersons, list(ids))
}

// personID returns the number of a person of an application as a column stores it: NULL for the hiring team. A person
// without a number is matched by address, or else by name within the application, or else is stored. Nobody is
// renamed, but a person of whom only the address was known gets the name, and one without a greeting gets it.
func personID(tx *transaction, applicationID int64, p rules.Person) (any, error) {
	if p.ID != 0 || p.IsTeam() {
		return number(p.ID), nil
	}
	stored, found, err := findPerson(tx, applicationID, p)
	switch {
	case err != nil:
		return nil, err
	case !found:
		id, err := tx.insert(`INSERT INTO persons (name, email, greeting) VALUES (?, ?, ?)`,
			p.Name, p.Email, p.Greeting)
		if err != nil {
			return nil, fmt.Errorf("adding %s: %w", p, err)
		}
		return id, nil
	case stored.Name == "" || stored.Greeting == "" && p.Greeting != "":
		err = tx.exec(`UPDATE persons SET name = ?, greeting = ? WHERE id = ?`,
			cmp.Or(stored.Name, p.Name), cmp.Or(stored.Greeting, p.Greeting), stored.ID)
	}
	return stored.ID, err
}

// findPerson returns the stored person that matches one without a number.
func findPerson(tx *transaction, applicationID int64, p rules.Person) (_ rules.Person, found bool, err error) {
	if p.Email != "" {
		return findByAddress(tx, p.Email)
	}
	known, err := collect(tx, scanPerson, selectMentioned, applicationID)
	if i := slices.IndexFunc(known, p.Is); i >= 0 {
		return known[i], true, err
	}
	return rules.Person{}, false, err
}

func findByAddress(tx *transaction, address string) (_ rules.Person, found bool, err error) {
	people, err := collect(tx, scanPerson, selectAddress, address)
	if err != nil || len(people) == 0 {
		return rules.Person{}, false, err
	}
	return people[0], true, nil
}

// forgetPeople deletes people to whom nothing refers any more. Every change that may remove a reference calls it.
func forgetPeople(tx *transaction) error {
	return tx.exec(`DELETE FROM persons WHERE ` + unused)
}

const unused = `NOT EXISTS (SELECT 1 FROM mentions WHERE person_id = persons.id)`
