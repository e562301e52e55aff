package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"followup/rules"
)

// Begin stores a new application with its first interview and returns the number that both got; their IDs are ignored.
// Each counts as created now unless its CreatedAt is set.
func (s *Store) Begin(
	ctx context.Context, app rules.Application, iv rules.Interview, now time.Time,
) (id int64, err error) {
	err = s.write(ctx, "adding the interview", func(tx *transaction) error {
		if id, err = begin(tx, app, iv, now); err != nil {
			return err
		}
		return recheckRelated(tx, now, id)
	})
	return id, err
}

// BeginNew is like [Store.Begin], but stores nothing and returns an [ErrOpen] with the number if an application for
// that role at that company is open. It is one transaction, so of two that add the same at once only one succeeds.
func (s *Store) BeginNew(
	ctx context.Context, app rules.Application, iv rules.Interview, now time.Time,
) (id int64, err error) {
	err = s.write(ctx, "adding the interview", func(tx *transaction) error {
		open, err := collect(tx, scanFound, selectOpenFor, rules.BareCompany(app.Company), app.Role)
		if err != nil {
			return err
		}
		if len(open) > 0 {
			return fmt.Errorf("application %d, %s at %s: %w", open[0].ID, open[0].Role, open[0].Company, ErrOpen)
		}
		if id, err = begin(tx, app, iv, now); err != nil {
			return err
		}
		return recheckRelated(tx, now, id)
	})
	return id, err
}

// begin uses the next number of an interview for both, so that an application's number is never the number of another
// application's interview, and is never reused.
func begin(tx *transaction, app rules.Application, iv rules.Interview, now time.Time) (id int64, err error) {
	if app.CreatedAt.IsZero() {
		app.CreatedAt = now
	}
	err = tx.get(`
		SELECT coalesce(max(seq), 0) + 1 FROM sqlite_sequence WHERE name = 'interviews'`).Scan(&id)
	if err != nil {
		return 0, err
	}
	contact, err := personID(tx, id, app.Contact)
	if err != nil {
		return 0, err
	}
	err = tx.exec(`
		INSERT INTO applications (id, company, role, contact_id, fit, hook, language, no_contact, created_at,
			latest_start, next_check_at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		id, app.Company, app.Role, contact, app.Fit, app.Hook, app.Language, app.NoContact, seconds(app.CreatedAt),
		seconds(iv.Start), seconds(now))
	if err != nil {
		return 0, err
	}
	iv.ID = id
	return insertInterview(tx, id, iv, now)
}

// RemoveApplication deletes the application with its interviews and its history. The numbers are never reused, and
// the calendar events do not bring the interviews back.
func (s *Store) RemoveApplication(ctx context.Context, applicationID int64) error {
	return s.write(ctx, "removing the application", func(tx *transaction) error {
		return removeApplication(tx, applicationID)
	})
}

func removeApplication(tx *transaction, id int64) error {
	if err := noteRemoved(tx, `application_id`, id); err != nil {
		return err
	}
	if err := recheckRelated(tx, longAgo, id); err != nil {
		return err
	}
	if err := tx.changeOne(id, `DELETE FROM applications WHERE id = ?`, id); err != nil {
		return err
	}
	return forgetPeople(tx)
}

// noteRemoved records the calendar events of the interviews that are about to be removed: those with id in column.
func noteRemoved(tx *transaction, column string, id int64) error {
	return tx.exec(`
		INSERT OR REPLACE INTO removed_events (uid, sequence, told_at, told_duration)
		SELECT uid, sequence, told_at, told_duration
		FROM interviews
		WHERE uid <> '' AND `+column+` = ?`, id)
}

// Recheck marks every application that may still get a note to be decided again, for when the policy has changed.
func (s *Store) Recheck(ctx context.Context, now time.Time) error {
	return s.write(ctx, "marking all applications to be decided again", func(tx *transaction) error {
		return recheckAll(tx, now)
	})
}

func recheckAll(tx *transaction, now time.Time) error {
	return tx.exec(`UPDATE applications SET next_check_at = ? WHERE `+mayContinue, seconds(now))
}

// mayContinue is true of applications that may still get a note: those that are open; those that were rejected, which
// get stay-in-touch notes; those with a check to come, such as for the thank-you after an offer; and those with a
// waiting reminder, such as a letter of withdrawal.
const mayContinue = `(outcome IN ('', 'rejected') OR next_check_at IS NOT NULL
	OR EXISTS (SELECT 1 FROM reminders WHERE application_id = applications.id AND state = 'waiting'))`

// recheck marks an application to be decided again by the next pass. It returns [ErrNotFound] if there is none.
func recheck(tx *transaction, id int64, now time.Time) error {
	return tx.changeOne(id, sqlNextCheck, seconds(now), id)
}

// recheckWithRelated is recheck for an application and those related to it.
func recheckWithRelated(tx *transaction, now time.Time, id int64) error {
	if err := recheck(tx, id, now); err != nil {
		return err
	}
	return recheckRelated(tx, now, id)
}

// summarize updates the outcome and the latest start in the row of an application, which save lists from reading
// events and interviews. Every change that may affect them calls it.
func summarize(tx *transaction, id int64) error {
	c, err := loadCase(tx, id)
	if err != nil {
		return err
	}
	return tx.exec(`UPDATE applications SET outcome = ?, latest_start = ? WHERE id = ?`,
		string(c.Ending()), seconds(c.Latest().Start), id)
}

// findApplication returns the id of the application with that number, or with an interview of that number.
func findApplication(tx *transaction, number int64) (id int64, err error) {
	err = tx.get(`
		SELECT id FROM applications WHERE id = ?1
		UNION ALL
		SELECT application_id FROM interviews WHERE id = ?1
		LIMIT 1`, number).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		err = fmt.Errorf("%w: %d", ErrNotFound, number)
	}
	return id, err
}

// changeOne runs a statement about the application with that id and returns [ErrNotFound] if it changes no row.
func (t *transaction) changeOne(id int64, query string, args ...any) error {
	n, err := t.change(query, args...)
	if err == nil && n == 0 {
		err = fmt.Errorf("%w: %d", ErrNotFound, id)
	}
	return err
}

const applicationColumns = `id, company, role, coalesce(contact_id, 0), fit, hook, language, no_contact, created_at`

func scanApplication(row scanner) (rules.Application, error) {
	var app rules.Application
	err := row.Scan(&app.ID, &app.Company, &app.Role, &app.Contact.ID, &app.Fit, &app.Hook, &app.Language,
		&app.NoContact, instant{&app.CreatedAt})
	return app.Vetted(), err // older rows were not vetted
}
