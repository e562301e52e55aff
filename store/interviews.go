package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"followup/rules"
)

// ErrFull is returned when an application already has [rules.MaxInterviews] interviews.
var ErrFull = errors.New("it has as many interviews as an application may have; begin another application")

// ErrOnlyInterview is returned for the removal of the only interview of an application.
var ErrOnlyInterview = errors.New("it is the only interview of its application; remove the application")

// Join adds an interview to an application and returns the number it got; its ID is ignored. It counts as created now
// unless its CreatedAt is set.
func (s *Store) Join(
	ctx context.Context, applicationID int64, iv rules.Interview, now time.Time,
) (id int64, err error) {
	err = s.write(ctx, "adding the interview", func(tx *transaction) error {
		id, err = join(tx, applicationID, iv, now)
		return err
	})
	return id, err
}

func join(tx *transaction, applicationID int64, iv rules.Interview, now time.Time) (id int64, err error) {
	if err := recheck(tx, applicationID, now); err != nil {
		return 0, err // this comes first because it recognizes an unknown application
	}
	iv.ID = 0
	if id, err = insertInterview(tx, applicationID, iv, now); err != nil {
		return 0, err
	}
	if err := summarize(tx, applicationID); err != nil {
		return 0, err
	}
	return id, recheckRelated(tx, now, applicationID)
}

// checkRoom returns [ErrFull] if an application cannot have another interview.
func checkRoom(tx *transaction, applicationID int64) error {
	var n int
	err := tx.get(`SELECT count(*) FROM interviews WHERE application_id = ?`, applicationID).Scan(&n)
	if err == nil && n >= rules.MaxInterviews {
		err = fmt.Errorf("%w: application %d has %d", ErrFull, applicationID, n)
	}
	return err
}

// insertInterview adds an interview with its ID, or with the next number if that is 0.
func insertInterview(tx *transaction, applicationID int64, iv rules.Interview, now time.Time) (int64, error) {
	if iv.CreatedAt.IsZero() {
		iv.CreatedAt = now
	}
	if err := checkRoom(tx, applicationID); err != nil {
		return 0, err
	}
	id, err := tx.insert(`
		INSERT INTO interviews (id, application_id, starts_at, duration, zone, decision_by, said, topic, created_at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		number(iv.ID), applicationID, seconds(iv.Start), int64(iv.Duration/time.Second), iv.Zone, day(iv.DecisionBy),
		iv.Said, iv.Topic, seconds(iv.CreatedAt))
	if err != nil {
		return 0, err
	}
	return id, insertInterviewers(tx, applicationID, id, iv.Interviewers)
}

// insertInterviewers adds the people of an interview that has none. A person who is named twice is added once.
func insertInterviewers(tx *transaction, applicationID, interviewID int64, panel []rules.Person) error {
	seated := map[any]bool{}
	for place, p := range panel {
		if p.IsTeam() {
			return fmt.Errorf("interviewer %d has neither a name nor an address", place+1)
		}
		id, err := personID(tx, applicationID, p)
		if err != nil {
			return err
		}
		if seated[id] {
			continue
		}
		seated[id] = true
		err = tx.exec(sqlInsertInterviewer, applicationID, interviewID, place, id, p.Topic)
		if err != nil {
			return fmt.Errorf("adding the interviewer %s: %w", p, err)
		}
	}
	return nil
}

const sqlInsertInterviewer = `
	INSERT INTO interviewers (application_id, interview_id, place, person_id, topic)
	VALUES (?, ?, ?, ?, ?)`

func updateInterview(tx *transaction, applicationID int64, iv rules.Interview) error {
	err := tx.exec(`
		UPDATE interviews
		SET starts_at = ?, duration = ?, zone = ?, decision_by = ?, said = ?, topic = ?
		WHERE id = ?`,
		seconds(iv.Start), int64(iv.Duration/time.Second), iv.Zone, day(iv.DecisionBy), iv.Said, iv.Topic, iv.ID)
	if err != nil {
		return err
	}
	if err := removeInterviewers(tx, applicationID, iv.ID); err != nil {
		return err
	}
	return insertInterviewers(tx, applicationID, iv.ID, iv.Interviewers)
}

func removeInterviewers(tx *transaction, applicationID, interviewID int64) error {
	return tx.exec(`DELETE FROM interviewers WHERE application_id = ? AND interview_id = ?`,
		applicationID, interviewID)
}

// RemoveInterview deletes one interview of several, with the events about it and its thank-yous. The application keeps
// its number, even if that was also the interview's. The interview's number is never reused, and its calendar event
// does not bring it back.
func (s *Store) RemoveInterview(ctx context.Context, id int64) error {
	return s.write(ctx, "removing the interview", func(tx *transaction) error { return removeInterview(tx, id) })
}

func removeInterview(tx *transaction, id int64) error {
	found, err := collect(tx, scanInterview, `SELECT `+interviewColumns+` FROM interviews WHERE id = ?`, id)
	if err != nil {
		return err
	}
	if len(found) == 0 {
		return fmt.Errorf("%w: %d", ErrNotFound, id)
	}
	application := found[0].applicationID
	if c, err := loadCase(tx, application); err != nil {
		return err
	} else if len(c.Interviews) == 1 {
		return fmt.Errorf("interview %d: %w", id, ErrOnlyInterview)
	}
	if err := noteRemoved(tx, `id`, id); err != nil {
		return err
	}
	if err := recheckRelated(tx, longAgo, application); err != nil {
		return err
	}
	if err := tx.exec(`DELETE FROM interviews WHERE id = ?`, id); err != nil {
		return err
	}
	if err := recheck(tx, application, longAgo); err != nil {
		return err
	}
	if err := summarize(tx, application); err != nil {
		return err
	}
	return forgetPeople(tx)
}

// longAgo is a next check that makes the next pass decide an application, whenever that pass is.
var longAgo = time.Unix(1, 0)

const interviewColumns = `id, application_id, starts_at, duration, zone, decision_by, said, topic, created_at`

// An interview is an interview as it is stored.
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
	iv.Interview = iv.Vetted() // older rows were not vetted
	return iv, nil
}

const interviewerColumns = `interview_id, person_id, topic`

func scanInterviewer(row scanner) (p owned[rules.Person], err error) {
	err = row.Scan(&p.owner, &p.value.ID, &p.value.Topic)
	p.value.Topic = rules.Visible(p.value.Topic)
	return p, err
}

func interviewIDs(c rules.Case) (ids []int64) {
	for _, iv := range c.Interviews {
		ids = append(ids, iv.ID)
	}
	return ids
}
