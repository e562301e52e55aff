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

// Recover returns every reminder in state sending to waiting: the program ended while it was sending them. The server
// may have seen the first of them, in the order of the claim. That one is marked uncertain, so that the same bytes are
// sent again. The others were certainly not begun and are composed again when their turn comes, except for those that
// were uncertain before. Only the holder of the [Lock] may call Recover.
//
// Recover calls announce with the uncertain one, without its bytes and drafts, before it commits. So no copy goes out
// unannounced; if the program ends in between, the next one announces it once more. As in [Store.DecideBatch], announce
// must not use the store.
//
// It relies on an invariant: whenever the program ends, the server has seen at most the first of the reminders in
// state sending. The invariant holds as long as
//
//   - nothing is claimed while there are any, so that all of them are from one [Store.Claim];
//   - they are sent in the order in which Claim returned them, which is total and can be found again;
//   - none is begun before the one before it is saved in another state. After a save fails nothing more is sent; the
//     failed save is repeated, or was lost with the process and is made good here, before anything is claimed.
//
// Giving back reminders that were not begun removes only some behind the first.
func (s *Store) Recover(ctx context.Context, now time.Time, announce func(rules.Reminder)) error {
	if any, err := s.anySending(ctx); err != nil || !any {
		return err
	}
	return s.write(ctx, "taking back what was being sent", func(tx *transaction) error {
		uncertain, err := collect(tx, scanReminder, takeBackFirst, seconds(now))
		if err != nil {
			return err
		}
		for _, r := range uncertain {
			announce(r)
		}
		if err := tx.exec(takeBackUncertain, seconds(now)); err != nil {
			return err
		}
		if err := tx.exec(takeBackRest, seconds(now)); err != nil {
			return err
		}
		return clearDrafts(tx)
	})
}

const (
	// The attempt counts although it ended without an answer: next time, a mail that crashes the program comes after
	// the others.
	takeBackFirst = `
		UPDATE reminders SET state = 'waiting', uncertain = 1, attempts = attempts + 1, next_attempt_at = ?
		WHERE id = (SELECT id FROM reminders WHERE state = 'sending' ORDER BY ` + claimOrder + ` LIMIT 1)
		RETURNING ` + reminderColumns
	takeBackUncertain = `
		UPDATE reminders SET state = 'waiting', next_attempt_at = ?
		WHERE state = 'sending' AND uncertain = 1`
	takeBackRest = `
		UPDATE reminders SET state = 'waiting', next_attempt_at = ?, ` + noMessage + `
		WHERE state = 'sending'`
	noMessage = `message_id = '', subject = '', hook = ''`
)

const sqlClearDrafts = `UPDATE drafts SET subject = '', body = '' WHERE reminder_id = ?`

// clearDrafts empties the drafts of waiting reminders without a message. The people they are to stay.
func clearDrafts(tx *transaction) error {
	return tx.exec(`
		UPDATE drafts SET subject = '', body = ''
		WHERE reminder_id IN (SELECT id FROM reminders WHERE state = 'waiting' AND message_id = '')`)
}

// anySending lets a start with nothing to recover avoid the write lock.
func (s *Store) anySending(ctx context.Context) (any bool, err error) {
	err = s.single(ctx).get(selectSending).Scan(&any)
	return any, s.explain("looking for what was being sent", err)
}

const selectSending = `SELECT EXISTS (SELECT 1 FROM reminders WHERE state = 'sending')`

// Save stores the results of attempts to deliver claimed reminders, as returned by [rules.Reminder.After], all or
// none. The bytes of a message stay as they were claimed. A reminder that was removed meanwhile, with its application
// or interview, is skipped, and saving the same result again changes nothing.
//
// Save ignores the cancellation of ctx: the server's answer must be stored even after the program was told to stop.
func (s *Store) Save(ctx context.Context, now time.Time, reminders ...rules.Reminder) error {
	ctx = context.WithoutCancel(ctx)
	return s.write(ctx, "recording what came of sending", func(tx *transaction) error {
		for _, r := range reminders {
			if err := save(tx, now, r, s.copies.Load()); err != nil {
				return fmt.Errorf("reminder %d: %w", r.ID, err)
			}
		}
		return nil
	})
}

