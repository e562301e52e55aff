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
	value, err := findMeta(ctx, s.db, key)
	if err != nil {
		return "", explain(s.path, fmt.Sprintf("reading %q", key), err)
	}
	return value, nil
}

func findMeta(ctx context.Context, q querier, key string) (value string, err error) {
	err = q.QueryRowContext(ctx, `SELECT value FROM meta WHERE key = ?`, key).Scan(&value)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return value, err
}

// SetMeta sets the value of key.
func (s *Store) SetMeta(ctx context.Context, key, value string) error {
	if _, err := s.db.ExecContext(ctx, setMeta, key, value); err != nil {
		return explain(s.path, fmt.Sprintf("writing %q", key), err)
	}
	return nil
}

// Channel returns the state of the connection to the SMTP server, as last set.
func (s *Store) Channel(ctx context.Context) (outbox.Channel, error) {
	var c outbox.Channel
	err := s.db.QueryRowContext(ctx, `SELECT failures, since, last_try, next_try, last_error FROM channel`).
		Scan(&c.Failures, instant{&c.Since}, instant{&c.LastTry}, instant{&c.NextTry}, &c.LastError)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return outbox.Channel{}, explain(s.path, "reading the state of the mail server", err)
	}
	return c, nil
}

// SetChannel sets the state of the connection to the SMTP server. A working one is stored as no row, so setting it
// again writes nothing.
func (s *Store) SetChannel(ctx context.Context, c outbox.Channel) error {
	var err error
	if c.Failures == 0 {
		_, err = s.db.ExecContext(ctx, `DELETE FROM channel`)
	} else {
		_, err = s.db.ExecContext(ctx, `
			INSERT OR REPLACE INTO channel (id, failures, since, last_try, next_try, last_error)
			VALUES (1, ?, ?, ?, ?, ?)`,
			c.Failures, seconds(c.Since), seconds(c.LastTry), seconds(c.NextTry), c.LastError)
	}
	if err != nil {
		return explain(s.path, "writing the state of the mail server", err)
	}
	return nil
}

// LatestEntry returns when the latest interview was added or the latest event recorded, or the zero time. The latest
// are those with the highest numbers: a clock that ran ahead for a while has no effect once there is a later entry.
func (s *Store) LatestEntry(ctx context.Context) (at time.Time, err error) {
	err = s.db.QueryRowContext(ctx, `SELECT nullif(max(
		coalesce((SELECT created_at  FROM interviews ORDER BY id DESC LIMIT 1), 0),
		coalesce((SELECT recorded_at FROM events     ORDER BY id DESC LIMIT 1), 0)), 0)`).Scan(instant{&at})
	if err != nil {
		return time.Time{}, explain(s.path, "reading when the latest entry was made", err)
	}
	return at, nil
}
