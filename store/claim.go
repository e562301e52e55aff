package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"followup/rules"
	"followup/rules/outbox"
)

// Claim calls judge with each of up to limit waiting reminders whose turn has come, with its application and the
// pause, and stores the verdicts. Reminders with the fewest attempts come first, then those with the soonest
// deadline. When Claim returns, what is to be sent is in state sending, with its exact bytes on disk.
//
// As in [Store.DecideBatch] it is one transaction, so judge must not use the store. A reminder that may have been sent
// before has its message, and these bytes are sent whatever judge makes of it. A reminder that is put off is not
// judged again with the same now, however often Claim is called.
func (s *Store) Claim(ctx context.Context, now time.Time, limit int,
	judge func(rules.Case, rules.Pause, rules.Reminder) (outbox.Verdict, error),
) (outbox.Claimed, error) {
	var done outbox.Claimed
	err := s.write(ctx, "claiming what is to be sent", func(tx *transaction) (err error) {
		done, err = claim(tx, now, limit, judge)
		return err
	})
	if err != nil {
		return outbox.Claimed{}, err // nothing is claimed, so nothing may be sent
	}
	return done, nil
}

func claim(tx *transaction, now time.Time, limit int,
	judge func(rules.Case, rules.Pause, rules.Reminder) (outbox.Verdict, error),
) (done outbox.Claimed, err error) {
	if err := sweepMessages(tx); err != nil {
		return done, err
	}
	turns, err := collect(tx, scanTurn, selectTurn, seconds(now), limit)
	if err != nil {
		return done, err
	}
	pause, err := findPause(tx)
	if err != nil {
		return done, err
	}
	var ids []int64
	for _, t := range turns {
		ids = append(ids, t.applicationID)
	}
	set, err := loadCaseSet(tx, ids)
	if err != nil {
		return done, err
	}
	done = outbox.Claimed{Failed: map[int64]outbox.Failure{}}
	for _, t := range turns {
		c, r, err := set.turn(t)
		if err == nil {
			judgeOne := func(r rules.Reminder) (outbox.Verdict, error) { return judge(c, pause, r) }
			r, err = claimOne(tx, now, r, judgeOne, &done)
			set.update(r)
		}
		if err != nil {
			return done, fmt.Errorf("reminder %d: %w", t.id, err)
		}
	}
	return done, nil
}

// A turn is a reminder whose turn has come.
type turn struct{ id, applicationID int64 }

func scanTurn(row scanner) (t turn, err error) {
	err = row.Scan(&t.id, &t.applicationID)
	return t, err
}

const selectTurn = `
	SELECT id, application_id
	FROM reminders
	WHERE state = 'waiting' AND next_attempt_at <= ?
	ORDER BY ` + claimOrder + `
	LIMIT ?`

// claimOrder is total, because it ends with the id, and consists of columns that do not change while a reminder is in
// state sending. So [Store.Recover] finds the order of a claim again. It is the order of the index.
const claimOrder = `attempts, coalesce(deadline_at, 253402300799), next_attempt_at, deadline_at, id`

func (set caseSet) turn(t turn) (c rules.Case, r rules.Reminder, err error) {
	c = set.of(t.applicationID)
	i := slices.IndexFunc(c.History.Reminders, func(r rules.Reminder) bool { return r.ID == t.id })
	if i < 0 {
		return c, r, fmt.Errorf("%w: it is in an index and not in its table", errMisfit)
	}
	return c, c.History.Reminders[i], nil
}

// update stores what became of a reminder, for the verdicts on the others of its application and the related ones.
func (set caseSet) update(r rules.Reminder) {
	r.Message.Bytes = nil // a history has no bytes
	reminders := set.cases[r.ApplicationID].History.Reminders
	for i := range reminders {
		if reminders[i].ID == r.ID {
			reminders[i] = r
		}
	}
}

// claimOne judges one reminder and returns it with the result. If that fails, the reminder is put off and the others
// continue.
func claimOne(tx *transaction, now time.Time, r rules.Reminder,
	judge func(rules.Reminder) (outbox.Verdict, error), done *outbox.Claimed,
) (rules.Reminder, error) {
	var err error
	if r.Uncertain {
		if r.Message.Bytes, err = readMessage(tx, r.ID); errors.Is(err, errDamaged) {
			r.NextAttempt = after(now, now)
			done.Failed[r.ID] = outbox.Failure{Err: err, Again: r.NextAttempt}
			return composeAgain(tx, r, err)
		} else if err != nil {
			return r, err
		}
	}
	v, err := judge(r)
	if err == nil && r.Uncertain {
		v.Message = r.Message
	}
	if err == nil {
		err = checkVerdict(v)
	}
	if err != nil {
		r.NextAttempt = after(now, outbox.LastTry(now, now.Add(retryFailed), r.Deadline))
		r.Reply = err.Error()
		done.Failed[r.ID] = outbox.Failure{Err: err, Again: r.NextAttempt}
		_, err = updateReminder(tx, r)
		return r, err
	}
	return applyVerdict(tx, now, r, v, done)
}

func checkVerdict(v outbox.Verdict) error {
	switch v.State {
	case rules.Waiting, rules.Cancelled, rules.Expired:
		return nil
	case rules.Sending:
		if len(v.Message.Bytes) == 0 {
			return errors.New("it is to be sent, but its message is empty")
		}
		if len(v.Message.Drafts) == 0 {
			return errNoDraft
		}
		return nil
	}
	return fmt.Errorf("a waiting reminder cannot become %q", v.State)
}

func applyVerdict(
	tx *transaction, now time.Time, r rules.Reminder, v outbox.Verdict, done *outbox.Claimed,
) (rules.Reminder, error) {
	switch v.State {
	case rules.Waiting:
		r.Due, r.Reply = after(now, v.NextAttempt), v.Reason
		r.NextAttempt = r.Due
		_, err := updateReminder(tx, r)
		return r, err
	case rules.Cancelled, rules.Expired:
		if err := settle(tx, now, &r, v.State, v.Reason); err != nil {
			return r, err
		}
		return r, recheckWithRelated(tx, now, r.ApplicationID)
	}
	sent := r
	sent.State, sent.Message = rules.Sending, v.Message
	if _, err := updateReminder(tx, sent); err != nil {
		return r, err
	}
	if !r.Uncertain { // else drafts and bytes are stored
		if err := writeDrafts(tx, r, sent.Message.Drafts); err != nil {
			return r, err
		}
		if err := writeMessage(tx, r.ID, sent.Message.Bytes); err != nil {
			return r, err
		}
	}
	done.Reminders = append(done.Reminders, sent)
	return sent, nil
}

// composeAgain drops a damaged message and keeps only the people its drafts are to, so that the next attempt composes
// it again.
func composeAgain(tx *transaction, r rules.Reminder, reason error) (rules.Reminder, error) {
	r.Message, r.Uncertain, r.Reply = rules.Message{Drafts: rules.DraftsTo(r.To())}, false, reason.Error()
	if _, err := updateReminder(tx, r); err != nil {
		return r, err
	}
	return r, tx.exec(sqlClearDrafts, r.ID)
}
