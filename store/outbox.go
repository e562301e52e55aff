package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"followup/rules"
	"followup/rules/outbox"
)

// Recover takes back every reminder in state sending: the program died while it had them. The server may have seen the
// first of them, in the order of the claim. That one is uncertain, so it is sent again as the very same bytes, and is
// returned, without the bytes and the drafts, for the log. The others are certain not to have been begun, and are
// composed anew when their turn comes, but for those that were uncertain before. Only the holder of the [Lock] may
// call it.
//
// It can tell because of an invariant: whenever the program dies, of the reminders in state sending the server has
// seen at most the first. It holds as long as
//
//   - nothing is claimed while there are any, so that all of them are of one [Store.Claim];
//   - they are sent in the order in which Claim returned them, which is total and can be found again;
//   - none is begun before the one before it was saved in another state. When a save fails nothing more is sent, and what
//     failed is saved, or was lost with the process and is taken back here, before anything is claimed.
//
// Giving back those that were not begun, in whatever part, takes away only from behind the first.
func (s *Store) Recover(ctx context.Context, now time.Time) (uncertain []rules.Reminder, err error) {
	if found, err := s.sending(ctx); err != nil || len(found) == 0 {
		return nil, err
	}
	err = s.write(ctx, "taking back what was being sent", func(tx *transaction) error {
		if uncertain, err = collect(ctx, tx, scanReminder, takeBackFirst, seconds(now)); err != nil {
			return err
		}
		for _, query := range []string{takeBackUncertain, takeBackRest} {
			if _, err := tx.ExecContext(ctx, query, seconds(now)); err != nil {
				return err
			}
		}
		return forgetWords(ctx, tx)
	})
	return uncertain, err
}

const (
	// An attempt that ended without an answer was one: the next time, a mail that the program does not live through
	// lets the others go first.
	takeBackFirst = `
		UPDATE reminders SET state = 'waiting', uncertain = 1, attempts = attempts + 1, next_attempt_at = ?
		WHERE id = (SELECT id FROM reminders WHERE state = 'sending' ORDER BY ` + claimOrder + ` LIMIT 1)
		RETURNING ` + reminderColumns
	takeBackUncertain = `UPDATE reminders SET state = 'waiting', next_attempt_at = ? WHERE state = 'sending' AND uncertain = 1`
	takeBackRest      = `UPDATE reminders SET state = 'waiting', next_attempt_at = ?, ` + noMessage + ` WHERE state = 'sending'`
	noMessage         = `message_id = '', subject = '', hook = ''`
)

const sqlForgetWords = `UPDATE drafts SET subject = '', body = '' WHERE reminder_id = ?`

// forgetWords takes the words from the drafts of what waits without a message. Whom they are to stays.
func forgetWords(ctx context.Context, tx *transaction) error {
	_, err := tx.ExecContext(ctx, `
		UPDATE drafts SET subject = '', body = ''
		WHERE reminder_id IN (SELECT id FROM reminders WHERE state = 'waiting' AND message_id = '')`)
	return err
}

// sending lets a start with nothing to recover go by without the write lock.
func (s *Store) sending(ctx context.Context) ([]rules.Reminder, error) {
	found, err := collect(ctx, s.db, scanReminder, selectSending)
	if err != nil {
		return nil, explain(s.path, "looking for what was being sent", err)
	}
	return found, nil
}

const selectSending = `SELECT ` + reminderColumns + ` FROM reminders WHERE state = 'sending'`

// Save writes down what came of attempts to deliver claimed reminders, as [rules.Reminder.After] makes it, all or
// none. The bytes of a message stay as they were claimed. A reminder that was removed meanwhile, with its application
// or interview, is passed over, and saving the same outcome again changes nothing.
//
// It goes on when ctx is cancelled: what the server answered must be known after the program was told to stop, too.
func (s *Store) Save(ctx context.Context, now time.Time, reminders ...rules.Reminder) error {
	ctx = context.WithoutCancel(ctx)
	return s.writeMany(ctx, "recording what came of sending", func(tx *transaction) error {
		for _, r := range reminders {
			if err := save(ctx, tx, now, r); err != nil {
				return fmt.Errorf("reminder %d: %w", r.ID, err)
			}
		}
		return nil
	})
}

