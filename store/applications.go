package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"

	"followup/rules"
)

// Begin stores a new application with its first interview, whatever their IDs, and returns the number that both got.
// Each counts as created now unless it says otherwise.
func (s *Store) Begin(ctx context.Context, app rules.Application, iv rules.Interview, now time.Time) (id int64, err error) {
	err = s.write(ctx, "adding the interview", func(tx *transaction) error {
		if id, err = begin(ctx, tx, app, iv, now); err != nil {
			return err
		}
		return recheckRelated(ctx, tx, now, id)
	})
	return id, err
}

// BeginNew is [Store.Begin] where no application for that role at that company is open. Else it stores nothing, and
// the error is an [ErrOpen] that names it. The two are one transaction, so of two that add the same at once only one
// begins it.
func (s *Store) BeginNew(ctx context.Context, app rules.Application, iv rules.Interview, now time.Time) (id int64, err error) {
	err = s.write(ctx, "adding the interview", func(tx *transaction) error {
		open, err := collect(ctx, tx, scanFound, selectOpenFor, app.Company, app.Role)
		if err != nil {
			return err
		}
		if len(open) > 0 {
			return fmt.Errorf("application %d, %s at %s: %w", open[0].ID, open[0].Role, open[0].Company, ErrOpen)
		}
		if id, err = begin(ctx, tx, app, iv, now); err != nil {
			return err
		}
		return recheckRelated(ctx, tx, now, id)
	})
	return id, err
}

