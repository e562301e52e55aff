package store

import (
	"context"
	"fmt"
	"time"

	"followup/rules"
	"followup/rules/outbox"
)

// retryFailed is how long something that failed by our own fault is put off: a rule that panicked, a template that
// does not parse. It takes a fix.
const retryFailed = time.Hour

// DecideBatch calls decide with each of up to limit applications whose check is due and with the pause, and applies the
// decisions: due steps become waiting reminders, missed steps are recorded, and waiting reminders that no longer apply
// are cancelled. Each decision sees the effects of the earlier ones on related applications. When an application
// changes in a way that may affect those related to it, these are decided again a second later.
//
// Reading, deciding and writing are one transaction, so that a change by a command line comes before or after all of
// it and is never overwritten by a decision that did not know of it. decide therefore must not use the store. No
// application is decided twice with the same now, however often DecideBatch is called.
func (s *Store) DecideBatch(ctx context.Context, now time.Time, limit int,
	decide func(rules.Case, rules.Pause) (rules.Decision, error),
) (outbox.Decided, error) {
	var done outbox.Decided
	if due, err := s.anyDue(ctx, now); err != nil || !due {
		return done, err
	}
	err := s.write(ctx, "deciding what is due", func(tx *transaction) (err error) {
		done, err = decideBatch(tx, now, limit, decide)
		return err
	})
	if err != nil {
		return outbox.Decided{}, err // all of it was rolled back
	}
	return done, nil
}

// anyDue lets a pass with nothing to do avoid the write lock.
func (s *Store) anyDue(ctx context.Context, now time.Time) (due bool, err error) {
	err = s.single(ctx).get(`
		SELECT EXISTS (SELECT 1 FROM applications WHERE next_check_at <= ?)`, seconds(now)).Scan(&due)
	return due, s.explain("looking for what is due", err)
}

func decideBatch(tx *transaction, now time.Time, limit int,
	decide func(rules.Case, rules.Pause) (rules.Decision, error),
) (outbox.Decided, error) {
	ids, err := collect(tx, scanID, selectDue, seconds(now), limit)
	done := outbox.Decided{Checked: len(ids), Failed: map[int64]error{}}
	if err != nil {
		return done, err
	}
	pause, err := findPause(tx)
	if err != nil {
		return done, err
	}
	set, err := loadCaseSet(tx, ids)
	if err != nil {
		return done, err
	}
	for _, id := range ids {
		c := set.of(id)
		changed, err := decideOne(tx, now, c, func() (rules.Decision, error) { return decide(c, pause) }, &done)
		if err == nil && changed {
			err = set.reload(tx, id)
		}
		if err != nil {
			return done, fmt.Errorf("application %d: %w", id, err)
		}
	}
	return done, nil
}

const selectDue = `SELECT id FROM applications WHERE next_check_at <= ? ORDER BY next_check_at, id LIMIT ?`

// decideOne decides one application. If that fails, even in the database, its savepoint is rolled back, the
// application is put off and the others continue. A failure of the machine, such as a full disk, puts off nothing and
// is returned. changed reports whether its reminders have changed.
func decideOne(tx *transaction, now time.Time, c rules.Case,
	decide func() (rules.Decision, error), done *outbox.Decided,
) (changed bool, err error) {
	if err := tx.exec(sqlSavepoint); err != nil {
		return false, err
	}
	a := newApplying(tx, now, c)
	d, err := decide()
	if err == nil {
		err = a.apply(d)
	}
	if endsTransaction(err) {
		return false, err
	}
	if err != nil {
		done.Failed[c.ID] = err
		if err := tx.exec(`ROLLBACK TO one`); err != nil {
			return false, err
		}
		if err := tx.exec(sqlFault, now.Add(retryFailed).Unix(), err.Error(), c.ID); err != nil {
			return false, err
		}
		a = &applying{}
	}
	return a.added || a.freed, tx.exec(sqlRelease)
}

