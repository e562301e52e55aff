package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"followup/rules"
)

// Import is an interview as another program tells it.
type Import struct {
	Interview rules.Interview

	// UID is the calendar event's, Sequence its version, and Cancelled tells that it was called off. Without a UID it is
	// known again by company, role and start.
	UID       string
	Sequence  int
	Cancelled bool
}

// ImportOutcome is what came of one.
type ImportOutcome string

// The outcomes.
const (
	ImportAdded     ImportOutcome = "added"
	ImportMoved     ImportOutcome = "moved"     // it is there, and takes place at another time now
	ImportStopped   ImportOutcome = "stopped"   // it is there, and was called off
	ImportUnchanged ImportOutcome = "unchanged" // it is there as it is
	ImportIgnored   ImportOutcome = "ignored"   // it was called off, and never was there
)

// Imported is what came of one import, and which interview it is.
type Imported struct {
	ID      int64
	Outcome ImportOutcome
}

// errDryRun takes back what a dry run did.
var errDryRun = errors.New("a dry run")

// Import takes over interviews, all or none; a dry run only tells what would come of them. What the user changed of an
// interview stays: of an event that is there only the time is taken over. progress, which may be nil, is told how many
// are done.
func (s *Store) Import(ctx context.Context, now time.Time, list []Import, dryRun bool, progress func(done int)) ([]Imported, error) {
	done := make([]Imported, 0, len(list))
	err := s.write(ctx, "importing the interviews", func(tx *transaction) error {
		for i, item := range list {
			one, err := importOne(ctx, tx, now, item)
			if err != nil {
				return fmt.Errorf("%s at %s: %w", item.Interview.Role, item.Interview.Company, err)
			}
			done = append(done, one)
			if progress != nil {
				progress(i + 1)
			}
		}
		if dryRun {
			return errDryRun
		}
		return nil
	})
	if err != nil && !errors.Is(err, errDryRun) {
		return nil, err
	}
	return done, nil
}

func importOne(ctx context.Context, tx *transaction, now time.Time, item Import) (Imported, error) {
	there, sequence, err := findImported(ctx, tx, item)
	switch {
	case err != nil:
		return Imported{}, err
	case there == nil && item.Cancelled:
		return Imported{Outcome: ImportIgnored}, nil
	case there == nil:
		id, err := addImported(ctx, tx, now, item)
		return Imported{id, ImportAdded}, err
	case item.Sequence < sequence:
		return Imported{there.ID, ImportUnchanged}, nil // an older version, which came later
	case item.Cancelled:
		return stopImported(ctx, tx, now, item, there.ID)
	}
	return moveImported(ctx, tx, now, item, *there)
}

// findImported is the interview that an import is about, if it is there, and the version of its event.
func findImported(ctx context.Context, tx *transaction, item Import) (*rules.Interview, int, error) {
	where, args := `uid = ?`, []any{item.UID}
	if item.UID == "" {
		where = `starts_at = ? AND company = ? COLLATE NOCASE AND role = ? COLLATE NOCASE`
		args = []any{seconds(item.Interview.Start), item.Interview.Company, item.Interview.Role}
	}
	found, err := collect(ctx, tx, scanInterview, `SELECT `+interviewColumns+` FROM interviews WHERE `+where+` LIMIT 1`, args...)
	if err != nil || len(found) == 0 {
		return nil, 0, err
	}
	var sequence int
	err = tx.QueryRowContext(ctx, `SELECT sequence FROM interviews WHERE id = ?`, found[0].ID).Scan(&sequence)
	return &found[0], sequence, err
}

func addImported(ctx context.Context, tx *transaction, now time.Time, item Import) (int64, error) {
	id, err := insertInterview(ctx, tx, item.Interview, now)
	if err != nil {
		return 0, err
	}
	return id, noteVersion(ctx, tx, id, item)
}

func noteVersion(ctx context.Context, tx *transaction, id int64, item Import) error {
	if item.UID == "" {
		return nil
	}
	_, err := tx.ExecContext(ctx, `UPDATE interviews SET uid = ?, sequence = ? WHERE id = ?`, item.UID, item.Sequence, id)
	return err
}

// stopImported stops the reminders of an interview that was called off, once.
func stopImported(ctx context.Context, tx *transaction, now time.Time, item Import, id int64) (Imported, error) {
	var outcome string
	if err := tx.QueryRowContext(ctx, `SELECT outcome FROM interviews WHERE id = ?`, id).Scan(&outcome); err != nil {
		return Imported{}, err
	}
	if outcome != "" {
		return Imported{id, ImportUnchanged}, nil
	}
	if err := noteVersion(ctx, tx, id, item); err != nil {
		return Imported{}, err
	}
	stopped := rules.Event{InterviewID: id, Kind: rules.Stopped, At: now, Detail: "the calendar event was called off"}
	return Imported{id, ImportStopped}, record(ctx, tx, now, stopped)
}

func moveImported(ctx context.Context, tx *transaction, now time.Time, item Import, there rules.Interview) (Imported, error) {
	if err := noteVersion(ctx, tx, there.ID, item); err != nil {
		return Imported{}, err
	}
	told := item.Interview
	if there.Start.Equal(told.Start) && there.Duration == told.Duration {
		return Imported{there.ID, ImportUnchanged}, nil
	}
	there.Start, there.Duration, there.Zone = told.Start, told.Duration, told.Zone
	if err := updateInterview(ctx, tx, there.ID, there); err != nil {
		return Imported{}, err
	}
	moved := rules.Event{InterviewID: there.ID, Kind: rules.Edited, At: now, Detail: "the calendar event was moved"}
	return Imported{there.ID, ImportMoved}, record(ctx, tx, now, moved)
}
