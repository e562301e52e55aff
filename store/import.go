package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"followup/rules"
)

// Import is an interview as another program tells it.
type Import struct {
	Interview rules.Interview

	// UID is the calendar event's, Sequence its version, and Cancelled tells that it was called off; the Sequence is
	// negative when the cancellation does not tell it. Without a UID it is known again by company, role and start.
	UID       string
	Sequence  int
	Cancelled bool

	// Organizer is the address, in lower case, of whoever organizes the calendar event, or "" if it names nobody. The first
	// one seen is kept with the interview. A change by anybody else is not taken over unless the user Vouched for it.
	Organizer string
	Vouched   bool
}

// ImportOutcome is what came of one.
type ImportOutcome string

// The outcomes.
const (
	ImportAdded     ImportOutcome = "added"
	ImportMoved     ImportOutcome = "moved"     // it is there, and takes place at another time now
	ImportStopped   ImportOutcome = "stopped"   // it is there, and was called off
	ImportRestored  ImportOutcome = "restored"  // it was called off, and takes place after all
	ImportUnchanged ImportOutcome = "unchanged" // it is there as it is
	ImportDiffers   ImportOutcome = "differs"   // it is there, and the table says something else; it stays
	ImportIgnored   ImportOutcome = "ignored"   // it was called off, and never was there
	ImportLeftOut   ImportOutcome = "left out"  // the user removed it
	ImportHeld      ImportOutcome = "held"      // it was called off or moved to a time to come after it had begun, and stays
	ImportForeign   ImportOutcome = "foreign"   // the change comes from another organizer, and is not taken over
)

// Imported is what came of one import, and which interview it is.
type Imported struct {
	ID      int64
	Outcome ImportOutcome

	Organizer string // the one on record, if the change comes from another
	Adopted   bool   // there was none on record, and now there is the one of the import
}

// FindEvent is the interview of the calendar event with that UID, or ErrNotFound.
func (s *Store) FindEvent(ctx context.Context, uid string) (iv rules.Interview, err error) {
	err = s.read(ctx, "looking for the calendar event", func(tx *transaction) error {
		there, _, err := findImported(ctx, tx, Import{UID: uid})
		if err == nil && there == nil {
			err = fmt.Errorf("%w of the calendar event %s", ErrNotFound, uid)
		}
		if err == nil {
			iv = *there
		}
		return err
	})
	return iv, err
}

// Removed tells whether an import would leave the calendar event out because the user removed its interview.
func (s *Store) Removed(ctx context.Context, item Import) (removed bool, err error) {
	err = s.read(ctx, "looking for a removed interview", func(tx *transaction) error {
		removed, err = isRemoved(ctx, tx, item)
		return err
	})
	return removed, err
}

// errDryRun takes back what a dry run did.
var errDryRun = errors.New("a dry run")

// ImportOptions are how to import.
type ImportOptions struct {
	DryRun   bool           // only tell what would come of it
	Again    bool           // also what the user removed
	Progress func(done int) // is told how many are done, if it is not nil
}

// Import takes over interviews, all or none. What the user changed of an interview stays: of an event that is there only
// the time is taken over, and one that they removed stays away until the event changes.
func (s *Store) Import(ctx context.Context, now time.Time, list []Import, o ImportOptions) ([]Imported, error) {
	done := make([]Imported, 0, len(list))
	err := s.write(ctx, "importing the interviews", func(tx *transaction) error {
		for i, item := range list {
			one, err := importOne(ctx, tx, now, item, o.Again)
			if err != nil {
				return fmt.Errorf("%s at %s: %w", item.Interview.Role, item.Interview.Company, err)
			}
			done = append(done, one)
			if o.Progress != nil {
				o.Progress(i + 1)
			}
		}
		if o.DryRun {
			return errDryRun
		}
		return nil
	})
	if err != nil && !errors.Is(err, errDryRun) {
		return nil, err
	}
	return done, nil
}

