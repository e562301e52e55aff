package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"followup/rules"
)

// installIDKey is the key in meta of the install id.
const installIDKey = "install_id"

const setMeta = `INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value`

// Meta returns the value last set for key, or "".
func (s *Store) Meta(ctx context.Context, key string) (value string, err error) {
	err = s.db.QueryRowContext(ctx, `SELECT value FROM meta WHERE key = ?`, key).Scan(&value)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return "", explain(s.path, fmt.Sprintf("reading %q", key), err)
	}
	return value, nil
}

// SetMeta remembers a value under key.
func (s *Store) SetMeta(ctx context.Context, key, value string) error {
	if _, err := s.db.ExecContext(ctx, setMeta, key, value); err != nil {
		return explain(s.path, fmt.Sprintf("writing %q", key), err)
	}
	return nil
}

// Channel returns the state of the way to the SMTP server, as last set.
func (s *Store) Channel(ctx context.Context) (rules.Channel, error) {
	var c rules.Channel
	err := s.db.QueryRowContext(ctx, `SELECT failures, since, last_try, next_try, last_error FROM channel`).
		Scan(&c.Failures, instant{&c.Since}, instant{&c.LastTry}, instant{&c.NextTry}, &c.LastError)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return rules.Channel{}, explain(s.path, "reading the state of the mail server", err)
	}
	return c, nil
}

// SetChannel remembers the state of the way to the SMTP server. One that nothing is wrong with is remembered by no row,
// so saying so again writes nothing.
func (s *Store) SetChannel(ctx context.Context, c rules.Channel) error {
	var err error
	if c.Failures == 0 {
		_, err = s.db.ExecContext(ctx, `DELETE FROM channel`)
	} else {
		_, err = s.db.ExecContext(ctx, `
			INSERT OR REPLACE INTO channel (id, failures, since, last_try, next_try, last_error) VALUES (1, ?, ?, ?, ?, ?)`,
			c.Failures, seconds(c.Since), seconds(c.LastTry), seconds(c.NextTry), c.LastError)
	}
	if err != nil {
		return explain(s.path, "writing the state of the mail server", err)
	}
	return nil
}
