package store

import (
	"context"
	"time"

	"followup/rules"
)

// A Trouble is an application that the user should look at.
type Trouble struct {
	rules.Case
	Fault string // why the last decision failed, or ""
}

// Troubles returns the applications whose last decision failed and those with reminders that wait, were refused, or
// were missed since the given time, lowest id first, at most limit; 0 is all.
func (s *Store) Troubles(ctx context.Context, missedSince time.Time, limit int) (list []Trouble, err error) {
	err = s.read(ctx, "looking for what is wrong", func(tx *transaction) error {
		list, err = collect(tx, scanFault, selectTroubles, seconds(missedSince), noLimit(limit))
		if err != nil {
			return err
		}
		var ids []int64
		for _, t := range list {
			ids = append(ids, t.ID)
		}
		set, err := loadCaseSet(tx, ids)
		if err != nil {
			return err
		}
		for i, id := range ids {
			list[i].Case = set.of(id)
		}
		return nil
	})
	return list, err
}

// scanFault reads only the number of the application and the fault.
func scanFault(row scanner) (t Trouble, err error) {
	err = row.Scan(&t.ID, &t.Fault)
	return t, err
}

const selectTroubles = `
	SELECT id, fault
	FROM applications
	WHERE id IN (
		SELECT id FROM applications WHERE fault <> ''
		UNION ALL
		SELECT application_id FROM reminders WHERE state = 'waiting'
		UNION ALL
		SELECT application_id FROM reminders WHERE state = 'refused'
		UNION ALL
		SELECT application_id FROM reminders WHERE state = 'expired' AND settled_at >= ?
	)
	ORDER BY id
	LIMIT ?`

// AllWaiting returns how many reminders wait, whether their turn has come or not.
func (s *Store) AllWaiting(ctx context.Context) (n int, err error) {
	return s.count(ctx, "counting what waits", rules.Waiting)
}

// AllRefused returns how many reminders the mail server has refused for good and the user has not retried.
func (s *Store) AllRefused(ctx context.Context) (n int, err error) {
	return s.count(ctx, "counting what was refused", rules.Refused)
}

func (s *Store) count(ctx context.Context, doing string, state rules.State) (n int, err error) {
	err = s.single(ctx).get(`SELECT count(*) FROM reminders WHERE state = '` + string(state) + `'`).Scan(&n)
	return n, s.explain(doing, err)
}

// checksAtOnce is how many applications Checks reads together.
const checksAtOnce = 16

// Checks calls visit with each application that will be decided again and when, soonest first, until visit returns
// false. visit must not use the store.
func (s *Store) Checks(ctx context.Context, visit func(c rules.Case, at time.Time) (more bool)) error {
	return s.read(ctx, "looking ahead", func(tx *transaction) error {
		for last := (check{}); ; {
			found, err := collect(tx, scanCheck, selectChecks, last.at, last.id, checksAtOnce)
			if err != nil || len(found) == 0 {
				return err
			}
			var ids []int64
			for _, c := range found {
				ids = append(ids, c.id)
			}
			set, err := loadCaseSet(tx, ids)
			if err != nil {
				return err
			}
			for _, next := range found {
				if !visit(set.of(next.id), time.Unix(next.at, 0).UTC()) {
					return nil
				}
			}
			last = found[len(found)-1]
		}
	})
}

// A check is when an application will be decided again, in unix seconds.
type check struct{ id, at int64 }

func scanCheck(row scanner) (c check, err error) {
	err = row.Scan(&c.id, &c.at)
	return c, err
}

const selectChecks = `
	SELECT id, next_check_at
	FROM applications
	WHERE next_check_at IS NOT NULL AND (next_check_at, id) > (?, ?)
	ORDER BY next_check_at, id
	LIMIT ?`
