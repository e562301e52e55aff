package store

import (
	"context"
	"time"

	"followup/rules"
)

// Trouble is an application of which something should be looked at.
type Trouble struct {
	rules.Case
	Fault string // why it could not be decided, or ""
}

// Troubles are the applications that could not be decided, and those with reminders that wait, were refused, or were
// missed since the given time; the lowest id first, at most limit.
func (s *Store) Troubles(ctx context.Context, missedSince time.Time, limit int) (list []Trouble, err error) {
	err = s.read(ctx, "looking for what is wrong", func(tx *transaction) error {
		found, err := collect(ctx, tx, scanFault, selectTroubles, seconds(missedSince), noLimit(limit))
		if err != nil {
			return err
		}
		var ids []int64
		for _, f := range found {
			ids = append(ids, f.ID)
		}
		w, err := loadWorld(ctx, tx, ids)
		if err != nil {
			return err
		}
		for _, f := range found {
			c, err := w.of(f.ID)
			if err != nil {
				return err
			}
			list = append(list, Trouble{Case: c, Fault: f.Fault})
		}
		return nil
	})
	return list, err
}

func scanFault(row scanner) (t Trouble, err error) {
	err = row.Scan(&t.ID, &t.Fault)
	return t, err
}

const selectTroubles = `
	SELECT id, fault FROM applications WHERE id IN (
		SELECT id FROM applications WHERE fault <> ''
		UNION ALL SELECT application_id FROM reminders WHERE state = 'waiting'
		UNION ALL SELECT application_id FROM reminders WHERE state = 'refused'
		UNION ALL SELECT application_id FROM reminders WHERE state = 'expired' AND settled_at >= ?)
	ORDER BY id LIMIT ?`

// AllWaiting is how many reminders wait, whether their turn has come or not.
func (s *Store) AllWaiting(ctx context.Context) (n int, err error) {
	err = s.db.QueryRowContext(ctx, `SELECT count(*) FROM reminders WHERE state = 'waiting'`).Scan(&n)
	if err != nil {
		return 0, explain(s.path, "counting what waits", err)
	}
	return n, nil
}

// AllRefused returns how many reminders the mail server has refused for good, and nobody has had tried again.
func (s *Store) AllRefused(ctx context.Context) (n int, err error) {
	err = s.db.QueryRowContext(ctx, `SELECT count(*) FROM reminders WHERE state = 'refused'`).Scan(&n)
	if err != nil {
		return 0, explain(s.path, "counting what was refused", err)
	}
	return n, nil
}

// LatestEntry returns when the latest interview was added or the latest event recorded, or zero. It goes by their
// numbers: a clock that ran ahead for a while has no say once there is a later entry.
func (s *Store) LatestEntry(ctx context.Context) (at time.Time, err error) {
	err = s.db.QueryRowContext(ctx, `SELECT nullif(max(
		coalesce((SELECT created_at  FROM interviews ORDER BY id DESC LIMIT 1), 0),
		coalesce((SELECT recorded_at FROM events     ORDER BY id DESC LIMIT 1), 0)), 0)`).Scan(instant{&at})
	if err != nil {
		return time.Time{}, explain(s.path, "reading when the latest entry was made", err)
	}
	return at, nil
}

// checksAtOnce is how many applications Checks reads together.
const checksAtOnce = 16

// Checks hands over the applications that will be decided again, with when, the soonest first, until visit wants no more.
// visit must not use the store.
func (s *Store) Checks(ctx context.Context, visit func(c rules.Case, at time.Time) (more bool)) error {
	return s.read(ctx, "looking ahead", func(tx *transaction) error {
		for last := (check{}); ; {
			found, err := collect(ctx, tx, scanCheck, selectChecks, last.at, last.id, checksAtOnce)
			if err != nil || len(found) == 0 {
				return err
			}
			var ids []int64
			for _, c := range found {
				ids = append(ids, c.id)
			}
			w, err := loadWorld(ctx, tx, ids)
			if err != nil {
				return err
			}
			for _, next := range found {
				c, err := w.of(next.id)
				if err != nil || !visit(c, time.Unix(next.at, 0).UTC()) {
					return err
				}
			}
			last = found[len(found)-1]
		}
	})
}

// check is when an application will be decided again, in unix seconds.
type check struct{ id, at int64 }

func scanCheck(row scanner) (c check, err error) {
	err = row.Scan(&c.id, &c.at)
	return c, err
}

const selectChecks = `SELECT id, next_check_at FROM applications
	WHERE next_check_at IS NOT NULL AND (next_check_at, id) > (?, ?) ORDER BY next_check_at, id LIMIT ?`
