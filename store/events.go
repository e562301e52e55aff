package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"followup/rules"
)

// Record adds events, all or none, as recorded now.
func (s *Store) Record(ctx context.Context, now time.Time, events ...rules.Event) error {
	return s.write(ctx, "recording what happened", func(tx *transaction) error {
		for _, e := range events {
			if err := record(ctx, tx, now, e); err != nil {
				return err
			}
		}
		return nil
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

// record adds an event and has its interview decided anew.
func record(ctx context.Context, tx *transaction, now time.Time, e rules.Event) error {
	if err := recheck(ctx, tx, e.InterviewID, now); err != nil {
		return err // first, because it tells an unknown interview from other faults
	}
	_, err := tx.ExecContext(ctx, `
		INSERT INTO events (interview_id, kind, at, recorded_at, note, recipient, round,
			until, snooze_until, heard_from, next, detail)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		e.InterviewID, string(e.Kind), seconds(e.At), seconds(now), string(e.Note), e.Recipient, e.Round,
		day(e.Until), seconds(e.SnoozeUntil), e.From, number(e.Next), e.Detail)
	if err != nil {
		return fmt.Errorf("adding %q to interview %d: %w", e.Kind, e.InterviewID, err)
	}
	if e.Kind == rules.Sent && e.Note == rules.StayInTouch {
		if err := useUpHook(ctx, tx, e); err != nil {
			return err
		}
	}
	return updateOutcome(ctx, tx, e.InterviewID)
}

// useUpHook takes away the occasion that a note which the user sent was built on: the interview's, unless they sent a
// draft that came with one of its own, which went when it came.
func useUpHook(ctx context.Context, tx *transaction, e rules.Event) error {
	_, err := tx.ExecContext(ctx, `
		UPDATE interviews SET hook = ''
		WHERE id = ?1 AND hook <> '' AND NOT EXISTS (
			SELECT 1 FROM reminders
			WHERE interview_id = ?1 AND kind = 'stay-in-touch' AND round = ?2 AND state = 'delivered' AND hook <> '')`,
		e.InterviewID, e.Round)
	return err
}

// updateOutcome keeps interviews.outcome what the events say: the last word, by when it was said rather than when it
// was told, where "undecided" opens the interview again.
func updateOutcome(ctx context.Context, tx *transaction, id int64) error {
	_, err := tx.ExecContext(ctx, `
		UPDATE interviews
		SET outcome = coalesce((
			SELECT nullif(kind, 'undecided') FROM events
			WHERE interview_id = interviews.id AND kind IN ('undecided', 'rejected', 'offer', 'next-round', 'stopped')
			ORDER BY at DESC, id DESC LIMIT 1), '')
		WHERE id = ?`, id)
	return err
}

const eventColumns = `id, interview_id, kind, at, recorded_at, note, recipient, round,
	until, snooze_until, heard_from, next, detail`

func scanEvent(row scanner) (rules.Event, error) {
	var e rules.Event
	var next sql.NullInt64
	err := row.Scan(&e.ID, &e.InterviewID, &e.Kind, instant{&e.At}, instant{&e.RecordedAt}, &e.Note, &e.Recipient, &e.Round,
		date{&e.Until}, instant{&e.SnoozeUntil}, &e.From, &next, &e.Detail)
	e.Next = next.Int64
	return e, err
}
