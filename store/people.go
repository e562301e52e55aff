package store

import (
	"context"
	"fmt"
	"iter"
	"slices"

	"followup/rules"
)

// everybody yields all people in a case, the hiring team left out, and not those elsewhere.
func everybody(c *rules.Case) iter.Seq[*rules.Person] {
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

// namePeople fills in the names and addresses of the people in cases of whom only the numbers are known, in one query.
func namePeople(ctx context.Context, tx *transaction, cases map[int64]*rules.Case) error {
	named := map[int64]rules.Person{}
	for _, c := range cases {
		for p := range everybody(c) {
			named[p.ID] = rules.Person{}
		}
	}
	ids := make([]int64, 0, len(named))
	for id := range named {
		ids = append(ids, id)
	}
	found, err := collect(ctx, tx, scanPerson, selectPersons, list(ids))
	if err != nil {
		return fmt.Errorf("reading persons: %w", err)
	}
	for _, p := range found {
		named[p.ID] = p
	}
	for id, c := range cases {
		for p := range everybody(c) {
			who := named[p.ID]
			if who.ID == 0 {
				return fmt.Errorf("%w: application %d refers to person %d, who is not there", errMisfit, id, p.ID)
			}
			p.Name, p.Email = who.Name, who.Email
		}
	}
	return nil
}

const (
	personColumns = `id, name, email`
	selectPersons = `SELECT ` + personColumns + ` FROM persons WHERE id IN (SELECT value FROM json_each(?))`
	selectAddress = `SELECT ` + personColumns + ` FROM persons WHERE email = ? COLLATE NOCASE AND email <> ''`

	// selectNamed reads everybody of an application, those without an address first.
	selectNamed = `SELECT ` + personColumns + ` FROM persons WHERE id IN (
			SELECT contact_id FROM applications WHERE id = ?1
			UNION ALL SELECT person_id FROM interviewers WHERE application_id = ?1
			UNION ALL SELECT person_id FROM events WHERE application_id = ?1
			UNION ALL SELECT from_id FROM events WHERE application_id = ?1
			UNION ALL SELECT person_id FROM drafts WHERE reminder_id IN (SELECT id FROM reminders WHERE application_id = ?1)
		) ORDER BY email <> '', id`
)

func scanPerson(row scanner) (p rules.Person, err error) {
	err = row.Scan(&p.ID, &p.Name, &p.Email)
	vetted := rules.NewPerson(p.Name, p.Email) // for rows of a time when nobody looked
	vetted.ID = p.ID
	return vetted, err
}

// personID is the number of somebody of an application as a column holds it: NULL for the hiring team. Who has no
// number yet is known again, by the address or else by the name within the application, or else is stored. Nobody is
// renamed by it, but somebody of whom only the address was known gets a name.
func personID(ctx context.Context, tx *transaction, applicationID int64, p rules.Person) (any, error) {
	if p.ID != 0 || p.IsTeam() {
		return number(p.ID), nil
	}
	there, found, err := findPerson(ctx, tx, applicationID, p)
	switch {
	case err != nil:
		return nil, err
	case !found:
		result, err := tx.ExecContext(ctx, `INSERT INTO persons (name, email) VALUES (?, ?)`, p.Name, p.Email)
		if err != nil {
			return nil, fmt.Errorf("adding %s: %w", p, err)
		}
		return result.LastInsertId()
	case there.Name == "":
		_, err = tx.ExecContext(ctx, `UPDATE persons SET name = ? WHERE id = ?`, p.Name, there.ID)
	}
	return there.ID, err
}

// findPerson returns the stored person that one without a number is.
func findPerson(ctx context.Context, tx *transaction, applicationID int64, p rules.Person) (_ rules.Person, found bool, err error) {
	if p.Email != "" {
		return whoHas(ctx, tx, p.Email)
	}
	known, err := collect(ctx, tx, scanPerson, selectNamed, applicationID)
	if i := slices.IndexFunc(known, p.Is); i >= 0 {
		return known[i], true, err
	}
	return rules.Person{}, false, err
}

// whoHas returns who has an address.
func whoHas(ctx context.Context, tx *transaction, address string) (_ rules.Person, found bool, err error) {
	who, err := collect(ctx, tx, scanPerson, selectAddress, address)
	if err != nil || len(who) == 0 {
		return rules.Person{}, false, err
	}
	return who[0], true, nil
}

// forgetPeople deletes those whom nothing refers to any more. Whatever lets go of somebody calls it.
func forgetPeople(ctx context.Context, tx *transaction) error {
	_, err := tx.ExecContext(ctx, `DELETE FROM persons WHERE `+unmet)
	return err
}

const unmet = `NOT EXISTS (SELECT 1 FROM interviewers WHERE person_id = persons.id)
	AND NOT EXISTS (SELECT 1 FROM applications WHERE contact_id = persons.id)
	AND NOT EXISTS (SELECT 1 FROM drafts WHERE person_id = persons.id)
	AND NOT EXISTS (SELECT 1 FROM events WHERE from_id = persons.id)
	AND NOT EXISTS (SELECT 1 FROM events WHERE person_id = persons.id)`
