package store

import (
	"context"
	"fmt"
	"time"

	"followup/rules"
)

// retryFailed is when something that failed by our own fault is looked at again: a rule that panicked, a template that
// broke. Somebody has to mend it first.
const retryFailed = time.Hour

// Decide asks decide about up to limit applications whose check is due, and does what it says: steps that are due become
// waiting reminders, missed ones are recorded, waiting ones that are called for no more are cancelled.
//
// Reading, deciding and writing are one transaction, so that a change made meanwhile by a command line comes before all
// of it or after, and is never overwritten by a decision that did not know of it. Therefore decide must not use the
// store. No application is decided twice with the same now, however often this is called.
func (s *Store) Decide(ctx context.Context, now time.Time, limit int, decide func(rules.Case) (rules.Decision, error)) (rules.Decided, error) {
	var done rules.Decided
	if due, err := s.anyDue(ctx, now); err != nil || !due {
		return done, err
	}
	err := s.writeMany(ctx, "deciding what is due", func(tx *transaction) error {
		done = rules.Decided{Failed: map[int64]error{}}
		ids, err := collect(ctx, tx, scanID, selectDue, seconds(now), limit)
		if err != nil {
			return err
		}
		cases, err := loadCases(ctx, tx, ids)
		if err != nil {
			return err
		}
		for _, id := range ids {
			c, err := caseIn(cases, id)
			if err != nil {
				return err
			}
			if err := decideOne(ctx, tx, now, *c, decide, &done); err != nil {
				return fmt.Errorf("application %d: %w", id, err)
			}
		}
		return nil
	})
	if err != nil {
		return rules.Decided{}, err // all of it was taken back
	}
	return done, nil
}

const selectDue = `SELECT id FROM applications WHERE next_check_at <= ? ORDER BY next_check_at, id LIMIT ?`

// anyDue lets a pass with nothing to do go by without the write lock.
func (s *Store) anyDue(ctx context.Context, now time.Time) (due bool, err error) {
	err = s.db.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM applications WHERE next_check_at <= ?)`, seconds(now)).Scan(&due)
	if err != nil {
		return false, explain(s.path, "looking for what is due", err)
	}
	return due, nil
}

// decideOne decides one application. When that fails, even in the database's eyes, it is put off and the others go on:
// its savepoint takes back what was half done. What no application is to blame for, such as a full disk, puts off nothing.
func decideOne(ctx context.Context, tx *transaction, now time.Time, c rules.Case,
	decide func(rules.Case) (rules.Decision, error), done *rules.Decided,
) error {
	done.Checked++
	if _, err := tx.ExecContext(ctx, sqlSavepoint); err != nil {
		return err
	}
	counts, err := decideAndApply(ctx, tx, now, c, decide)
	if endsTransaction(err) {
		return err
	}
	if err != nil {
		done.Failed[c.ID] = err
		if _, err := tx.ExecContext(ctx, `ROLLBACK TO one`); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, sqlFault, now.Add(retryFailed).Unix(), err.Error(), c.ID)
		if err != nil {
			return err
		}
	}
	done.Created += counts.Created
	done.Missed += counts.Missed
	done.Cancelled += counts.Cancelled
	_, err = tx.ExecContext(ctx, sqlRelease)
	return err
}

const (
	sqlSavepoint = `SAVEPOINT one`
	sqlRelease   = `RELEASE one`
	sqlNextCheck = `UPDATE applications SET next_check_at = ? WHERE id = ?`
	sqlDecided   = `UPDATE applications SET next_check_at = ?, fault = '' WHERE id = ?`
	sqlFault     = `UPDATE applications SET next_check_at = ?, fault = ? WHERE id = ?`
)

func decideAndApply(ctx context.Context, tx *transaction, now time.Time, c rules.Case,
	decide func(rules.Case) (rules.Decision, error),
) (rules.Decided, error) {
	d, err := decide(c)
	if err != nil {
		return rules.Decided{}, err
	}
	a := applying{tx: tx, now: now, reminders: map[rules.Key]rules.Reminder{}}
	for _, r := range c.History.Reminders {
		if r.State != rules.Cancelled {
			a.reminders[r.Key] = r
		}
	}
	if err := a.apply(ctx, d); err != nil {
		return rules.Decided{}, err
	}
	var next any
	if !d.Next.IsZero() {
		next = after(now, d.Next)
	}
	_, err = tx.ExecContext(ctx, sqlDecided, next, c.ID)
	return a.counts, err
}

// applying is a decision being applied to the reminders of its application, the cancelled ones left out.
type applying struct {
	tx        *transaction
	now       time.Time
	reminders map[rules.Key]rules.Reminder
	counts    rules.Decided
}

func (a *applying) apply(ctx context.Context, d rules.Decision) error {
	for _, step := range d.Steps {
		if err := a.step(ctx, step); err != nil {
			return fmt.Errorf("%s %d: %w", step.Kind, step.Round, err)
		}
	}
	for _, step := range d.Missed {
		if err := a.missed(ctx, step); err != nil {
			return fmt.Errorf("missed %s %d: %w", step.Kind, step.Round, err)
		}
	}
	return a.cancelRest(ctx)
}

// step makes a due step a waiting reminder; one that waits already learns its new times.
func (a *applying) step(ctx context.Context, step rules.Step) error {
	r, exists := a.take(step.Key)
	switch {
	case exists && r.State == rules.Waiting:
		return reschedule(ctx, a.tx, a.now, r, step)
	case exists || step.Due.After(a.now):
		return nil
	}
	a.counts.Created++
	return insertReminder(ctx, a.tx, rules.Reminder{
		Key: step.Key, LastCall: step.LastCall, State: rules.Waiting,
		Due: step.Due, Deadline: step.Deadline, Expires: step.Expires, Why: step.Why,
		NextAttempt: a.now,
	})
}

// missed records a step that will not be delivered any more.
func (a *applying) missed(ctx context.Context, step rules.Step) error {
	r, exists := a.take(step.Key)
	if exists && r.State != rules.Waiting {
		return nil // its story has been told, or is being told
	}
	a.counts.Missed++
	if exists {
		return settle(ctx, a.tx, a.now, r.ID, rules.Expired, step.Why)
	}
	return insertReminder(ctx, a.tx, rules.Reminder{
		Key: step.Key, LastCall: step.LastCall, State: rules.Expired,
		Due: step.Due, Deadline: step.Deadline, Expires: step.Expires, Why: step.Why,
		SettledAt: a.now, Reply: step.Why,
	})
}

// take returns the reminder with that key and leaves a settled one in its place, so that a key that a decision names
// twice counts once and cancelRest finds only what it did not name.
func (a *applying) take(k rules.Key) (rules.Reminder, bool) {
	r, exists := a.reminders[k]
	a.reminders[k] = rules.Reminder{Key: k}
	return r, exists
}

// cancelRest cancels the waiting reminders that the decision did not name.
func (a *applying) cancelRest(ctx context.Context) error {
	for _, r := range a.reminders {
		if r.State != rules.Waiting {
			continue
		}
		if err := settle(ctx, a.tx, a.now, r.ID, rules.Cancelled, "it no longer applied"); err != nil {
			return fmt.Errorf("cancelling %s %d: %w", r.Kind, r.Round, err)
		}
		a.counts.Cancelled++
	}
	return nil
}