// begin takes the next number of an interview for both, so an application's number is no other application's
// interview, and never comes again.
func begin(ctx context.Context, tx *transaction, app rules.Application, iv rules.Interview, now time.Time) (id int64, err error) {
	if app.CreatedAt.IsZero() {
		app.CreatedAt = now
	}
	err = tx.QueryRowContext(ctx, `SELECT coalesce(max(seq), 0) + 1 FROM sqlite_sequence WHERE name = 'interviews'`).Scan(&id)
	if err != nil {
		return 0, err
	}
	contact, err := personID(ctx, tx, id, app.Contact)
	if err != nil {
		return 0, err
	}
	_, err = tx.ExecContext(ctx, `
		INSERT INTO applications (id, company, role, contact_id, fit, hook, no_contact, created_at, latest_start, next_check_at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		id, app.Company, app.Role, contact, app.Fit, app.Hook, app.NoContact, seconds(app.CreatedAt), seconds(iv.Start), seconds(now))
	if err != nil {
		return 0, err
	}
	iv.ID = id
	return insertInterview(ctx, tx, id, iv, now)
}

// Update stores what change makes of the application of that number and of its interviews, and records the event that
// change returns, an Edited whose Detail says how; "" leaves everything as it is. The application and the time of the
// event need not be filled in. It is one transaction, so that of two that edit at once neither undoes what the other
// did; change must not use the store. When the application and its interviews were created stays, and so does which
// interviews there are. One that was called off takes place again once it has another time.
//
// Whoever has a number and another name or address than before is corrected wherever they are met. [ErrAddressTaken]
// says that the address is somebody else's. Somebody who had none, and gets that of a person whom only other
// applications know, is that person from now on, under their name.
func (s *Store) Update(ctx context.Context, number int64, now time.Time,
	change func(rules.Case) (changed rules.Case, e rules.Event, err error),
) error {
	return s.write(ctx, "changing the application", func(tx *transaction) error {
		id, err := findApplication(ctx, tx, number)
		if err != nil {
			return err
		}
		c, err := loadCase(ctx, tx, id)
		if err != nil {
			return err
		}
		was := c
		was.Interviews = slices.Clone(c.Interviews) // change may write to those that it is given
		changed, e, err := change(c)
		if err != nil || e.Detail == "" {
			return err
		}
		if were, are := interviewIDs(was), interviewIDs(changed); !slices.Equal(were, are) {
			return fmt.Errorf("application %d has the interviews %v, and was to be left with %v", id, were, are)
		}
		before, err := factsNow(ctx, tx, id)
		if err != nil {
			return err
		}
		if err := recheckRelated(ctx, tx, now, id); err != nil { // also to those that it has nothing to do with after this
			return err
		}
		beside, err := updateFacts(ctx, tx, now, was, changed)
		if err != nil {
			return err
		}
		e.ApplicationID, e.Kind = id, rules.Edited
		if e.At.IsZero() {
			e.At = now
		}
		if err := record(ctx, tx, now, e); err != nil {
			return err
		}
		if err := keepFormer(ctx, tx, id, before, beside); err != nil {
			return err
		}
		return forgetPeople(ctx, tx)
	})
}

// updateFacts stores what was made of an application, and returns what correctPeople does.
func updateFacts(ctx context.Context, tx *transaction, now time.Time, was, changed rules.Case) (beside []former, err error) {
	if beside, err = correctPeople(ctx, tx, &changed); err != nil {
		return nil, err
	}
	if err := updateApplication(ctx, tx, was.ID, changed.Application); err != nil {
		return nil, err
	}
	for _, iv := range changed.Interviews {
		if err := updateInterview(ctx, tx, was.ID, iv); err != nil {
			return nil, err
		}
		if old, _ := was.Interview(iv.ID); !old.Start.Equal(iv.Start) && was.CalledOff(iv.ID) {
			if err := putOn(ctx, tx, iv.ID, now); err != nil {
				return nil, err
			}
		}
	}
	return beside, nil
}

// putOn takes back that an interview was called off: it was given another time.
func putOn(ctx context.Context, tx *transaction, interviewID int64, now time.Time) error {
	_, err := tx.ExecContext(ctx, `
		UPDATE events SET taken_back_at = ? WHERE interview_id = ? AND kind = 'stopped' AND taken_back_at IS NULL`,
		seconds(now), interviewID)
	return err
}

func updateApplication(ctx context.Context, tx *transaction, id int64, app rules.Application) error {
	contact, err := personID(ctx, tx, id, app.Contact)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `
		UPDATE applications SET company = ?, role = ?, contact_id = ?, fit = ?, hook = ?, no_contact = ? WHERE id = ?`,
		app.Company, app.Role, contact, app.Fit, app.Hook, app.NoContact, id)
	return err
}

// RemoveApplication deletes the application with its interviews and all that happened to it. Their numbers are never
// given to others, and their calendar events do not bring them back.
func (s *Store) RemoveApplication(ctx context.Context, applicationID int64) error {
	return s.write(ctx, "removing the application", func(tx *transaction) error {
		if err := noteRemoved(ctx, tx, `application_id`, applicationID); err != nil {
			return err
		}
		if err := recheckRelated(ctx, tx, longAgo, applicationID); err != nil {
			return err
		}
		if err := one(applicationID)(tx.ExecContext(ctx, `DELETE FROM applications WHERE id = ?`, applicationID)); err != nil {
			return err
		}
		return forgetPeople(ctx, tx)
	})
}

// noteRemoved remembers the calendar events of the interviews that are about to be removed: those with that value in a
// column.
func noteRemoved(ctx context.Context, tx *transaction, column string, id int64) error {
	_, err := tx.ExecContext(ctx, `
		INSERT OR REPLACE INTO removed_events (uid, sequence, told_at, told_duration)
		SELECT uid, sequence, told_at, told_duration FROM interviews WHERE uid <> '' AND `+column+` = ?`, id)
	return err
}

// Recheck has every open application decided anew, for when the policy changed.
func (s *Store) Recheck(ctx context.Context, now time.Time) error {
	return s.write(ctx, "having all applications decided anew", func(tx *transaction) error { return recheckAll(ctx, tx, now) })
}

func recheckAll(ctx context.Context, tx *transaction, now time.Time) error {
	_, err := tx.ExecContext(ctx, `UPDATE applications SET next_check_at = ? WHERE `+mayGoOn, seconds(now))
	return err
}

// mayGoOn is what applications are of which something may come. A rejected one still gets the stay-in-touch notes. And
// so may of whatever has a check to come, such as the thank-you that survives an offer, or a reminder that waits, such
// as a letter of withdrawal.
const mayGoOn = `(outcome IN ('', 'rejected') OR next_check_at IS NOT NULL
	OR EXISTS (SELECT 1 FROM reminders WHERE application_id = applications.id AND state = 'waiting'))`

// recheck has one application decided anew by the next pass.
func recheck(ctx context.Context, tx *transaction, id int64, now time.Time) error {
	return one(id)(tx.ExecContext(ctx, sqlNextCheck, seconds(now), id))
}

// summarize keeps, in the row of an application, what its events come to and when its latest interview begins, so that
// a list need not read them. What may change either calls it.
func summarize(ctx context.Context, tx *transaction, id int64) error {
	c, err := loadCase(ctx, tx, id)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `UPDATE applications SET outcome = ?, latest_start = ? WHERE id = ?`,
		string(c.Ending()), seconds(c.Latest().Start), id)
	return err
}

// findApplication returns the application of that number, which is its own or that of one of its interviews.
func findApplication(ctx context.Context, tx *transaction, number int64) (id int64, err error) {
	err = tx.QueryRowContext(ctx, `
		SELECT id FROM applications WHERE id = ?1
		UNION ALL SELECT application_id FROM interviews WHERE id = ?1
		LIMIT 1`, number).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		err = fmt.Errorf("%w: %d", ErrNotFound, number)
	}
	return id, err
}

// one turns the result of a statement about the application or interview with that id into ErrNotFound when it met no
// row.
func one(id int64) func(sql.Result, error) error {
	return func(result sql.Result, err error) error {
		if err != nil {
			return err
		}
		if n, err := result.RowsAffected(); err != nil || n > 0 {
			return err
		}
		return fmt.Errorf("%w: %d", ErrNotFound, id)
	}
}

const applicationColumns = `id, company, role, contact_id, fit, hook, no_contact, created_at`

func scanApplication(row scanner) (rules.Application, error) {
	var app rules.Application
	err := row.Scan(&app.ID, &app.Company, &app.Role, orZero{&app.Contact.ID}, &app.Fit, &app.Hook, &app.NoContact,
		instant{&app.CreatedAt})
	return app.Vetted(), err // for rows of a time when nobody looked
}