func save(tx *transaction, now time.Time, r rules.Reminder, copies bool) error {
	settled := r.State != rules.Waiting && r.State != rules.Sending
	if !settled {
		r.SettledAt = time.Time{}
	} else if r.SettledAt.IsZero() {
		r.SettledAt = now
	}
	if changed, err := updateReminder(tx, r); err != nil {
		return err
	} else if !changed {
		return checkUnchanged(tx, r)
	}
	if r.Message.ID == "" { // it is composed again, to the same people
		if err := tx.exec(sqlClearDrafts, r.ID); err != nil {
			return err
		}
	}
	if r.State == rules.Delivered && r.Message.Hook != "" { // the note has used the hook up
		if err := tx.exec(sqlUseUpHook, r.ApplicationID, r.Message.Hook); err != nil {
			return err
		}
	}
	if r.State == rules.Delivered && copies {
		if err := tx.exec(sqlNoteCopies, r.ID); err != nil {
			return err
		}
	}
	if !settled {
		return nil
	}
	return recheckWithRelated(tx, now, r.ApplicationID)
}

// checkUnchanged returns nil if saving r rightly changed nothing: it is gone, or was saved before.
func checkUnchanged(tx *transaction, r rules.Reminder) error {
	var state rules.State
	err := tx.get(`SELECT state FROM reminders WHERE id = ?`, r.ID).Scan(&state)
	if errors.Is(err, sql.ErrNoRows) || err == nil && state == r.State {
		return nil
	}
	if err != nil {
		return err
	}
	return fmt.Errorf("it is %s for good and cannot become %s", state, r.State)
}

// Redraft replaces the text of the first draft of a delivered reminder, so that later notes quote the new text.
func (s *Store) Redraft(ctx context.Context, reminderID int64, subject, body string) error {
	return s.write(ctx, "keeping the draft's new words", func(tx *transaction) error {
		return tx.exec(`
			UPDATE drafts SET subject = ?1, body = ?2
			WHERE place = 0 AND reminder_id IN (SELECT id FROM reminders WHERE id = ?3 AND state = 'delivered')`,
			subject, body, reminderID)
	})
}

// AtRest reports whether a pass at now would find nothing to do: no check is due, no reminder and no notice waits for
// an attempt, none was left in state sending, and the mail server can be used. It reads only indexes.
func (s *Store) AtRest(ctx context.Context, now time.Time) (rests bool, err error) {
	err = s.brief(ctx).get(selectAtRest, seconds(now)).Scan(&rests)
	return rests, s.explain("asking whether there is anything to do", err)
}

const selectAtRest = `
	SELECT NOT (
		EXISTS (SELECT 1 FROM applications WHERE next_check_at <= ?1)
		OR EXISTS (SELECT 1 FROM reminders WHERE state = 'waiting' AND next_attempt_at <= ?1)
		OR EXISTS (SELECT 1 FROM reminders WHERE state = 'sending')
		OR EXISTS (SELECT 1 FROM notices WHERE next_attempt_at <= ?1)
		OR EXISTS (SELECT 1 FROM channel WHERE id = 1))`

// Waiting returns what waits at now. It reads only indexes.
func (s *Store) Waiting(ctx context.Context, now time.Time) (b outbox.Backlog, err error) {
	err = s.single(ctx).get(selectWaitingCount, seconds(now)).
		Scan(&b.Ready, &b.Tried, instant{&b.Fresh}, instant{&b.Deadline})
	return b, s.explain("looking for what waits", err)
}

const selectWaitingCount = `
	SELECT count(*) FILTER (WHERE next_attempt_at <= ?1),
		count(*) FILTER (WHERE attempts > 0),
		max(next_attempt_at) FILTER (WHERE attempts = 0 AND next_attempt_at <= ?1),
		min(deadline_at) FILTER (WHERE deadline_at >= ?1)
	FROM reminders
	WHERE state = 'waiting'`

// Retry sends the refused reminders of an application again, newly composed, and returns how many there are.
func (s *Store) Retry(ctx context.Context, now time.Time, applicationID int64) (n int, err error) {
	err = s.write(ctx, "having the refused reminders sent again", func(tx *transaction) error {
		if err := recheckWithRelated(tx, now, applicationID); err != nil {
			return err
		}
		n, err = tx.change(`
			UPDATE reminders
			SET state = 'waiting', next_attempt_at = ?, settled_at = NULL, uncertain = 0, `+noMessage+`
			WHERE application_id = ? AND state = 'refused'`, seconds(now), applicationID)
		if err != nil {
			return err
		}
		return clearDrafts(tx)
	})
	return n, err
}
