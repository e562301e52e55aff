package store

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"followup/rules"
)

// Record adds events, all or none, as recorded now. Those of one interview can be taken back together only.
func (s *Store) Record(ctx context.Context, now time.Time, events ...rules.Event) error {
	return s.write(ctx, "recording what happened", func(tx *transaction) error {
		return record(ctx, tx, now, events...)
	})
}

// Advance records that the employer wants to see the user again, and adds the interview that this leads to. The two
// come to know each other's id; the new one's is returned.
func (s *Store) Advance(ctx context.Context, now time.Time, e rules.Event, next rules.Interview) (id int64, err error) {
	if e.Kind != rules.Advanced {
		return 0, fmt.Errorf("recording the next round of interview %d: the event is %q, expected %q", e.InterviewID, e.Kind, rules.Advanced)
	}
	err = s.write(ctx, "recording the next round", func(tx *transaction) error {
		next.Previous = e.InterviewID
		if id, err = insertInterview(ctx, tx, next, now); err != nil {
			return err
		}
		e.Next = id
		return record(ctx, tx, now, e)
	})
	return id, err
}

// TakeBack takes back what was last said of an interview, and returns it. All that one [Store.Record] added goes together,
// such as the thank-yous to a panel. A correction of the interview itself is not among it. Nothing to take back is no events.
func (s *Store) TakeBack(ctx context.Context, now time.Time, id int64) (taken []rules.Event, err error) {
	err = s.write(ctx, "taking back what was said", func(tx *transaction) error {
		if err := recheck(ctx, tx, id, now); err != nil {
			return err
		}
		events, err := collect(ctx, tx, scanEvent, `
			UPDATE events SET taken_back_at = ?1
			WHERE interview_id = ?2 AND taken_back_at IS NULL AND kind <> 'edited' AND batch = (
				SELECT batch FROM events
				WHERE interview_id = ?2 AND taken_back_at IS NULL AND kind <> 'edited' ORDER BY id DESC LIMIT 1)
			RETURNING `+eventColumns, seconds(now), id)
		if err != nil {
			return err
		}
		slices.SortFunc(events, func(a, b event) int { return cmp.Compare(a.ID, b.ID) })
		for _, e := range events {
			taken = append(taken, e.Event)
		}
		return updateOutcome(ctx, tx, id)
	})
	return taken, err
}

// record adds events as one batch.
func record(ctx context.Context, tx *transaction, now time.Time, events ...rules.Event) error {
	var batch int64
	if err := tx.QueryRowContext(ctx, `SELECT coalesce(max(id), 0) + 1 FROM events`).Scan(&batch); err != nil {
		return err
	}
	for _, e := range events {
		if err := recordOne(ctx, tx, now, batch, e); err != nil {
			return err
		}
	}
	return nil
}

// recordOne adds an event and has its interview decided anew.
func recordOne(ctx context.Context, tx *transaction, now time.Time, batch int64, e rules.Event) error {
	if err := recheck(ctx, tx, e.InterviewID, now); err != nil {
		return err // first, because it tells an unknown interview from other faults
	}
	if !slices.Contains(rules.EventKinds, e.Kind) || !slices.Contains(notes, e.Note) {
		return fmt.Errorf("adding %q about %q to interview %d: there is no such event", e.Kind, e.Note, e.InterviewID)
	}
	_, err := tx.ExecContext(ctx, `
		INSERT INTO events (interview_id, kind, at, recorded_at, note, recipient, round,
			until, snooze_until, heard_from, next, detail, batch)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		e.InterviewID, string(e.Kind), seconds(e.At), seconds(now), string(e.Note), e.Recipient, e.Round,
		day(e.Until), seconds(e.SnoozeUntil), e.From, number(e.Next), e.Detail, batch)
	if err != nil {
		return fmt.Errorf("adding %q to interview %d: %w", e.Kind, e.InterviewID, err)
	}
	if e.Note == rules.StayInTouch {
		if err := useUpHook(ctx, tx, e); err != nil {
			return err
		}
	}
	return updateOutcome(ctx, tx, e.InterviewID)
}

// useUpHook takes away the occasion that a note to stay in touch was built on. Of a note that the user sent it is the
// interview's, unless a draft came with an occasion of its own, which went when it came. A note that they skipped before
// it came names it.
func useUpHook(ctx context.Context, tx *transaction, e rules.Event) error {
	if e.Kind != rules.Sent {
		_, err := tx.ExecContext(ctx, `UPDATE interviews SET hook = '' WHERE id = ? AND hook = ?`, e.InterviewID, e.Detail)
		return err
	}
	_, err := tx.ExecContext(ctx, `
		UPDATE interviews SET hook = ''
		WHERE id = ?1 AND hook <> '' AND NOT EXISTS (
			SELECT 1 FROM reminders
			WHERE interview_id = ?1 AND kind = 'stay-in-touch' AND round = ?2 AND state = 'delivered' AND hook <> '')`,
		e.InterviewID, e.Round)
	return err
}

// updateOutcome keeps interviews.outcome what the events come to, so that a list need not read them.
func updateOutcome(ctx context.Context, tx *transaction, id int64) error {
	cases, err := loadCases(ctx, tx, []int64{id})
	if err != nil {
		return err
	}
	c, err := caseIn(cases, id)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `UPDATE interviews SET outcome = ? WHERE id = ?`, string(c.Outcome()), id)
	return err
}

const eventColumns = `id, interview_id, kind, at, recorded_at, note, recipient, round,
	until, snooze_until, heard_from, next, detail, taken_back_at IS NOT NULL`

// event is an event as it is stored.
type event struct {
	rules.Event
	takenBack bool
}

// notes are the kinds of notes that an event may be about, and none.
var notes = append([]rules.Kind{""}, rules.Kinds...)

func scanEvent(row scanner) (event, error) {
	var e event
	var next sql.NullInt64
	err := row.Scan(&e.ID, &e.InterviewID, oneOf[rules.EventKind]{&e.Kind, rules.EventKinds},
		instant{&e.At}, instant{&e.RecordedAt}, oneOf[rules.Kind]{&e.Note, notes}, &e.Recipient, &e.Round,
		date{&e.Until}, instant{&e.SnoozeUntil}, &e.From, &next, &e.Detail, &e.takenBack)
	e.Next = next.Int64
	return e, err
}
