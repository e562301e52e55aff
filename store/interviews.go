package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"followup/rules"
)

// AddInterview stores a new interview, whatever its ID, and returns the id it got. It counts as created now unless it
// says otherwise.
func (s *Store) AddInterview(ctx context.Context, iv rules.Interview, now time.Time) (id int64, err error) {
	err = s.write(ctx, "adding the interview", func(tx *transaction) error {
		id, err = insertInterview(ctx, tx, iv, now)
		return err
	})
	return id, err
}

func insertInterview(ctx context.Context, tx *transaction, iv rules.Interview, now time.Time) (int64, error) {
	if iv.CreatedAt.IsZero() {
		iv.CreatedAt = now
	}
	people, err := encodePeople(iv.Interviewers)
	if err != nil {
		return 0, err
	}
	result, err := tx.ExecContext(ctx, `
		INSERT INTO interviews (company, role, starts_at, duration, zone, interviewers, decision_by,
			said, topic, fit, hook, no_contact, created_at, previous, next_check_at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		iv.Company, iv.Role, seconds(iv.Start), int64(iv.Duration/time.Second), iv.Zone, people, day(iv.DecisionBy),
		iv.Said, iv.Topic, iv.Fit, iv.Hook, iv.NoContact, seconds(iv.CreatedAt), number(iv.Previous), seconds(now))
	if err != nil {
		return 0, err
	}
	return result.LastInsertId()
}

// UpdateInterview stores what change makes of the interview, and records that it was edited, with the detail that change
// returns saying how; "" leaves everything as it is. It is one transaction, so that of two that edit at once neither
// undoes what the other did; change must not use the store. When the interview was created and what it follows from stay
// as they are.
func (s *Store) UpdateInterview(ctx context.Context, id int64, now time.Time,
	change func(rules.Interview) (changed rules.Interview, detail string, err error),
) error {
	return s.write(ctx, "changing the interview", func(tx *transaction) error {
		found, err := collect(ctx, tx, scanInterview, `SELECT `+interviewColumns+` FROM interviews WHERE id = ?`, id)
		if err != nil {
			return err
		}
		if len(found) == 0 {
			return fmt.Errorf("%w: %d", ErrNotFound, id)
		}
		iv, detail, err := change(found[0])
		if err != nil || detail == "" {
			return err
		}
		if err := updateInterview(ctx, tx, id, iv); err != nil {
			return err
		}
		return record(ctx, tx, now, rules.Event{InterviewID: id, Kind: rules.Edited, At: now, Detail: detail})
	})
}

func updateInterview(ctx context.Context, tx *transaction, id int64, iv rules.Interview) error {
	people, err := encodePeople(iv.Interviewers)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `
		UPDATE interviews
		SET company = ?, role = ?, starts_at = ?, duration = ?, zone = ?, interviewers = ?, decision_by = ?,
			said = ?, topic = ?, fit = ?, hook = ?, no_contact = ?
		WHERE id = ?`,
		iv.Company, iv.Role, seconds(iv.Start), int64(iv.Duration/time.Second), iv.Zone, people, day(iv.DecisionBy),
		iv.Said, iv.Topic, iv.Fit, iv.Hook, iv.NoContact,
		id)
	return err
}

// RemoveInterview deletes the interview with all that happened to it. Its id is never given to another, and its calendar
// event does not bring it back.
func (s *Store) RemoveInterview(ctx context.Context, id int64) error {
	return s.write(ctx, "removing the interview", func(tx *transaction) error {
		_, err := tx.ExecContext(ctx, `
			INSERT OR REPLACE INTO removed_events (uid, sequence, told_at, told_duration)
			SELECT uid, sequence, told_at, told_duration FROM interviews WHERE id = ? AND uid <> ''`, id)
		if err != nil {
			return err
		}
		return one(id)(tx.ExecContext(ctx, `DELETE FROM interviews WHERE id = ?`, id))
	})
}

// Recheck has every open interview decided anew, for when the policy changed.
func (s *Store) Recheck(ctx context.Context, now time.Time) error {
	return s.write(ctx, "having all interviews decided anew", func(tx *transaction) error {
		// A rejected one is open too: it still gets the stay-in-touch notes. And so is whatever has a check to come, such
		// as the thank-you that survives an offer.
		_, err := tx.ExecContext(ctx, `
			UPDATE interviews SET next_check_at = ? WHERE outcome IN ('', 'rejected') OR next_check_at IS NOT NULL`, seconds(now))
		return err
	})
}

// recheck has one interview decided anew by the next pass.
func recheck(ctx context.Context, tx *transaction, id int64, now time.Time) error {
	return one(id)(tx.ExecContext(ctx, sqlNextCheck, seconds(now), id))
}

// one turns the result of a statement about the interview with that id into ErrNotFound when it met no row.
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

const interviewColumns = `id, company, role, starts_at, duration, zone, interviewers, decision_by,
	said, topic, fit, hook, no_contact, created_at, previous`

func scanInterview(row scanner) (rules.Interview, error) {
	var iv rules.Interview
	var duration int64
	var people string
	var previous sql.NullInt64
	err := row.Scan(&iv.ID, &iv.Company, &iv.Role, instant{&iv.Start}, &duration, &iv.Zone, &people, date{&iv.DecisionBy},
		&iv.Said, &iv.Topic, &iv.Fit, &iv.Hook, &iv.NoContact, instant{&iv.CreatedAt}, &previous)
	if err != nil {
		return iv, err
	}
	iv.Duration = time.Duration(duration) * time.Second
	iv.Previous = previous.Int64
	iv.Interviewers, err = decodePeople(people)
	return iv.Vetted(), err // for rows of a time when nobody looked
}

// person gives rules.Person its names in the database, which must outlive those in Go.
type person struct {
	Name     string `json:"name,omitempty"`
	Email    string `json:"email,omitempty"`
	Topic    string `json:"topic,omitempty"`
	FixedKey string `json:"id,omitempty"`
}

func encodePeople(people []rules.Person) (string, error) {
	stored := make([]person, 0, len(people)) // not nil, which would be stored as null
	for _, p := range people {
		stored = append(stored, person(p))
	}
	text, err := json.Marshal(stored)
	return string(text), err
}

func decodePeople(text string) ([]rules.Person, error) {
	var stored []person
	if err := json.Unmarshal([]byte(text), &stored); err != nil {
		return nil, fmt.Errorf("reading the interviewers: %w", err)
	}
	var people []rules.Person
	for _, p := range stored {
		people = append(people, rules.Person(p))
	}
	return people, nil
}
