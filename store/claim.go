package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"followup/rules"
)

// Claim asks judge about up to limit waiting reminders whose turn has come, those tried least first, then those with the
// soonest deadline, and stores its verdicts. What it says to send is in state sending, with its exact bytes on disk, when this returns.
//
// It is one transaction, as in [Store.Decide], so judge must not use the store. A reminder that may have been sent
// before comes to judge with its message, and whatever judge makes of it, these bytes are what is sent. A reminder that
// is not to be sent yet is not judged again with the same now, however often this is called.
func (s *Store) Claim(ctx context.Context, now time.Time, limit int,
	judge func(rules.Case, rules.Reminder) (rules.Verdict, error),
) (rules.Claimed, error) {
	var done rules.Claimed
	err := s.writeMany(ctx, "claiming what is to be sent", func(tx *transaction) error {
		if err := sweepMessages(ctx, tx); err != nil {
			return err
		}
		waiting, err := selectWaiting(ctx, tx, now, limit)
		if err != nil {
			return err
		}
		cases, err := loadCases(ctx, tx, applicationsOf(waiting))
		if err != nil {
			return err
		}
		done = rules.Claimed{Judged: len(waiting), Failed: map[int64]rules.Failure{}}
		for _, r := range waiting {
			c, err := caseIn(cases, r.ApplicationID)
			if err == nil {
				err = claimOne(ctx, tx, now, c, r, judge, &done)
			}
			if err != nil {
				return fmt.Errorf("reminder %d: %w", r.ID, err)
			}
		}
		return nil
	})
	if err != nil {
		return rules.Claimed{}, err // nothing is claimed, so nothing may be sent
	}
	return done, nil
}

// selectWaiting reads the reminders whose turn has come, without the bytes of their messages.
func selectWaiting(ctx context.Context, tx *transaction, now time.Time, limit int) ([]rules.Reminder, error) {
	return collect(ctx, tx, scanReminder, selectTurn, seconds(now), limit)
}

const selectTurn = `SELECT ` + reminderColumns + ` FROM reminders
	WHERE state = 'waiting' AND next_attempt_at <= ?
	ORDER BY ` + claimOrder + ` LIMIT ?`

// claimOrder is total, as it ends with the id, and made of columns that nothing changes of a reminder in state sending:
// so [Store.Recover] finds the order of a claim again. It is that of the index, to its last column.
const claimOrder = `attempts, coalesce(deadline_at, 253402300799), next_attempt_at, deadline_at, id`

func applicationsOf(reminders []rules.Reminder) []int64 {
	ids := make([]int64, 0, len(reminders))
	for _, r := range reminders {
		ids = append(ids, r.ApplicationID)
	}
	return ids
}

// claimOne judges one reminder. When that fails the reminder is put off and the others go on.
func claimOne(ctx context.Context, tx *transaction, now time.Time, c *rules.Case, r rules.Reminder,
	judge func(rules.Case, rules.Reminder) (rules.Verdict, error), done *rules.Claimed,
) error {
	var err error
	if r.Uncertain {
		if r.Message.Bytes, err = readMessage(ctx, tx, r.ID); errors.Is(err, errDamaged) {
			r.NextAttempt = time.Unix(after(now, now), 0).UTC()
			done.Failed[r.ID] = rules.Failure{Err: err, Again: r.NextAttempt}
			return composeAnew(ctx, tx, r, err)
		} else if err != nil {
			return err
		}
	}
	v, err := judge(*c, r)
	if err == nil && r.Uncertain {
		v.Message = r.Message
	}
	if err == nil {
		err = checkVerdict(v)
	}
	if err != nil {
		again := after(now, rules.LastTry(now, now.Add(retryFailed), r.Deadline))
		done.Failed[r.ID] = rules.Failure{Err: err, Again: time.Unix(again, 0).UTC()}
		return postpone(ctx, tx, r.ID, again, err.Error())
	}
	return applyVerdict(ctx, tx, now, c, r, v, done)
}

func checkVerdict(v rules.Verdict) error {
	switch v.State {
	case rules.Waiting, rules.Cancelled, rules.Expired:
		return nil
	case rules.Sending:
		if len(v.Message.Bytes) == 0 {
			return errors.New("it is to be sent, but its message is empty")
		}
		return nil
	}
	return fmt.Errorf("a waiting reminder cannot become %q", v.State)
}

func applyVerdict(ctx context.Context, tx *transaction, now time.Time, c *rules.Case, r rules.Reminder, v rules.Verdict, done *rules.Claimed) error {
	switch v.State {
	case rules.Waiting:
		return deferUntil(ctx, tx, r.ID, after(now, v.NextAttempt), v.Reason)
	case rules.Cancelled, rules.Expired:
		if err := settle(ctx, tx, now, r.ID, v.State, v.Reason); err != nil {
			return err
		}
		return recheck(ctx, tx, r.ApplicationID, now)
	}
	stored := r.Uncertain
	r.State, r.Message = rules.Sending, v.Message
	if _, err := updateReminder(ctx, tx, r); err != nil {
		return err
	}
	if !stored {
		if err := writeMessage(ctx, tx, r.ID, r.Message.Bytes); err != nil {
			return err
		}
	}
	showInCase(c, r)
	done.Reminders = append(done.Reminders, r)
	return nil
}

// showInCase lets the verdicts on the other reminders of an application know that this one is under way and what it says.
func showInCase(c *rules.Case, r rules.Reminder) {
	r.Message.Bytes = nil // a history has no bytes
	for i := range c.History.Reminders {
		if c.History.Reminders[i].ID == r.ID {
			c.History.Reminders[i] = r
		}
	}
}

// errDamaged: the bytes on disk are not those that were stored.
var errDamaged = errors.New("the stored message is damaged and is not sent; it will be composed anew")

// composeAnew drops a damaged message, so that the next attempt starts from nothing.
func composeAnew(ctx context.Context, tx *transaction, r rules.Reminder, reason error) error {
	r.Message, r.Uncertain, r.Reply = rules.Message{}, false, reason.Error()
	_, err := updateReminder(ctx, tx, r)
	return err
}

func writeMessage(ctx context.Context, tx *transaction, id int64, bytes []byte) error {
	sum := sha256.Sum256(bytes)
	_, err := tx.ExecContext(ctx, sqlInsertMessage, id, bytes, sum[:])
	return err
}

const sqlInsertMessage = `INSERT OR REPLACE INTO messages (reminder_id, bytes, sha256) VALUES (?, ?, ?)`

// readMessage returns the bytes as they were stored, or errDamaged.
func readMessage(ctx context.Context, tx *transaction, id int64) ([]byte, error) {
	var bytes, stored []byte
	err := tx.QueryRowContext(ctx, `SELECT bytes, sha256 FROM messages WHERE reminder_id = ?`, id).Scan(&bytes, &stored)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, errDamaged
	}
	if err != nil {
		return nil, err
	}
	if sum := sha256.Sum256(bytes); string(sum[:]) != string(stored) {
		return nil, errDamaged
	}
	return bytes, nil
}

// sweepMessages deletes the messages that will not be sent again. It is done here, once for a batch, because doing it
// when a reminder settles would double what each delivery writes.
func sweepMessages(ctx context.Context, tx *transaction) error {
	_, err := tx.ExecContext(ctx, `
		DELETE FROM messages WHERE NOT EXISTS (
			SELECT 1 FROM reminders
			WHERE id = reminder_id AND (state = 'sending' OR (state = 'waiting' AND uncertain = 1)))`)
	return err
}
