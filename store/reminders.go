package store

import (
	"errors"
	"slices"
	"time"

	"followup/rules"
	"followup/rules/outbox"
)

// insertReminder adds a reminder that is not composed yet, unless one with its key exists.
func insertReminder(tx *transaction, r rules.Reminder) error {
	result, err := tx.ExecContext(tx.ctx, sqlInsertReminder,
		r.ApplicationID, number(r.InterviewID), string(r.Kind), r.LastCall, r.Round, string(r.State),
		seconds(r.Due), seconds(r.Deadline), seconds(r.Expires), r.Why, seconds(r.NextAttempt),
		seconds(r.SettledAt), r.Reply)
	if err != nil {
		return err
	}
	if n, err := result.RowsAffected(); err != nil || n == 0 {
		return err
	}
	if r.ID, err = result.LastInsertId(); err != nil {
		return err
	}
	return writeDrafts(tx, r, r.Message.Drafts)
}

const sqlInsertReminder = `
	INSERT INTO reminders (application_id, interview_id, kind, last_call, round, state,
		due_at, deadline_at, expires_at, why, next_attempt_at, settled_at, reply)
	VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
	ON CONFLICT (application_id, coalesce(interview_id, 0), kind, last_call, round)
		WHERE state <> 'cancelled' OR uncertain = 1
	DO NOTHING`

// writeDrafts replaces the drafts of a reminder.
func writeDrafts(tx *transaction, r rules.Reminder, drafts []rules.Draft) error {
	if len(drafts) == 0 {
		return errNoDraft
	}
	for place, d := range drafts {
		to, err := personID(tx, r.ApplicationID, d.To)
		if err != nil {
			return err
		}
		if err := tx.exec(sqlWriteDraft, r.ID, place, to, d.Subject, d.Body); err != nil {
			return err
		}
	}
	old := r.To()
	if len(old) > len(drafts) {
		err := tx.exec(`DELETE FROM drafts WHERE reminder_id = ? AND place >= ?`, r.ID, len(drafts))
		if err != nil {
			return err
		}
	}
	if len(old) > 0 && !samePeople(old, drafts) {
		return forgetPeople(tx)
	}
	return nil
}

// samePeople reports whether the drafts are to these people, in this order.
func samePeople(people []rules.Person, drafts []rules.Draft) bool {
	return slices.EqualFunc(people, drafts, func(p rules.Person, d rules.Draft) bool { return p.ID == d.To.ID })
}

// errNoDraft is returned for a reminder without drafts. Each has one, even if it is still empty.
var errNoDraft = errors.New("the reminder has no draft")

const sqlWriteDraft = `
	INSERT INTO drafts (reminder_id, place, person_id, subject, body) VALUES (?, ?, ?, ?, ?)
	ON CONFLICT DO UPDATE SET person_id = excluded.person_id, subject = excluded.subject, body = excluded.body`

const draftColumns = `reminder_id, coalesce(person_id, 0), subject, body`

func scanDraft(row scanner) (d owned[rules.Draft], err error) {
	err = row.Scan(&d.owner, &d.value.To.ID, &d.value.Subject, &d.value.Body)
	return d, err
}

// updateReminder stores a reminder, except for its drafts and the bytes of its message. It does not change a settled
// one.
func updateReminder(tx *transaction, r rules.Reminder) (changed bool, err error) {
	n, err := tx.change(sqlUpdateReminder,
		string(r.State), seconds(r.Due), seconds(r.Deadline), seconds(r.Expires), r.Why, seconds(r.NextAttempt),
		r.Attempts, seconds(r.SettledAt), r.Reply, r.Uncertain, r.Message.ID, r.Message.Subject, r.Message.Hook, r.ID)
	if err != nil {
		return false, err
	}
	return n > 0, err
}

const sqlUpdateReminder = `
	UPDATE reminders
	SET state = ?, due_at = ?, deadline_at = ?, expires_at = ?, why = ?, next_attempt_at = ?,
		attempts = ?, settled_at = ?, reply = ?, uncertain = ?, message_id = ?, subject = ?, hook = ?
	WHERE id = ? AND state IN ('waiting', 'sending')`

// reschedule gives a waiting reminder the times that its step has after the application was changed. Its due time
// stays, unless the step has moved into the future, or back: then it waits until then, or no longer. A reminder that
// could not be composed is tried again, as the change may have fixed it. One that may have been sent keeps its times.
// moved reports whether it will be sent at another time, or to other people.
func reschedule(tx *transaction, now time.Time, r rules.Reminder, step rules.Step) (moved bool, err error) {
	old := r
	if !r.Uncertain {
		switch {
		case step.Due.After(now):
			r.Due = step.Due
			if r.NextAttempt.Before(r.Due) {
				r.NextAttempt = r.Due
			}
		case r.Due.After(now):
			r.Due, r.NextAttempt = now, now
		case r.Attempts == 0:
			r.NextAttempt = now
		}
		r.Deadline, r.Expires, r.Why = step.Deadline, step.Expires, step.Why
	}
	if !step.Due.After(now) && r.NextAttempt.After(now.Add(outbox.LongestRetry(r))) {
		r.NextAttempt = now
	}
	if _, err := updateReminder(tx, r); err != nil {
		return false, err
	}
	others, err := readdress(tx, old, step)
	return others || !r.Due.Equal(old.Due), err
}

// readdress gives a waiting reminder drafts to the people of its step, unless it may have been sent, and reports
// whether they are others.
func readdress(tx *transaction, r rules.Reminder, step rules.Step) (others bool, err error) {
	drafts := rules.DraftsTo(step.To)
	if r.Uncertain || samePeople(r.To(), drafts) {
		return false, nil
	}
	return true, writeDrafts(tx, r, drafts)
}

// settle ends a waiting reminder that will not be sent.
func settle(tx *transaction, now time.Time, r *rules.Reminder, state rules.State, reason string) error {
	r.State, r.SettledAt, r.Reply = state, now, reason
	_, err := updateReminder(tx, *r)
	return err
}

const reminderColumns = `id, application_id, coalesce(interview_id, 0), kind, last_call, round, state,
	due_at, deadline_at, expires_at, why, next_attempt_at, attempts, settled_at, reply,
	message_id, subject, hook, uncertain`

// scanReminder reads a reminder, except for its drafts and the bytes of its message.
func scanReminder(row scanner) (r rules.Reminder, err error) {
	err = row.Scan(&r.ID, &r.ApplicationID, &r.InterviewID, oneOf[rules.Kind]{&r.Kind, rules.Kinds},
		&r.LastCall, &r.Round, oneOf[rules.State]{&r.State, rules.States},
		instant{&r.Due}, instant{&r.Deadline}, instant{&r.Expires}, &r.Why, instant{&r.NextAttempt}, &r.Attempts,
		instant{&r.SettledAt}, &r.Reply,
		&r.Message.ID, &r.Message.Subject, &r.Message.Hook, &r.Uncertain)
	return r, err
}
