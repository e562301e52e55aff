package store

import (
	"context"
	"fmt"
	"slices"
	"time"

	"followup/rules"
)

// Record adds events, all or none, as recorded now. Those of one application can only be taken back together.
func (s *Store) Record(ctx context.Context, now time.Time, events ...rules.Event) error {
	return s.write(ctx, "recording what happened", func(tx *transaction) error {
		return record(tx, now, events...)
	})
}

// Advance records that the employer invites the user to another round, and adds the next interview to the application.
// It returns the number of that interview, which is also the event's Next.
func (s *Store) Advance(ctx context.Context, now time.Time, e rules.Event, next rules.Interview) (id int64, err error) {
	if e.Kind != rules.Advanced {
		return 0, fmt.Errorf("recording the next round of application %d: the event is %q, expected %q",
			e.ApplicationID, e.Kind, rules.Advanced)
	}
	err = s.write(ctx, "recording the next round", func(tx *transaction) error {
		if id, err = join(tx, e.ApplicationID, next, now); err != nil {
			return err
		}
		e.Next = id
		return record(tx, now, e)
	})
	return id, err
}

// record adds events as one batch.
func record(tx *transaction, now time.Time, events ...rules.Event) error {
	var batch int64
	if err := tx.get(nextBatch).Scan(&batch); err != nil {
		return err
	}
	for _, e := range events {
		if err := recordOne(tx, now, batch, e); err != nil {
			return err
		}
	}
	return nil
}

// nextBatch selects the number of the next batch, which is that of its first event.
const nextBatch = `SELECT coalesce(max(id), 0) + 1 FROM events`

// recordOne adds an event and marks its application and those related to it to be decided again.
func recordOne(tx *transaction, now time.Time, batch int64, e rules.Event) error {
	if err := recheck(tx, e.ApplicationID, now); err != nil {
		return err // this comes first because it recognizes an unknown application
	}
	if !slices.Contains(rules.EventKinds, e.Kind) || !slices.Contains(notes, e.Note) {
		return fmt.Errorf("adding %q about %q to application %d: there is no such event", e.Kind, e.Note,
			e.ApplicationID)
	}
	if err := insertEvent(tx, now, batch, e); err != nil {
		return fmt.Errorf("adding %q to application %d: %w", e.Kind, e.ApplicationID, err)
	}
	if e.Note == rules.StayInTouch {
		if err := useUpHook(tx, e); err != nil {
			return err
		}
	}
	if err := summarize(tx, e.ApplicationID); err != nil {
		return err
	}
	return recheckRelated(tx, now, e.ApplicationID)
}

func insertEvent(tx *transaction, now time.Time, batch int64, e rules.Event) error {
	to, err := personID(tx, e.ApplicationID, e.To)
	if err != nil {
		return err
	}
	from, err := personID(tx, e.ApplicationID, e.From)
	if err != nil {
		return err
	}
	mail, err := mailID(tx, e.Mail)
	if err != nil {
		return err
	}
	return tx.exec(`
		INSERT INTO events (application_id, interview_id, kind, at, recorded_at, note, person_id, round,
			until, snooze_until, from_id, next, from_calendar, detail, batch, certainty, mail_id)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		e.ApplicationID, number(e.InterviewID), string(e.Kind), seconds(e.At), seconds(now), string(e.Note), to,
		e.Round,
		day(e.Until), seconds(e.SnoozeUntil), from, number(e.Next), e.FromCalendar, e.Detail, batch,
		string(e.Certainty), mail)
}

// useUpHook clears the hook of an application when the user has sent or skipped a stay-in-touch note. A sent note used
// the application's hook, unless a delivered draft had one, which was cleared at delivery. A skipped note that was
// never delivered names its hook in the Detail.
func useUpHook(tx *transaction, e rules.Event) error {
	if e.Kind != rules.Sent {
		return tx.exec(sqlUseUpHook, e.ApplicationID, e.Detail)
	}
	return tx.exec(`
		UPDATE applications SET hook = ''
		WHERE id = ?1 AND hook <> '' AND NOT EXISTS (
			SELECT 1 FROM reminders
			WHERE application_id = ?1 AND kind = 'stay-in-touch' AND round = ?2
				AND state = 'delivered' AND hook <> '')`,
		e.ApplicationID, e.Round)
}

const sqlUseUpHook = `UPDATE applications SET hook = '' WHERE id = ? AND hook = ?`

const eventColumns = `id, application_id, coalesce(interview_id, 0), kind, at, recorded_at, note,
	coalesce(person_id, 0), round, until, snooze_until, coalesce(from_id, 0), coalesce(next, 0), from_calendar, detail,
	certainty, coalesce(mail_id, 0), taken_back_at IS NOT NULL`

// An event is an event as it is stored.
type event struct {
	rules.Event
	takenBack bool
}

// notes are the kinds of notes that an event may be about; "" is none.
var notes = append([]rules.Kind{""}, rules.Kinds...)

// certainties are those of an event; "" is that of what the user told.
var certainties = append([]rules.Certainty{""}, rules.Certainties...)

func scanEvent(row scanner) (event, error) {
	var e event
	err := row.Scan(&e.ID, &e.ApplicationID, &e.InterviewID, oneOf[rules.EventKind]{&e.Kind, rules.EventKinds},
		instant{&e.At}, instant{&e.RecordedAt}, oneOf[rules.Kind]{&e.Note, notes}, &e.To.ID, &e.Round,
		date{&e.Until}, instant{&e.SnoozeUntil}, &e.From.ID, &e.Next,
		&e.FromCalendar, &e.Detail, oneOf[rules.Certainty]{&e.Certainty, certainties}, &e.Mail.ID, &e.takenBack)
	return e, err
}
