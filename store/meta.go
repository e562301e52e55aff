package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"followup/rules"
	"followup/rules/outbox"
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

// pauseKey is the key in meta of the pause: when it ends, and allHeld after that if it holds all.
const (
	pauseKey = "pause"
	allHeld  = " all"
)

// Pause returns the pause that was last set, which may be over, or the zero Pause.
func (s *Store) Pause(ctx context.Context) (rules.Pause, error) {
	p, err := pauseIn(ctx, s.db)
	if err != nil {
		return p, explain(s.path, "reading the pause", err)
	}
	return p, nil
}

func pauseIn(ctx context.Context, q querier) (p rules.Pause, err error) {
	var value string
	err = q.QueryRowContext(ctx, `SELECT value FROM meta WHERE key = ?`, pauseKey).Scan(&value)
	if errors.Is(err, sql.ErrNoRows) {
		return p, nil
	}
	if err != nil {
		return p, err
	}
	until, all := strings.CutSuffix(value, allHeld)
	t, err := time.Parse(time.RFC3339, until)
	if err != nil {
		return p, fmt.Errorf("the pause is %q, which is no time", value)
	}
	return rules.Pause{Until: t.UTC(), All: all}, nil
}

// SetPause remembers a pause in place of the one before, or with the zero Pause that there is none, and has everything open
// decided anew.
func (s *Store) SetPause(ctx context.Context, now time.Time, p rules.Pause) error {
	return s.write(ctx, "noting the pause", func(tx *transaction) error {
		if p.Until.IsZero() {
			if _, err := tx.ExecContext(ctx, `DELETE FROM meta WHERE key = ?`, pauseKey); err != nil {
				return err
			}
			return recheckAll(ctx, tx, now)
		}
		value := p.Until.UTC().Format(time.RFC3339)
		if p.All {
			value += allHeld
		}
		if _, err := tx.ExecContext(ctx, setMeta, pauseKey, value); err != nil {
			return err
		}
		return recheckAll(ctx, tx, now)
	})
}

// Channel returns the state of the way to the SMTP server, as last set.
func (s *Store) Channel(ctx context.Context) (outbox.Channel, error) {
	var c outbox.Channel
	err := s.db.QueryRowContext(ctx, `SELECT failures, since, last_try, next_try, last_error FROM channel`).
		Scan(&c.Failures, instant{&c.Since}, instant{&c.LastTry}, instant{&c.NextTry}, &c.LastError)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return outbox.Channel{}, explain(s.path, "reading the state of the mail server", err)
	}
	return c, nil
}

// SetChannel remembers the state of the way to the SMTP server. One that nothing is wrong with is remembered by no row,
// so saying so again writes nothing.
func (s *Store) SetChannel(ctx context.Context, c outbox.Channel) error {
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
