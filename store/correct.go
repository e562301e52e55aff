package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"followup/rules"
)

// ErrAddressTaken is returned for a correction that would give somebody an address that another has.
var ErrAddressTaken = errors.New("the address is somebody else's")

// correctPeople stores the names and addresses that a changed application has for people with a number, for all
// applications. Somebody without an address who gets that of a person whom only others know is that person from now on,
// and stands so in changed. It returns what an undo has to know of people beyond the facts of the application.
func correctPeople(ctx context.Context, tx *transaction, changed *rules.Case) (beside []former, err error) {
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
		return nil, err
	}
	if len(stored) < len(told) {
		return nil, fmt.Errorf("not all of the persons %v are there; they may have been removed meanwhile, so try again", ids)
	}
	var corrected []rules.Person
	for _, was := range stored {
		other := slices.DeleteFunc(told[was.ID], func(p rules.Person) bool { return p == was })
		if len(other) == 0 {
			continue
		}
		if i := slices.IndexFunc(other, func(p rules.Person) bool { return p != other[0] }); i > 0 {
			return nil, fmt.Errorf("%s is corrected to %s and to %s; say which", was, other[0], other[i])
		}
		is, found, err := knownElsewhere(ctx, tx, changed.ID, was, other[0].Email)
		if err != nil {
			return nil, err
		}
		if !found {
			corrected = append(corrected, other[0])
			continue
		}
		if err := become(ctx, tx, changed, was, is); err != nil {
			return nil, err
		}
		beside = append(beside, formerPerson(was, facts{"id": is.ID}))
	}
	stripped, err := rewritePeople(ctx, tx, corrected)
	return append(beside, stripped...), err
}

// knownElsewhere returns who has the address that somebody gets who had none, where they are met in other applications
// and not in this one.
func knownElsewhere(ctx context.Context, tx *transaction, applicationID int64, was rules.Person, address string) (
	is rules.Person, found bool, err error,
) {
	if was.Email != "" || address == "" {
		return is, false, nil
	}
	if is, found, err = whoHas(ctx, tx, address); err != nil || !found {
		return is, false, err
	}
	if application, err := metIn(ctx, tx, is); err != nil || application == 0 {
		return is, false, err
	}
	here, err := collect(ctx, tx, scanPerson, selectNamed, applicationID)
	return is, !slices.ContainsFunc(here, is.Is), err
}

// become makes somebody of an application, who was without an address and so is known in no other, the person that they
// are. What was sent to them, said of them and heard from them is that person's.
func become(ctx context.Context, tx *transaction, changed *rules.Case, was, is rules.Person) error {
	for p := range everybody(changed) {
		if p.ID == was.ID {
			p.ID, p.Name, p.Email = is.ID, is.Name, is.Email
		}
	}
	return reassign(ctx, tx, changed.ID, was.ID, is.ID)
}

// reassign makes the history that an application has with one person that with another.
func reassign(ctx context.Context, tx *transaction, applicationID, from, to int64) error {
	for _, query := range []string{
		`UPDATE drafts SET person_id = ?3
			WHERE person_id = ?2 AND reminder_id IN (SELECT id FROM reminders WHERE application_id = ?1)`,
		`UPDATE events SET person_id = ?3 WHERE application_id = ?1 AND person_id = ?2`,
		`UPDATE events SET from_id = ?3 WHERE application_id = ?1 AND from_id = ?2`,
	} {
		if _, err := tx.ExecContext(ctx, query, applicationID, from, to); err != nil {
			return err
		}
	}
	return nil
}

// formerPerson is somebody as they were, and what became of that.
func formerPerson(p rules.Person, became facts) former {
	return former{Table: "persons", ID: p.ID, Was: facts{"name": p.Name, "email": p.Email}, Became: became}
}

// rewritePeople gives people their names and addresses, which may be one another's former ones. It returns who lost an
// address by that.
func rewritePeople(ctx context.Context, tx *transaction, people []rules.Person) (stripped []former, err error) {
	for _, p := range people {
		if _, err := tx.ExecContext(ctx, `UPDATE persons SET email = '' WHERE id = ?`, p.ID); err != nil {
			return nil, err
		}
	}
	for _, p := range people {
		lost, err := freeAddress(ctx, tx, p.Email)
		if err != nil {
			return nil, err
		}
		stripped = append(stripped, lost...)
		if _, err := tx.ExecContext(ctx, sqlRename, p.Name, p.Email, p.ID); err != nil {
			return nil, err
		}
	}
	return stripped, nil
}

const sqlRename = `UPDATE persons SET name = ?, email = ? WHERE id = ?`

// freeAddress takes an address from whoever has it and is met nowhere, but stands in old mails, by a slip most likely.
// Whoever is met has it to themselves.
func freeAddress(ctx context.Context, tx *transaction, address string) (lost []former, err error) {
	if address == "" {
		return nil, nil
	}
	owner, taken, err := whoHas(ctx, tx, address)
	if err != nil || !taken {
		return nil, err
	}
	if application, err := metIn(ctx, tx, owner); err != nil {
		return nil, err
	} else if application != 0 {
		return nil, fmt.Errorf("%w: that of %s in application %d", ErrAddressTaken, owner, application)
	}
	name := owner.Name
	if name == "" {
		name = owner.Email // they must be called something
	}
	_, err = tx.ExecContext(ctx, sqlRename, name, "", owner.ID)
	return []former{formerPerson(owner, facts{"name": name, "email": ""})}, err
}

// metIn returns an application in which somebody is met, or 0.
func metIn(ctx context.Context, tx *transaction, p rules.Person) (applicationID int64, err error) {
	err = tx.QueryRowContext(ctx, selectMet, p.ID).Scan(&applicationID)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return applicationID, err
}

const selectMet = `
	SELECT id FROM applications WHERE contact_id = ?1
	UNION ALL SELECT application_id FROM interviewers WHERE person_id = ?1
	UNION ALL SELECT application_id FROM events WHERE from_id = ?1 AND taken_back_at IS NULL
	LIMIT 1`