func save(ctx context.Context, tx *transaction, now time.Time, r rules.Reminder) error {
	if !settled(r.State) {
		r.SettledAt = time.Time{}
	} else if r.SettledAt.IsZero() {
		r.SettledAt = now
	}
	if changed, err := updateReminder(ctx, tx, r); err != nil {
		return err
	} else if !changed {
		return checkUnchanged(ctx, tx, r)
	}
	if r.Message.ID == "" { // it is composed anew; an attempt does not change whom it is to
		if _, err := tx.ExecContext(ctx, sqlForgetWords, r.ID); err != nil {
			return err
		}
	}
	if r.State == rules.Delivered && r.Message.Hook != "" { // the note was built on it, so it is used up
		_, err := tx.ExecContext(ctx, `UPDATE applications SET hook = '' WHERE id = ? AND hook = ?`, r.ApplicationID, r.Message.Hook)
		if err != nil {
			return err
		}
	}
	if !settled(r.State) {
		return nil
	}
	if err := recheck(ctx, tx, r.ApplicationID, now); err != nil {
		return err
	}
	return recheckRelated(ctx, tx, now, r.ApplicationID)
}

// Redraft stores the words that the first draft of a reminder has now, which was delivered in others, so that it is
// these that are quoted.
func (s *Store) Redraft(ctx context.Context, reminderID int64, subject, body string) error {
	return s.write(ctx, "keeping the draft's new words", func(tx *transaction) error {
		_, err := tx.ExecContext(ctx, `
			UPDATE drafts SET subject = ?1, body = ?2
			WHERE place = 0 AND reminder_id IN (SELECT id FROM reminders WHERE id = ?3 AND state = 'delivered')`,
			subject, body, reminderID)
		return err
	})
}

// checkUnchanged tells whether it is right that saving r changed nothing: it is gone, or was saved before.
func checkUnchanged(ctx context.Context, tx *transaction, r rules.Reminder) error {
	var state rules.State
	err := tx.QueryRowContext(ctx, `SELECT state FROM reminders WHERE id = ?`, r.ID).Scan(&state)
	if errors.Is(err, sql.ErrNoRows) || err == nil && state == r.State {
		return nil
	}
	if err != nil {
		return err
	}
	return fmt.Errorf("it is %s for good and cannot become %s", state, r.State)
}

// settled tells whether nothing more happens to a reminder in that state by itself.
func settled(s rules.State) bool { return s != rules.Waiting && s != rules.Sending }

// Waiting tells what waits at now. It reads indexes only.
func (s *Store) Waiting(ctx context.Context, now time.Time) (b outbox.Backlog, err error) {
	err = s.db.QueryRowContext(ctx, selectWaitingCount, seconds(now)).Scan(&b.Ready, &b.Tried, instant{&b.Fresh}, instant{&b.Deadline})
	if err != nil {
		return outbox.Backlog{}, explain(s.path, "looking for what waits", err)
	}
	return b, nil
}

const selectWaitingCount = `
	SELECT count(*) FILTER (WHERE next_attempt_at <= ?1), count(*) FILTER (WHERE attempts > 0),
		max(next_attempt_at) FILTER (WHERE attempts = 0 AND next_attempt_at <= ?1), min(deadline_at) FILTER (WHERE deadline_at >= ?1)
	FROM reminders WHERE state = 'waiting'`

// Retry has the refused reminders of an application composed and sent anew, and returns how many there are.
func (s *Store) Retry(ctx context.Context, now time.Time, applicationID int64) (n int, err error) {
	err = s.write(ctx, "having the refused reminders sent again", func(tx *transaction) error {
		if err := recheck(ctx, tx, applicationID, now); err != nil {
			return err
		}
		if err := recheckRelated(ctx, tx, now, applicationID); err != nil {
			return err
		}
		result, err := tx.ExecContext(ctx, `
			UPDATE reminders
			SET state = 'waiting', next_attempt_at = ?, settled_at = NULL, uncertain = 0,
				`+noMessage+`
			WHERE application_id = ? AND state = 'refused'`, seconds(now), applicationID)
		if err != nil {
			return err
		}
		changed, err := result.RowsAffected()
		if err != nil {
			return err
		}
		n = int(changed)
		return forgetWords(ctx, tx)
	})
	return n, err
}
