package store

import (
	"context"
	"fmt"
	"time"

	"followup/rules"
	"followup/rules/outbox"
)

// retryFailed is when something that failed by our own fault is looked at again: a rule that panicked, a template that
// broke. Somebody has to mend it first.
const retryFailed = time.Hour

// Decide asks decide about up to limit applications whose check is due, with the pause that there is, and does what it
// says: steps that are due become waiting reminders, missed ones are recorded, waiting ones that are called for no
// more are cancelled. Each knows what was decided before of the others that it hangs together with. These are decided
// anew, a second later, when what they may hang on has changed.
//
// Reading, deciding and writing are one transaction, so that a change made meanwhile by a command line comes before all
// of it or after, and is never overwritten by a decision that did not know of it. Therefore decide must not use the
// store. No application is decided twice with the same now, however often this is called.
func (s *Store) Decide(ctx context.Context, now time.Time, limit int,
	decide func(rules.Case, rules.Pause) (rules.Decision, error),
) (outbox.Decided, error) {
	var done outbox.Decided
	if due, err := s.anyDue(ctx, now); err != nil || !due {
		return done, err
	}
	err := s.writeMany(ctx, "deciding what is due", func(tx *transaction) error {
		done = outbox.Decided{Failed: map[int64]error{}}
		ids, err := collect(ctx, tx, scanID, selectDue, seconds(now), limit)
		if err != nil {
			return err
		}
		pause, err := pauseIn(ctx, tx)
		if err != nil {
			return err
		}
		w, err := loadWorld(ctx, tx, ids)
		if err != nil {
			return err
		}
		for _, id := range ids {
			c, err := w.of(id)
			if err != nil {
				return err
			}
			changed, err := decideOne(ctx, tx, now, c, func() (rules.Decision, error) { return decide(c, pause) }, &done)
			if err == nil && changed {
				err = w.reload(ctx, tx, id)
			}
			if err != nil {
				return fmt.Errorf("application %d: %w", id, err)
			}
		}
		return nil
	})
	if err != nil {
		return outbox.Decided{}, err // all of it was taken back
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
// its savepoint takes back what was half done. What no application is to blame for, such as a full disk, puts off
// nothing. changed reports whether its reminders are others than before.
func decideOne(ctx context.Context, tx *transaction, now time.Time, c rules.Case,
	decide func() (rules.Decision, error), done *outbox.Decided,
) (changed bool, err error) {
	done.Checked++
	if _, err := tx.ExecContext(ctx, sqlSavepoint); err != nil {
		return false, err
	}
	a := &applying{tx: tx, now: now}
	err = a.decide(ctx, c, decide)
	if endsTransaction(err) {
		return false, err
	}
	if err != nil {
		done.Failed[c.ID] = err
		if _, err := tx.ExecContext(ctx, `ROLLBACK TO one`); err != nil {
			return false, err
		}
		_, err := tx.ExecContext(ctx, sqlFault, now.Add(retryFailed).Unix(), err.Error(), c.ID)
		if err != nil {
			return false, err
		}
		*a = applying{}
	}
	done.Created += a.created
	done.Missed += a.missed
	done.Cancelled += a.cancelled
	_, err = tx.ExecContext(ctx, sqlRelease)
	return a.created > 0 || a.affectsOthers(), err
}

const (
	sqlSavepoint = `SAVEPOINT one`
	sqlRelease   = `RELEASE one`
	sqlNextCheck = `UPDATE applications SET next_check_at = ? WHERE id = ?`
	sqlDecided   = `UPDATE applications SET next_check_at = ?, fault = '' WHERE id = ?`
	sqlFault     = `UPDATE applications SET next_check_at = ?, fault = ? WHERE id = ?`
)

// applying is a decision being applied to the reminders of its application, the cancelled ones left out.
type applying struct {
	tx        *transaction
	now       time.Time
	reminders map[rules.Key]rules.Reminder

	created, missed, cancelled, moved int
}

// decide applies what is decided of the application.
func (a *applying) decide(ctx context.Context, c rules.Case, decide func() (rules.Decision, error)) error {
	d, err := decide()
	if err != nil {
		return err
	}
	a.reminders = map[rules.Key]rules.Reminder{}
	for _, r := range c.History.Reminders {
		if r.State != rules.Cancelled {
			a.reminders[r.Key] = r
		}
	}
	if err := a.apply(ctx, d); err != nil {
		return err
	}
	var next any
	if !d.Next.IsZero() {
		next = after(a.now, d.Next)
	}
	if _, err := a.tx.ExecContext(ctx, sqlDecided, next, c.ID); err != nil || !a.affectsOthers() {
		return err
	}
	return recheckRelated(ctx, a.tx, a.now.Add(time.Second), c.ID) // so that none is decided twice with this now
}

// affectsOthers reports whether something changed that may let others come sooner. What waits anew only holds them up,
// which they find out when their time comes. A decision that changes nothing wakes nobody, or two would wake each
// other forever.
func (a *applying) affectsOthers() bool { return a.missed+a.cancelled+a.moved > 0 }

func (a *applying) apply(ctx context.Context, d rules.Decision) error {
	for _, step := range d.Steps {
		if err := a.step(ctx, step); err != nil {
			return fmt.Errorf("%s %d: %w", step.Kind, step.Round, err)
		}
	}
	for _, step := range d.Missed {
		if err := a.miss(ctx, step); err != nil {
			return fmt.Errorf("missed %s %d: %w", step.Kind, step.Round, err)
		}
	}
	return a.cancelRest(ctx)
}

// step makes a due step a waiting reminder; one that waits already learns its new times, and whom it is to.
func (a *applying) step(ctx context.Context, step rules.Step) error {
	r, exists := a.take(step.Key)
	switch {
	case exists && r.State == rules.Waiting:
		moved, err := reschedule(ctx, a.tx, a.now, r, step)
		if moved {
			a.moved++
		}
		return err
	case exists || step.Due.After(a.now):
		return nil
	}
	a.created++
	return insertReminder(ctx, a.tx, rules.Reminder{
		Key: step.Key, State: rules.Waiting,
		Due: step.Due, Deadline: step.Deadline, Expires: step.Expires, Why: step.Why,
		NextAttempt: a.now,
	}, step.To)
}

// miss records a step that will not be delivered any more.
func (a *applying) miss(ctx context.Context, step rules.Step) error {
	r, exists := a.take(step.Key)
	if exists && r.State != rules.Waiting {
		return nil // its story has been told, or is being told
	}
	a.missed++
	if exists {
		if _, err := readdress(ctx, a.tx, r, step); err != nil {
			return err
		}
		return settle(ctx, a.tx, a.now, r.ID, rules.Expired, step.Why)
	}
	return insertReminder(ctx, a.tx, rules.Reminder{
		Key: step.Key, State: rules.Expired,
		Due: step.Due, Deadline: step.Deadline, Expires: step.Expires, Why: step.Why,
		SettledAt: a.now, Reply: step.Why,
	}, step.To)
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
		a.cancelled++
	}
	return nil
}
