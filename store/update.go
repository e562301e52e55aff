package store

import (
	"context"
	"fmt"
	"slices"
	"time"

	"followup/rules"
)

// Update stores what change returns for the application with that number and its interviews, and records the event
// that change returns, an Edited whose Detail says what changed. If Detail is "", nothing is stored. The
// ApplicationID and At of the event may be zero. Update is one transaction, so that of two concurrent edits neither
// undoes the other; change must not use the store. The set of interviews and the creation times cannot be changed. An
// interview that was called off takes place again if its time changes.
//
// A person with a number and another name or address than before is corrected in all applications. [ErrAddressTaken]
// is returned if the address is another person's. A person without an address who gets that of a person known only to
// other applications is merged into that person and gives them their name.
func (s *Store) Update(ctx context.Context, number int64, now time.Time,
	change func(rules.Case) (changed rules.Case, e rules.Event, err error),
) error {
	return s.write(ctx, "changing the application", func(tx *transaction) error {
		id, err := findApplication(tx, number)
		if err != nil {
			return err
		}
		old, err := loadCase(tx, id)
		if err != nil {
			return err
		}
		given := old
		given.Interviews = slices.Clone(old.Interviews) // change may write to what it is given
		changed, e, err := change(given)
		if err != nil || e.Detail == "" {
			return err
		}
		if before, after := interviewIDs(old), interviewIDs(changed); !slices.Equal(before, after) {
			return fmt.Errorf("application %d has the interviews %v, and was to be left with %v", id, before, after)
		}
		e.ApplicationID, e.Kind = id, rules.Edited
		if e.At.IsZero() {
			e.At = now
		}
		return applyEdit(tx, now, old, changed, e)
	})
}

func applyEdit(tx *transaction, now time.Time, old, changed rules.Case, e rules.Event) error {
	before, err := loadFormers(tx, old.ID)
	if err != nil {
		return err
	}
	if err := recheckRelated(tx, now, old.ID); err != nil { // also those that will not be related afterwards
		return err
	}
	besides, err := correctPeople(tx, &changed)
	if err != nil {
		return err
	}
	if err := updateFacts(tx, now, old, changed); err != nil {
		return err
	}
	if err := record(tx, now, e); err != nil {
		return err
	}
	if err := keepFormers(tx, old.ID, before, besides); err != nil {
		return err
	}
	return forgetPeople(tx)
}

func updateFacts(tx *transaction, now time.Time, old, changed rules.Case) error {
	if err := updateApplication(tx, old.ID, changed.Application); err != nil {
		return err
	}
	for _, iv := range changed.Interviews {
		if err := updateInterview(tx, old.ID, iv); err != nil {
			return err
		}
		if was, _ := old.Interview(iv.ID); !was.Start.Equal(iv.Start) && old.CalledOff(iv.ID) {
			if err := reinstate(tx, iv.ID, now); err != nil {
				return err
			}
		}
	}
	return nil
}

// reinstate takes back that an interview was called off, because it got another time.
func reinstate(tx *transaction, interviewID int64, now time.Time) error {
	return tx.exec(`
		UPDATE events SET taken_back_at = ?
		WHERE interview_id = ? AND kind = 'stopped' AND taken_back_at IS NULL`,
		seconds(now), interviewID)
}

func updateApplication(tx *transaction, id int64, app rules.Application) error {
	contact, err := personID(tx, id, app.Contact)
	if err != nil {
		return err
	}
	return tx.exec(`
		UPDATE applications
		SET company = ?, role = ?, contact_id = ?, fit = ?, hook = ?, language = ?, no_contact = ?
		WHERE id = ?`,
		app.Company, app.Role, contact, app.Fit, app.Hook, app.Language, app.NoContact, id)
}