func importOne(ctx context.Context, tx *transaction, now time.Time, item Import, again bool) (Imported, error) {
	there, last, err := findImported(ctx, tx, item)
	switch {
	case err != nil:
		return Imported{}, err
	case there == nil && item.Cancelled:
		return Imported{Outcome: ImportIgnored}, nil
	case there == nil:
		return addImported(ctx, tx, now, item, again)
	case item.UID == "" && differs(item.Interview, *there):
		return Imported{ID: there.ID, Outcome: ImportDiffers}, nil
	case item.UID == "" || item.repeats(last):
		return Imported{ID: there.ID, Outcome: ImportUnchanged}, nil
	case !there.Start.After(now) && item.undoes(last, now):
		return Imported{ID: there.ID, Outcome: ImportHeld}, nil
	case item.isForeign(last) && !item.Vouched:
		return Imported{ID: there.ID, Outcome: ImportForeign, Organizer: last.organizer}, nil
	}
	change := changeImported
	if item.Cancelled {
		change = stopImported
	}
	done, err := change(ctx, tx, now, item, *there, last)
	done.Adopted = last.organizer == "" && item.Organizer != ""
	return done, err
}

// repeats reports whether the event says nothing new: it was called off before, is an older version that came late, or is
// the version that was read last. The last of these is taken up where it names the first organizer.
func (i Import) repeats(last version) bool {
	if i.Cancelled {
		return last.outcome != "" || 0 <= i.Sequence && i.Sequence < last.sequence
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

// isForeign reports whether the change comes from somebody else than the organizer. Whoever calls an event off is none of
// whom nobody knew before.
func (i Import) isForeign(last version) bool {
	if last.organizer != "" {
		return i.Organizer != last.organizer
	}
	return i.Cancelled && (i.Organizer != "" || !last.known)
}

// differs tells whether a line of a table says something of an interview that is not so there. What it leaves empty says
// nothing, and an hour is what a line has that tells no duration.
func differs(told, is rules.Interview) bool {
	other := func(told, is string) bool { return told != "" && told != is }
	return other(told.Zone, is.Zone) || other(told.DecisionBy.String(), is.DecisionBy.String()) || other(told.Said, is.Said) ||
		other(told.Topic, is.Topic) || other(told.Fit, is.Fit) || other(told.Hook, is.Hook) || told.NoContact && !is.NoContact ||
		told.Duration != is.Duration && told.Duration != time.Hour ||
		slices.ContainsFunc(told.Interviewers, func(p rules.Person) bool {
			i := slices.IndexFunc(is.Interviewers, func(q rules.Person) bool {
				return p.Email != "" && strings.EqualFold(p.Email, q.Email) || p.Email == "" && p.Name == q.Name
			})
			return i < 0 || other(p.Name, is.Interviewers[i].Name) || other(p.Topic, is.Interviewers[i].Topic)
		})
}

// addImported adds an interview, unless the user removed it.
func addImported(ctx context.Context, tx *transaction, now time.Time, item Import, again bool) (Imported, error) {
	if !again {
		if removed, err := isRemoved(ctx, tx, item); err != nil || removed {
			return Imported{Outcome: ImportLeftOut}, err
		}
	}
	id, err := insertInterview(ctx, tx, item.Interview, now)
	if err != nil {
		return Imported{}, err
	}
	return Imported{ID: id, Outcome: ImportAdded}, noteVersion(ctx, tx, id, item)
}

// isRemoved tells whether the user removed the interview of the calendar event, as it was told then. Some programs count
// no versions, so another time is a change too; no later DTSTAMP is, which in what Google exports is the time of the export.
func isRemoved(ctx context.Context, tx *transaction, item Import) (removed bool, err error) {
	err = tx.QueryRowContext(ctx, `
		SELECT EXISTS (SELECT 1 FROM removed_events
			WHERE uid = ? AND (sequence > ? OR sequence = ? AND told_at = ? AND told_duration = ?))`,
		item.UID, item.Sequence, item.Sequence, seconds(item.Interview.Start), int64(item.Interview.Duration/time.Second)).Scan(&removed)
	return removed, err
}

// version is what was read last of an interview's calendar event, and the interview's own outcome.
type version struct {
	sequence  int
	start     time.Time
	duration  time.Duration
	organizer string
	outcome   string
	known     bool // by its UID, and not by company, role and start
}

const selectEvent = `SELECT ` + interviewColumns + ` FROM interviews WHERE uid = ? AND uid <> '' LIMIT 1`

const selectSame = `
	SELECT ` + interviewColumns + ` FROM interviews
	WHERE starts_at = ? AND company = ? COLLATE NOCASE AND role = ? COLLATE NOCASE`

// findImported is the interview that an import is about, if it is there, and the version of its event that was read last.
// One that was typed in before its invitation came is known by company, role and start.
func findImported(ctx context.Context, tx *transaction, item Import) (*rules.Interview, version, error) {
	found, err := collect(ctx, tx, scanInterview, selectEvent, item.UID)
	byUID := len(found) > 0
	if err == nil && !byUID {
		search := selectSame + ` LIMIT 1`
		if item.UID != "" {
			search = selectSame + ` AND uid = '' LIMIT 1` // another event's is another interview
		}
		found, err = collect(ctx, tx, scanInterview, search, seconds(item.Interview.Start), item.Interview.Company, item.Interview.Role)
	}
	if err != nil || len(found) == 0 {
		return nil, version{}, err
	}
	last := version{known: byUID}
	var lasted int64
	err = tx.QueryRowContext(ctx, `SELECT sequence, told_at, told_duration, organizer, outcome FROM interviews WHERE id = ?`, found[0].ID).
		Scan(&last.sequence, instant{&last.start}, &lasted, &last.organizer, &last.outcome)
	last.duration = time.Duration(lasted) * time.Second
	return &found[0], last, err
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

// calledOff is the detail of the event that stops an interview because of its calendar event.
const calledOff = "the calendar event was called off"

// stopImported stops the reminders of an interview that was called off.
func stopImported(ctx context.Context, tx *transaction, now time.Time, item Import, there rules.Interview, _ version) (Imported, error) {
	// One that was typed in took place, as far as its event was known, when it was typed to.
	_, err := tx.ExecContext(ctx, `
		UPDATE interviews
		SET uid = ?, sequence = max(sequence, ?), told_at = coalesce(told_at, starts_at),
			told_duration = CASE WHEN told_at IS NULL THEN duration ELSE told_duration END,
			organizer = coalesce(nullif(?, ''), organizer)
		WHERE id = ?`, item.UID, item.Sequence, item.Organizer, there.ID)
	if err != nil {
		return Imported{}, err
	}
	stopped := rules.Event{InterviewID: there.ID, Kind: rules.Stopped, At: now, Detail: calledOff}
	return Imported{ID: there.ID, Outcome: ImportStopped}, record(ctx, tx, now, stopped)
}

// changeImported moves an interview whose event was moved since it was read last, and takes up again one whose event was
// called off and is not any more. A time that the user corrected stays while the event says what it said.
func changeImported(ctx context.Context, tx *transaction, now time.Time, item Import, there rules.Interview, last version) (Imported, error) {
	result := Imported{ID: there.ID, Outcome: ImportUnchanged}
	if item.Sequence > last.sequence {
		gone, err := tx.ExecContext(ctx, `
			UPDATE events SET taken_back_at = ?
			WHERE interview_id = ? AND kind = 'stopped' AND detail = ? AND taken_back_at IS NULL`, seconds(now), there.ID, calledOff)
		if err != nil {
			return result, err
		}
		if n, err := gone.RowsAffected(); err != nil {
			return result, err
		} else if n > 0 {
			result.Outcome = ImportRestored
		}
	}
	detail := ""
	if told := item.Interview; !last.start.IsZero() && !(last.start.Equal(told.Start) && last.duration == told.Duration) {
		there.Start, there.Duration, there.Zone = told.Start, told.Duration, told.Zone
		detail = "the calendar event was moved"
		if by := there.DecisionBy; !by.IsZero() && by.Before(rules.DateOf(told.Start, time.UTC).AddDays(-1)) {
			there.DecisionBy = rules.Date{}
			detail += ", beyond the day by which they meant to decide"
		}
		if err := updateInterview(ctx, tx, there.ID, there); err != nil {
			return result, err
		}
		if result.Outcome == ImportUnchanged {
			result.Outcome = ImportMoved
		}
	}
	if err := noteVersion(ctx, tx, there.ID, item); err != nil || result.Outcome == ImportUnchanged {
		return result, err
	}
	if detail == "" {
		detail = "the calendar event takes place after all"
	}
	return result, record(ctx, tx, now, rules.Event{InterviewID: there.ID, Kind: rules.Edited, At: now, Detail: detail})
}
