package store

import (
	"context"
	"time"

	"followup/rules"
)

// version is what was read last of an interview's calendar event.
type version struct {
	sequence  int
	start     time.Time
	duration  time.Duration
	organizer string
	known     bool // by its UID, and not by company, role and start
	calledOff bool
}

// repeats reports whether the event says nothing new: it was called off before, is an older version that came late, or is
// the version that was read last. The last of these is taken up where it names the first organizer.
func (i Import) repeats(last version) bool {
	if i.Cancelled {
		return last.calledOff || 0 <= i.Sequence && i.Sequence < last.sequence
	}
	same := i.Sequence == last.sequence && i.Interview.Start.Equal(last.start) && i.Interview.Duration == last.duration
	return i.Sequence < last.sequence || same && (last.organizer != "" || i.Organizer == "")
}

// undoes reports whether the event would have it that what has begun by now did not: it was called off, or moved to a time that
// is yet to come. Anybody who knows the organizer's address can write such a thing.
func (i Import) undoes(last version, now time.Time) bool {
	moved := !last.start.IsZero() && !i.Interview.Start.Equal(last.start)
	return i.Cancelled || moved && i.Interview.Start.After(now)
}

// isForeign reports whether the change comes from somebody else than the organizer. Where no organizer is on record the sender
// of a change becomes it, but not by calling the event off.
func (i Import) isForeign(last version) bool {
	if last.organizer != "" {
		return i.Organizer != last.organizer
	}
	return i.Cancelled && (i.Organizer != "" || !last.known)
}

func noteVersion(ctx context.Context, tx *transaction, id int64, item Import) error {
	if item.UID == "" {
		return nil
	}
	_, err := tx.ExecContext(ctx, `
		UPDATE interviews SET uid = ?, sequence = ?, told_at = ?, told_duration = ?, organizer = coalesce(nullif(?, ''), organizer)
		WHERE id = ?`,
		item.UID, item.Sequence, seconds(item.Interview.Start), int64(item.Interview.Duration/time.Second), item.Organizer, id)
	return err
}

// stopImported records that an interview was called off.
func stopImported(ctx context.Context, tx *transaction, now time.Time, item Import, there *told) (ImportOutcome, error) {
	// One that was typed in took place, as far as its event was known, when it was typed to.
	_, err := tx.ExecContext(ctx, `
		UPDATE interviews
		SET uid = ?, sequence = max(sequence, ?), told_at = coalesce(told_at, starts_at),
			told_duration = CASE WHEN told_at IS NULL THEN duration ELSE told_duration END,
			organizer = coalesce(nullif(?, ''), organizer)
		WHERE id = ?`, item.UID, item.Sequence, item.Organizer, there.Interview.ID)
	if err != nil {
		return "", err
	}
	at, err := beforeTheEnd(ctx, tx, there.Application.ID, now)
	if err != nil {
		return "", err
	}
	return ImportStopped, record(ctx, tx, now, rules.Event{
		ApplicationID: there.Application.ID, InterviewID: there.Interview.ID, Kind: rules.Stopped, At: at,
		FromCalendar: true, Detail: "the calendar event was called off",
	})
}

// beforeTheEnd returns now, or the moment before the word that ended the application. That its last interview is called off
// must not take the place of that word: an offer still wants its thanks and an answer.
func beforeTheEnd(ctx context.Context, tx *transaction, applicationID int64, now time.Time) (time.Time, error) {
	c, err := loadCase(ctx, tx, applicationID)
	if err != nil || c.Ending() == "" {
		return now, err
	}
	if before := c.LastWord().At.Add(-time.Second); before.Before(now) {
		return before, nil
	}
	return now, nil
}

// changeImported moves an interview whose event was moved since it was read last, and takes up again one whose event was
// called off and is not any more. A time that the user corrected stays while the event says what it said.
func changeImported(ctx context.Context, tx *transaction, now time.Time, item Import, there *told) (ImportOutcome, error) {
	outcome := ImportUnchanged
	if item.Sequence > there.last.sequence {
		gone, err := tx.ExecContext(ctx, `
			UPDATE events SET taken_back_at = ?
			WHERE application_id = ? AND interview_id = ? AND kind = 'stopped' AND from_calendar AND taken_back_at IS NULL`,
			seconds(now), there.Application.ID, there.Interview.ID)
		if err != nil {
			return "", err
		}
		if n, err := gone.RowsAffected(); err != nil {
			return "", err
		} else if n > 0 {
			outcome = ImportRestored
		}
	}
	detail, last := "", there.last
	if told := item.Interview; !last.start.IsZero() && !(last.start.Equal(told.Start) && last.duration == told.Duration) {
		iv := there.Interview
		iv.Start, iv.Duration, iv.Zone = told.Start, told.Duration, told.Zone
		detail = "the calendar event was moved"
		if by := iv.DecisionBy; !by.IsZero() && by.Before(rules.DateOf(told.Start, time.UTC).AddDays(-1)) {
			iv.DecisionBy = rules.Date{}
			detail += ", beyond the day by which they meant to decide"
		}
		if err := updateInterview(ctx, tx, there.Application.ID, iv); err != nil {
			return "", err
		}
		if outcome == ImportUnchanged {
			outcome = ImportMoved
		}
	}
	if err := noteVersion(ctx, tx, there.Interview.ID, item); err != nil || outcome == ImportUnchanged {
		return outcome, err
	}
	if detail == "" {
		detail = "the calendar event takes place after all"
	}
	return outcome, record(ctx, tx, now, rules.Event{
		ApplicationID: there.Application.ID, InterviewID: there.Interview.ID, Kind: rules.Edited, At: now, Detail: detail,
	})
}
