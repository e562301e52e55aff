package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"slices"

	"followup/rules"
)

// ErrAddressTaken is returned for a correction that would give somebody an address that another has.
var ErrAddressTaken = errors.New("the address is somebody else's")

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
		return addressee(ctx, tx, p.Email)
	}
	known, err := collect(ctx, tx, scanPerson, selectNamed, applicationID)
	if i := slices.IndexFunc(known, p.Is); i >= 0 {
		return known[i], true, err
	}
	return rules.Person{}, false, err
}

// addressee returns who has an address.
func addressee(ctx context.Context, tx *transaction, address string) (_ rules.Person, found bool, err error) {
	who, err := collect(ctx, tx, scanPerson, selectAddress, address)
	if err != nil || len(who) == 0 {
		return rules.Person{}, false, err
	}
	return who[0], true, nil
}

// correctPeople stores the names and addresses that a changed application has for people with a number, for all
// applications.
func correctPeople(ctx context.Context, tx *transaction, changed rules.Case) error {
	told := map[int64][]rules.Person{}
	for p := range everybody(&rules.Case{Application: changed.Application, Interviews: changed.Interviews}) {
		if p.ID != 0 {
			told[p.ID] = append(told[p.ID], rules.Person{ID: p.ID, Name: p.Name, Email: p.Email})
		}
	}
	ids := make([]int64, 0, len(told))
	for id := range told {
		ids = append(ids, id)
	}
	stored, err := collect(ctx, tx, scanPerson, selectPersons, list(ids))
	if err != nil {
		return err
	}
	if len(stored) < len(told) {
		return fmt.Errorf("not all of the persons %v are there; they may have been removed meanwhile, so try again", ids)
	}
	var corrected []rules.Person
	for _, was := range stored {
		other := slices.DeleteFunc(told[was.ID], func(p rules.Person) bool { return p == was })
		if len(other) == 0 {
			continue
		}
		if i := slices.IndexFunc(other, func(p rules.Person) bool { return p != other[0] }); i > 0 {
			return fmt.Errorf("%s is corrected to %s and to %s; say which", was, other[0], other[i])
		}
		corrected = append(corrected, other[0])
	}
	return rewritePeople(ctx, tx, corrected)
}

// rewritePeople gives people their names and addresses, which may be one another's former ones.
func rewritePeople(ctx context.Context, tx *transaction, people []rules.Person) error {
	for _, p := range people {
		if _, err := tx.ExecContext(ctx, `UPDATE persons SET email = '' WHERE id = ?`, p.ID); err != nil {
			return err
		}
	}
	for _, p := range people {
		if err := freeAddress(ctx, tx, p); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `UPDATE persons SET name = ?, email = ? WHERE id = ?`, p.Name, p.Email, p.ID); err != nil {
			return err
		}
	}
	return nil
}

// freeAddress sees to it that nobody else has the address that somebody gets. Whoever has it is refused to give it up for as
// long as they are met anywhere. Else they stand in old mails alone, by a slip most likely, and need it no more.
func freeAddress(ctx context.Context, tx *transaction, p rules.Person) error {
	if p.Email == "" {
		return nil
	}
	owner, taken, err := addressee(ctx, tx, p.Email)
	if err != nil || !taken || owner.ID == p.ID {
		return err
	}
	var application int64
	switch err := tx.QueryRowContext(ctx, selectMet, owner.ID).Scan(&application); {
	case err == nil:
		return fmt.Errorf("%w: that of %s in application %d", ErrAddressTaken, owner, application)
	case !errors.Is(err, sql.ErrNoRows):
		return err
	}
	// Without it they are called by it, where no name is known.
	_, err = tx.ExecContext(ctx, `UPDATE persons SET name = iif(name = '', email, name), email = '' WHERE id = ?`, owner.ID)
	return err
}

// selectMet finds an application in which somebody is met.
const selectMet = `
	SELECT id FROM applications WHERE contact_id = ?1
	UNION ALL SELECT application_id FROM interviewers WHERE person_id = ?1
	UNION ALL SELECT application_id FROM events WHERE from_id = ?1 AND taken_back_at IS NULL
	LIMIT 1`

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
