package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"time"

	"followup/rules"
	"followup/rules/outbox"
)

// addNotice lets the notice of a ticket wait to be sent.
func addNotice(tx *transaction, now time.Time, t Ticket, batch int64, events []rules.Event) error {
	if t.Notice == nil {
		if t.Must {
			return errNoNotice
		}
		return nil
	}
	yesterday := seconds(now.Add(-24 * time.Hour))
	if err := tx.exec(`DELETE FROM notices WHERE next_attempt_at IS NULL AND created_at <= ?`, yesterday); err != nil {
		return err
	}
	var today int
	err := tx.get(`SELECT count(*) FROM notices WHERE created_at > ?`, yesterday).Scan(&today)
	switch {
	case err != nil:
		return err
	case today >= maxNotices && t.Must:
		return ErrTooMuch
	case today >= maxNotices:
		return nil
	}
	m, err := t.Notice(batch, events)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(m.Bytes)
	return tx.exec(`
		INSERT INTO notices (created_at, message_id, bytes, sha256, next_attempt_at) VALUES (?1, ?2, ?3, ?4, ?1)`,
		seconds(now), m.ID, m.Bytes, sum[:])
}

// NextNotice returns the notice that has waited longest for an attempt at now; ok is false if there is none. One whose
// bytes are damaged is given up.
func (s *Store) NextNotice(ctx context.Context, now time.Time) (n outbox.Notice, ok bool, err error) {
	for {
		var sum []byte
		err := s.single(ctx).get(selectNotice, seconds(now)).
			Scan(&n.ID, &n.Message.ID, &n.Message.Bytes, &sum, &n.Attempts)
		if errors.Is(err, sql.ErrNoRows) {
			return outbox.Notice{}, false, nil
		}
		if err != nil {
			return outbox.Notice{}, false, s.explain("looking for notices", err)
		}
		if whole := sha256.Sum256(n.Message.Bytes); string(whole[:]) == string(sum) {
			return n, true, nil
		}
		if err := s.SaveNotice(ctx, n); err != nil { // without a next attempt
			return outbox.Notice{}, false, err
		}
	}
}

const selectNotice = `
	SELECT id, message_id, bytes, sha256, attempts
	FROM notices
	WHERE next_attempt_at <= ?
	ORDER BY next_attempt_at, id
	LIMIT 1`

// SaveNotice stores what came of an attempt to send a notice. One without a next attempt is settled.
func (s *Store) SaveNotice(ctx context.Context, n outbox.Notice) error {
	ctx = context.WithoutCancel(ctx) // the server's answer must be stored even after the program was told to stop
	return s.explain("recording what came of a notice", s.single(ctx).exec(`
		UPDATE notices
		SET attempts = ?1, next_attempt_at = ?2,
			bytes = iif(?2 IS NULL, x'', bytes), sha256 = iif(?2 IS NULL, x'', sha256)
		WHERE id = ?3`, n.Attempts, seconds(n.NextAttempt), n.ID))
}
