package store

import (
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"slices"

	"followup/rules"
)

// ErrAddressTaken is returned for a correction that would give a person the address of another.
var ErrAddressTaken = errors.New("the address is somebody else's")

// correctPeople stores, for all applications, the names, addresses and greetings that the edited application has for
// people with a number. A person without an address who gets that of a person known only to other applications is
// merged into that person, also in edited. The result is what an undo needs to know of people beyond the facts of the
// application.
func correctPeople(tx *transaction, edited *rules.Case) (besides []former, err error) {
	wanted := map[int64][]rules.Person{}
	for p := range peopleIn(&rules.Case{Application: edited.Application, Interviews: edited.Interviews}) {
		if p.ID != 0 {
			w := *p
			w.Topic = ""
			wanted[p.ID] = append(wanted[p.ID], w)
		}
	}
	stored, err := findPersons(tx, slices.Collect(maps.Keys(wanted))...)
	if err != nil {
		return nil, err
	}
	if len(stored) < len(wanted) {
		return nil, fmt.Errorf("some of the persons %v no longer exist; they may just have been removed, so try again",
			slices.Sorted(maps.Keys(wanted)))
	}
	var corrected []rules.Person
	for _, old := range stored {
		p, changed, err := correctionOf(old, wanted[old.ID])
		if err != nil {
			return nil, err
		}
		if !changed {
			continue
		}
		known, found, err := knownElsewhere(tx, edited.ID, old, p.Email)
		if err != nil {
			return nil, err
		}
		if !found {
			corrected = append(corrected, p)
			continue
		}
		if err := mergePerson(tx, edited, old, known); err != nil {
			return nil, err
		}
		besides = append(besides, formerPerson(old, facts{"id": known.ID}))
		if p.Greeting != "" && (p.Greeting != old.Greeting || known.Greeting == "") {
			besides = append(besides, formerPerson(known, facts{"greeting": p.Greeting}))
			known.Greeting = p.Greeting
			corrected = append(corrected, known)
		}
	}
	stripped, err := rewritePeople(tx, corrected)
	return append(besides, stripped...), err
}

// correctionOf returns what the places that name a stored person change them to. The places that were changed must
// agree.
func correctionOf(old rules.Person, wanted []rules.Person) (p rules.Person, changed bool, err error) {
	for _, w := range wanted {
		switch {
		case w == old:
		case !changed:
			p, changed = w, true
		case w != p:
			return p, false, fmt.Errorf("%s is corrected to %s and to %s; say which", old, p, w)
		}
	}
	return p, changed, nil
}

// knownElsewhere returns the person with the address that old, who had none, is to get, if that person is met in other
// applications and not in this one.
func knownElsewhere(tx *transaction, applicationID int64, old rules.Person, address string) (
	known rules.Person, found bool, err error,
) {
	if old.Email != "" || address == "" {
		return known, false, nil
	}
	if known, found, err = findByAddress(tx, address); err != nil || !found {
		return known, false, err
	}
	if application, err := metIn(tx, known); err != nil || application == 0 {
		return known, false, err
	}
	here, err := collect(tx, scanPerson, selectMentioned, applicationID)
	return known, !slices.ContainsFunc(here, known.Is), err
}

// mergePerson replaces a person of an application, who had no address and so is in no other, by the person they turned
// out to be, also in the history of the application.
func mergePerson(tx *transaction, edited *rules.Case, old, known rules.Person) error {
	for p := range peopleIn(edited) {
		if p.ID == old.ID {
			p.ID, p.Name, p.Email, p.Greeting = known.ID, known.Name, known.Email, known.Greeting
		}
	}
	return reassign(tx, edited.ID, old.ID, known.ID)
}

// reassign gives the history that an application has with one person to another person.
func reassign(tx *transaction, applicationID, from, to int64) error {
	for _, query := range []string{
		`UPDATE drafts SET person_id = ?3
			WHERE person_id = ?2 AND reminder_id IN (SELECT id FROM reminders WHERE application_id = ?1)`,
		`UPDATE events SET person_id = ?3 WHERE application_id = ?1 AND person_id = ?2`,
		`UPDATE events SET from_id = ?3 WHERE application_id = ?1 AND from_id = ?2`,
		`UPDATE edited_drafts SET person_id = ?3
			WHERE person_id = ?2 AND event_id IN (SELECT id FROM events WHERE application_id = ?1)`,
	} {
		if err := tx.exec(query, applicationID, from, to); err != nil {
			return err
		}
	}
	return nil
}

// formerPerson records a person as they were, and what became of that.
func formerPerson(p rules.Person, became facts) former {
	return former{Table: "persons", ID: p.ID, Became: became,
		Was: facts{"name": p.Name, "email": p.Email, "greeting": p.Greeting}}
}

// rewritePeople stores the names, addresses and greetings of people, who may have swapped addresses. It returns the
// people who lost an address by that.
func rewritePeople(tx *transaction, people []rules.Person) (stripped []former, err error) {
	for _, p := range people {
		if err := tx.exec(`UPDATE persons SET email = '' WHERE id = ?`, p.ID); err != nil {
			return nil, err
		}
	}
	for _, p := range people {
		lost, err := freeAddress(tx, p.Email)
		if err != nil {
			return nil, err
		}
		stripped = append(stripped, lost...)
		if err := tx.exec(sqlRewrite, p.Name, p.Email, p.Greeting, p.ID); err != nil {
			return nil, err
		}
	}
	return stripped, nil
}

const sqlRewrite = `UPDATE persons SET name = ?, email = ?, greeting = ? WHERE id = ?`

// freeAddress takes an address from a person who is met nowhere and only appears in old mails, probably by a mistake.
// A person who is met keeps it.
func freeAddress(tx *transaction, address string) (lost []former, err error) {
	if address == "" {
		return nil, nil
	}
	owner, taken, err := findByAddress(tx, address)
	if err != nil || !taken {
		return nil, err
	}
	if application, err := metIn(tx, owner); err != nil {
		return nil, err
	} else if application != 0 {
		return nil, fmt.Errorf("%w: that of %s in application %d", ErrAddressTaken, owner, application)
	}
	name := owner.Name
	if name == "" {
		name = owner.Email // a person must have a name or an address
	}
	err = tx.exec(sqlRewrite, name, "", owner.Greeting, owner.ID)
	return []former{formerPerson(owner, facts{"name": name, "email": ""})}, err
}

// metIn returns an application whose contact or interviewer a person is or whose user heard from them, or 0.
func metIn(tx *transaction, p rules.Person) (applicationID int64, err error) {
	err = tx.get(selectMet, p.ID).Scan(&applicationID)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return applicationID, err
}

const (
	selectMet = `SELECT application_id FROM mentions WHERE person_id = ? AND ` + met + ` LIMIT 1`

	// met is true of mentions by which a person belongs to an application, unlike the addressee of a note.
	met = `counts AND place <> 'addressed'`
)
