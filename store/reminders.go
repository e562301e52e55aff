package store

import (
	"context"
	"database/sql"
	"time"

	"followup/rules"
)

// insertReminder adds a reminder without a message. The caller knows that none with its key exists.
func insertReminder(ctx context.Context, tx *transaction, r rules.Reminder) error {
	_, err := tx.ExecContext(ctx, sqlInsertReminder,
		r.ApplicationID, number(r.InterviewID), string(r.Kind), r.Recipient, r.Round, r.LastCall, string(r.State),
		seconds(r.Due), seconds(r.Deadline), seconds(r.Expires), r.Why, seconds(r.NextAttempt), seconds(r.SettledAt), r.Reply)
	return err
}

const sqlInsertReminder = `
	INSERT INTO reminders (application_id, interview_id, kind, recipient, round, last_call, state,
		due_at, deadline_at, expires_at, why, next_attempt_at, settled_at, reply)
	VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
	ON CONFLICT (application_id, coalesce(interview_id, 0), kind, recipient, round) WHERE state <> 'cancelled' OR uncertain = 1 DO NOTHING`

// updateReminder writes what an attempt to deliver changes, but for the bytes of the message. It changes nothing of a
// reminder that is settled.
func updateReminder(ctx context.Context, tx *transaction, r rules.Reminder) (changed bool, err error) {
	result, err := tx.ExecContext(ctx, sqlUpdateReminder,
		string(r.State), seconds(r.NextAttempt), r.Attempts, seconds(r.SettledAt), r.Reply, r.Uncertain,
		r.Message.ID, r.Message.Subject, r.Message.DraftSubject, r.Message.DraftBody, r.Message.Hook,
		r.ID)
	if err != nil {
		return false, err
	}
	n, err := result.RowsAffected()
	return n > 0, err
}

const sqlUpdateReminder = `
	UPDATE reminders
	SET state = ?, next_attempt_at = ?, attempts = ?, settled_at = ?, reply = ?, uncertain = ?,
		message_id = ?, subject = ?, draft_subject = ?, draft_body = ?, hook = ?
	WHERE id = ? AND state IN ('waiting', 'sending')`

// reschedule gives a waiting reminder the times that its step has after the application was changed. When it was due
// stays, unless the step has moved into the future, or back from there: then it waits until then, or no longer. One that
// could not be composed is tried again, as the change may have mended it. What may have been sent stays as it was.
func reschedule(ctx context.Context, tx *transaction, now time.Time, r rules.Reminder, step rules.Step) error {
	if !r.Uncertain {
		switch {
		case step.Due.After(now):
			r.Due, r.NextAttempt = step.Due, later(r.NextAttempt, step.Due)
		case r.Due.After(now):
			r.Due, r.NextAttempt = now, now
		case r.Attempts == 0:
			r.NextAttempt = now
		}
		r.Deadline, r.Expires, r.Why = step.Deadline, step.Expires, step.Why
	}
	if !step.Due.After(now) && r.NextAttempt.After(now.Add(r.LongestRetry())) {
		r.NextAttempt = now
	}
	_, err := tx.ExecContext(ctx, `
		UPDATE reminders SET due_at = ?, deadline_at = ?, expires_at = ?, why = ?, next_attempt_at = ? WHERE id = ?`,
		seconds(r.Due), seconds(r.Deadline), seconds(r.Expires), r.Why, seconds(r.NextAttempt), r.ID)
	return err
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// deferUntil has a waiting reminder be due at a later time, and says why.
func deferUntil(ctx context.Context, tx *transaction, id, due int64, reason string) error {
	_, err := tx.ExecContext(ctx, `UPDATE reminders SET due_at = ?1, next_attempt_at = ?1, reply = ?2 WHERE id = ?3`, due, reason, id)
	return err
}

// postpone has a waiting reminder tried at another time, and says why.
func postpone(ctx context.Context, tx *transaction, id, nextAttempt int64, reason string) error {
	_, err := tx.ExecContext(ctx, `UPDATE reminders SET next_attempt_at = ?, reply = ? WHERE id = ?`, nextAttempt, reason, id)
	return err
}

// settle ends a waiting reminder that will not be sent.
func settle(ctx context.Context, tx *transaction, now time.Time, id int64, state rules.State, reason string) error {
	_, err := tx.ExecContext(ctx, `UPDATE reminders SET state = ?, settled_at = ?, reply = ? WHERE id = ?`,
		string(state), seconds(now), reason, id)
	return err
}

const reminderColumns = `id, application_id, interview_id, kind, recipient, round, last_call, state,
	due_at, deadline_at, expires_at, why, next_attempt_at, attempts, settled_at, reply,
	message_id, subject, draft_subject, draft_body, hook, uncertain`

func scanReminder(row scanner) (rules.Reminder, error) {
	var r rules.Reminder
	var interview sql.NullInt64
	err := row.Scan(&r.ID, &r.ApplicationID, &interview, oneOf[rules.Kind]{&r.Kind, rules.Kinds}, &r.Recipient, &r.Round, &r.LastCall,
		oneOf[rules.State]{&r.State, rules.States},
		instant{&r.Due}, instant{&r.Deadline}, instant{&r.Expires}, &r.Why, instant{&r.NextAttempt}, &r.Attempts,
		instant{&r.SettledAt}, &r.Reply,
		&r.Message.ID, &r.Message.Subject, &r.Message.DraftSubject, &r.Message.DraftBody, &r.Message.Hook, &r.Uncertain)
	r.InterviewID = interview.Int64
	return r, err
}
