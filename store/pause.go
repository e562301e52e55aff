package store

import (
	"context"
	"fmt"
	"strings"
	"time"

	"followup/rules"
)

// The pause is in meta under pauseKey: when it ends, followed by pauseAll if it holds everything.
const (
	pauseKey = "pause"
	pauseAll = " all"
)

// Pause returns the pause that was last set, which may be over, or the zero Pause.
func (s *Store) Pause(ctx context.Context) (rules.Pause, error) {
	p, err := findPause(s.single(ctx))
	return p, s.explain("reading the pause", err)
}

func findPause(tx *transaction) (rules.Pause, error) {
	value, err := findMeta(tx, pauseKey)
	if err != nil || value == "" {
		return rules.Pause{}, err
	}
	until, all := strings.CutSuffix(value, pauseAll)
	t, err := time.Parse(time.RFC3339, until)
	if err != nil {
		return rules.Pause{}, fmt.Errorf("the pause is %q, which is not a time", value)
	}
	return rules.Pause{Until: t.UTC(), All: all}, nil
}

// SetPause replaces the pause, or ends it if p is zero, and marks everything open to be decided again.
func (s *Store) SetPause(ctx context.Context, now time.Time, p rules.Pause) error {
	return s.write(ctx, "noting the pause", func(tx *transaction) error {
		if err := storePause(tx, p); err != nil {
			return err
		}
		return recheckAll(tx, now)
	})
}

func storePause(tx *transaction, p rules.Pause) error {
	if p.Until.IsZero() {
		return tx.exec(`DELETE FROM meta WHERE key = ?`, pauseKey)
	}
	value := p.Until.UTC().Format(time.RFC3339)
	if p.All {
		value += pauseAll
	}
	return tx.exec(setMeta, pauseKey, value)
}
