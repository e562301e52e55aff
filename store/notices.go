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

// MayNotify reports whether another notice may be sent today.
func (t *Telling) MayNotify() (bool, error) {
	yesterday := seconds(t.now.Add(-24 * time.Hour))
	err := t.tx.exec(`DELETE FROM notices WHERE next_attempt_at IS NULL AND created_at <= ?`, yesterday)
	if err != nil {
		return false, err
	}
	var today int
	err = t.tx.get(`SELECT count(*) FROM notices WHERE created_at > ?`, yesterday).Scan(&today)
	return today < maxNotices, err
}

// Notify lets a notice wait to be sent.
func (t *Telling) Notify(m rules.Message) error {
	sum := sha256.Sum256(m.Bytes)
	return t.tx.exec(`
		INSERT INTO notices (created_at, message_id, bytes, sha256, next_attempt_at) VALUES (?1, ?2, ?3, ?4, ?1)`,
		seconds(t.now), m.ID, m.Bytes, sum[:])
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

// WaitingNotices returns how many notices wait, and when the next of them is tried.
func (s *Store) WaitingNotices(ctx context.Context) (n int, next time.Time, err error) {
	err = s.single(ctx).get(`SELECT count(*), min(next_attempt_at) FROM notices WHERE next_attempt_at IS NOT NULL`).
		Scan(&n, instant{&next})
	return n, next, s.explain("counting the notices that wait", err)
}

// SaveNotice stores what came of an attempt to send a notice. One without a next attempt is settled.
func (s *Store) SaveNotice(ctx context.Context, n outbox.Notice) error {
	ctx = context.WithoutCancel(ctx) // the server's answer must be stored even after the program was told to stop
	return s.explain("recording what came of a notice", s.single(ctx).exec(`
		UPDATE notices
		SET attempts = ?1, next_attempt_at = ?2,
			bytes = iif(?2 IS NULL, x'', bytes), sha256 = iif(?2 IS NULL, x'', sha256)
		WHERE id = ?3`, n.Attempts, seconds(n.NextAttempt), n.ID))
}