const (
	sqlSavepoint = `SAVEPOINT one`
	sqlRelease   = `RELEASE one`
	sqlNextCheck = `UPDATE applications SET next_check_at = ? WHERE id = ?`
	sqlDecided   = `UPDATE applications SET next_check_at = ?, fault = '' WHERE id = ?`
	sqlFault     = `UPDATE applications SET next_check_at = ?, fault = ? WHERE id = ?`
)

// applying is a decision being applied to an application and its reminders, except the cancelled ones.
type applying struct {
	tx            *transaction
	now           time.Time
	applicationID int64
	reminders     map[rules.Key]rules.Reminder

	added bool // a reminder

	// freed: related applications may get their notes sooner, because a reminder was missed, cancelled or moved. A new
	// reminder only delays them, which they find out when their time comes. A decision that changes nothing must wake
	// no application, or two would wake each other forever.
	freed bool
}

func newApplying(tx *transaction, now time.Time, c rules.Case) *applying {
	a := &applying{tx: tx, now: now, applicationID: c.ID, reminders: map[rules.Key]rules.Reminder{}}
	for _, r := range c.History.Reminders {
		if r.State != rules.Cancelled {
			a.reminders[r.Key] = r
		}
	}
	return a
}

func (a *applying) apply(d rules.Decision) error {
	if err := a.applySteps(d); err != nil {
		return err
	}
	var next time.Time
	if !d.Next.IsZero() {
		next = after(a.now, d.Next)
	}
	if err := a.tx.exec(sqlDecided, seconds(next), a.applicationID); err != nil || !a.freed {
		return err
	}
	return recheckRelated(a.tx, a.now.Add(time.Second), a.applicationID) // none is decided twice with this now
}

func (a *applying) applySteps(d rules.Decision) error {
	for _, step := range d.Steps {
		if err := a.step(step); err != nil {
			return fmt.Errorf("%s %d: %w", step.Kind, step.Round, err)
		}
	}
	for _, step := range d.Missed {
		if err := a.miss(step); err != nil {
			return fmt.Errorf("missed %s %d: %w", step.Kind, step.Round, err)
		}
	}
	return a.cancelRest()
}

// step turns a due step into a waiting reminder. A reminder that already waits gets the step's times and people.
func (a *applying) step(step rules.Step) error {
	r, exists := a.take(step.Key)
	switch {
	case exists && r.State == rules.Waiting:
		moved, err := reschedule(a.tx, a.now, r, step)
		a.freed = a.freed || moved
		return err
	case exists || step.Due.After(a.now):
		return nil
	}
	a.added = true
	r = step.Reminder()
	r.NextAttempt = a.now
	return insertReminder(a.tx, r)
}

// miss records a step that is too late to be delivered.
func (a *applying) miss(step rules.Step) error {
	r, exists := a.take(step.Key)
	if exists && r.State != rules.Waiting {
		return nil // it was sent, or is being sent
	}
	a.freed = true
	if exists {
		if _, err := readdress(a.tx, r, step); err != nil {
			return err
		}
		return settle(a.tx, a.now, &r, rules.Expired, step.Why)
	}
	r = step.Reminder()
	r.State, r.SettledAt, r.Reply = rules.Expired, a.now, step.Why
	return insertReminder(a.tx, r)
}

// take returns the reminder with that key and leaves one without a state in its place, so that a key that a decision
// names twice counts once and cancelRest skips it.
func (a *applying) take(k rules.Key) (rules.Reminder, bool) {
	r, exists := a.reminders[k]
	a.reminders[k] = rules.Reminder{Key: k}
	return r, exists
}

// cancelRest cancels the waiting reminders that the decision did not name.
func (a *applying) cancelRest() error {
	for _, r := range a.reminders {
		if r.State != rules.Waiting {
			continue
		}
		if err := settle(a.tx, a.now, &r, rules.Cancelled, "it no longer applied"); err != nil {
			return fmt.Errorf("cancelling %s %d: %w", r.Kind, r.Round, err)
		}
		a.freed = true
	}
	return nil
}
