package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"followup/rules/outbox"
)

// installIDKey is the key of the install id in meta.
const installIDKey = "install_id"

const setMeta = `INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value`

// Meta returns the value last set for key, or "".
func (s *Store) Meta(ctx context.Context, key string) (string, error) {
	value, err := findMeta(s.single(ctx), key)
	return value, s.explain(fmt.Sprintf("reading %q", key), err)
}

func findMeta(tx *transaction, key string) (value string, err error) {
	err = tx.get(`SELECT value FROM meta WHERE key = ?`, key).Scan(&value)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return value, err
}

// SetMeta sets the value of key.
func (s *Store) SetMeta(ctx context.Context, key, value string) error {
	return s.explain(fmt.Sprintf("writing %q", key), s.single(ctx).exec(setMeta, key, value))
}

// Channel returns the state of the connection to the SMTP server, as last set.
func (s *Store) Channel(ctx context.Context) (c outbox.Channel, err error) {
	err = s.single(ctx).get(`SELECT failures, since, last_try, next_try, last_error FROM channel`).
		Scan(&c.Failures, instant{&c.Since}, instant{&c.LastTry}, instant{&c.NextTry}, &c.LastError)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return c, s.explain("reading the state of the mail server", err)
}

// SetChannel sets the state of the connection to the SMTP server. A working one is stored as no row, so setting it
// again writes nothing.
func (s *Store) SetChannel(ctx context.Context, c outbox.Channel) error {
	tx, doing := s.single(ctx), "writing the state of the mail server"
	if c.Failures == 0 {
		return s.explain(doing, tx.exec(`DELETE FROM channel`))
	}
	return s.explain(doing, tx.exec(`
		INSERT OR REPLACE INTO channel (id, failures, since, last_try, next_try, last_error)
		VALUES (1, ?, ?, ?, ?, ?)`,
		c.Failures, seconds(c.Since), seconds(c.LastTry), seconds(c.NextTry), c.LastError))
}

// LatestEntry returns when the latest interview was added or the latest event recorded, or the zero time. The latest
// are those with the highest numbers: a clock that ran ahead for a while has no effect once there is a later entry.
func (s *Store) LatestEntry(ctx context.Context) (at time.Time, err error) {
	err = s.single(ctx).get(`SELECT nullif(max(
		coalesce((SELECT created_at  FROM interviews ORDER BY id DESC LIMIT 1), 0),
		coalesce((SELECT recorded_at FROM events     ORDER BY id DESC LIMIT 1), 0)), 0)`).Scan(instant{&at})
	return at, s.explain("reading when the latest entry was made", err)
}
