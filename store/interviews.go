package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"followup/rules"
)

// ErrFull is returned where an application has as many interviews as [rules.MaxInterviews] allows.
var ErrFull = errors.New("an application takes no more interviews than that; begin another for what is not of the same try")

// ErrOnlyInterview is returned where the only interview of an application was to be removed.
var ErrOnlyInterview = errors.New("it is the only interview of its application; remove the application")

// Join stores one more interview of an application, whatever its ID, and returns the number it got. It counts as
// created now unless it says otherwise.
func (s *Store) Join(ctx context.Context, applicationID int64, iv rules.Interview, now time.Time) (id int64, err error) {
	err = s.write(ctx, "adding the interview", func(tx *transaction) error {
		id, err = join(ctx, tx, applicationID, iv, now)
		return err
	})
	return id, err
}

func join(ctx context.Context, tx *transaction, applicationID int64, iv rules.Interview, now time.Time) (id int64, err error) {
	if err := recheck(ctx, tx, applicationID, now); err != nil {
		return 0, err // first, because it tells an unknown application from other faults
	}
	iv.ID = 0
	if id, err = insertInterview(ctx, tx, applicationID, iv, now); err != nil {
		return 0, err
	}
	if err := summarize(ctx, tx, applicationID); err != nil {
		return 0, err
	}
	return id, recheckRelated(ctx, tx, now, applicationID)
}

// checkRoom refuses one more interview of an application that has as many as it may have.
func checkRoom(ctx context.Context, tx *transaction, applicationID int64) error {
	var n int
	err := tx.QueryRowContext(ctx, `SELECT count(*) FROM interviews WHERE application_id = ?`, applicationID).Scan(&n)
	if err == nil && n >= rules.MaxInterviews {
		err = fmt.Errorf("%w: application %d has %d", ErrFull, applicationID, n)
	}
	return err
}

// insertInterview adds an interview under its ID, or under the next number if that is 0.
func insertInterview(ctx context.Context, tx *transaction, applicationID int64, iv rules.Interview, now time.Time) (int64, error) {
	if iv.CreatedAt.IsZero() {
		iv.CreatedAt = now
	}
	if err := checkRoom(ctx, tx, applicationID); err != nil {
		return 0, err
	}
	result, err := tx.ExecContext(ctx, `
		INSERT INTO interviews (id, application_id, starts_at, duration, zone, decision_by, said, topic, created_at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		number(iv.ID), applicationID, seconds(iv.Start), int64(iv.Duration/time.Second), iv.Zone, day(iv.DecisionBy),
		iv.Said, iv.Topic, seconds(iv.CreatedAt))
	if err != nil {
		return 0, err
	}
	id, err := result.LastInsertId()
	if err != nil {
		return 0, err
	}
	return id, insertInterviewers(ctx, tx, applicationID, id, iv.Interviewers)
}

// insertInterviewers adds the people of an interview that has none. Whoever is named twice is there once.
func insertInterviewers(ctx context.Context, tx *transaction, applicationID, interviewID int64, panel []rules.Person) error {
	there := map[any]bool{}
	for place, p := range panel {
		if p.IsTeam() {
			return fmt.Errorf("interviewer %d has neither a name nor an address", place+1)
		}
		id, err := personID(ctx, tx, applicationID, p)
		if err != nil {
			return err
		}
		if there[id] {
			continue
		}
		there[id] = true
		_, err = tx.ExecContext(ctx, `
			INSERT INTO interviewers (application_id, interview_id, place, person_id, topic) VALUES (?, ?, ?, ?, ?)`,
			applicationID, interviewID, place, id, p.Topic)
		if err != nil {
			return fmt.Errorf("adding the interviewer %s: %w", p, err)
		}
	}
	return nil
}

func updateInterview(ctx context.Context, tx *transaction, applicationID int64, iv rules.Interview) error {
	_, err := tx.ExecContext(ctx, `
		UPDATE interviews SET starts_at = ?, duration = ?, zone = ?, decision_by = ?, said = ?, topic = ? WHERE id = ?`,
		seconds(iv.Start), int64(iv.Duration/time.Second), iv.Zone, day(iv.DecisionBy), iv.Said, iv.Topic, iv.ID)
	if err != nil {
		return err
	}
	if err := removeInterviewers(ctx, tx, applicationID, iv.ID); err != nil {
		return err
	}
	return insertInterviewers(ctx, tx, applicationID, iv.ID, iv.Interviewers)
}

func removeInterviewers(ctx context.Context, tx *transaction, applicationID, interviewID int64) error {
	_, err := tx.ExecContext(ctx, `DELETE FROM interviewers WHERE application_id = ? AND interview_id = ?`, applicationID, interviewID)
	return err
}

// RemoveInterview deletes one interview of several, with the events about it alone and its thank-yous. The application
// keeps its number, also when it was the interview's. Its number is never given to another, and its calendar event
// does not bring it back.
func (s *Store) RemoveInterview(ctx context.Context, id int64) error {
	return s.write(ctx, "removing the interview", func(tx *transaction) error {
		found, err := collect(ctx, tx, scanInterview, `SELECT `+interviewColumns+` FROM interviews WHERE id = ?`, id)
		if err != nil {
			return err
		}
		if len(found) == 0 {
			return fmt.Errorf("%w: %d", ErrNotFound, id)
		}
		application := found[0].applicationID
		if c, err := loadCase(ctx, tx, application); err != nil {
			return err
		} else if len(c.Interviews) == 1 {
			return fmt.Errorf("interview %d: %w", id, ErrOnlyInterview)
		}
		if err := noteRemoved(ctx, tx, `id`, id); err != nil {
			return err
		}
		if err := recheckRelated(ctx, tx, longAgo, application); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `DELETE FROM interviews WHERE id = ?`, id); err != nil {
			return err
		}
		if err := recheck(ctx, tx, application, longAgo); err != nil {
			return err
		}
		if err := summarize(ctx, tx, application); err != nil {
			return err
		}
		return forgetPeople(ctx, tx)
	})
}

// longAgo is the next check of what the next pass is to decide, whenever that comes.
var longAgo = time.Unix(1, 0)

const interviewColumns = `id, application_id, starts_at, duration, zone, decision_by, said, topic, created_at`

// interview is an interview as it is stored.
type interview struct {
	rules.Interview
	applicationID int64
}

func scanInterview(row scanner) (interview, error) {
	var iv interview
	var duration int64
	err := row.Scan(&iv.ID, &iv.applicationID, instant{&iv.Start}, &duration, &iv.Zone, date{&iv.DecisionBy},
		&iv.Said, &iv.Topic, instant{&iv.CreatedAt})
	if err != nil {
		return iv, err
	}
	iv.Duration = time.Duration(duration) * time.Second
	iv.Interview = iv.Vetted() // for rows of a time when nobody looked
	return iv, nil
}

const interviewerColumns = `interview_id, person_id, topic`

func scanInterviewer(row scanner) (p of[rules.Person], err error) {
	err = row.Scan(&p.id, &p.has.ID, &p.has.Topic)
	p.has.Topic = rules.Visible(p.has.Topic)
	return p, err
}

func interviewIDs(c rules.Case) (ids []int64) {
	for _, iv := range c.Interviews {
		ids = append(ids, iv.ID)
	}
	return ids
}
