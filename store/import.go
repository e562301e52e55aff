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

// Import is an interview, with what is told of its application, as another program tells it.
type Import struct {
	// Application has the number by which the file tells its applications apart, or 0; see [Store.Import].
	Application rules.Application
	Interview   rules.Interview

	// UID is the calendar event's, Sequence its version, and Cancelled tells that it was called off; the Sequence is
	// negative when the cancellation does not tell it. Without a UID it is known again by company, role and start.
	UID       string
	Sequence  int
	Cancelled bool

	// Organizer is the address, in lower case, of whoever organizes the calendar event, or "" if it names nobody. The
	// first one seen is kept with the interview. A change by anybody else is not taken over unless the user Vouched
	// for it.
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

// Imported is what came of one import, and which interview of which application it is.
type Imported struct {
	ID            int64
	ApplicationID int64
	Outcome       ImportOutcome
	Joined        bool // it was added to an application that was there

	Organizer string // the one on record, if the change comes from another
	Adopted   bool   // there was none on record, and now there is the one of the import
}

// FindEvent returns the interview of the calendar event with that UID and its application, or ErrNotFound.
func (s *Store) FindEvent(ctx context.Context, uid string) (app rules.Application, iv rules.Interview, err error) {
	err = s.read(ctx, "looking for the calendar event", func(tx *transaction) error {
		there, err := findImported(ctx, tx, Import{UID: uid}, numbered{})
		if err == nil && there == nil {
			err = fmt.Errorf("%w of the calendar event %s", ErrNotFound, uid)
		}
		if err == nil {
			app, iv = there.Application, there.Interview
		}
		return err
	})
	return app, iv, err
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

// Import takes over interviews, all or none. One that is not there joins the open application for the same role at the
// same company, or begins one. Those of one number join the same application, and those of another number another.
// What the user changed of an interview stays: of an event that is there only the time is taken over, and one that
// they removed stays away until the event changes.
func (s *Store) Import(ctx context.Context, now time.Time, list []Import, o ImportOptions) ([]Imported, error) {
	done := make([]Imported, 0, len(list))
	var changed []int64
	err := s.write(ctx, "importing the interviews", func(tx *transaction) error {
		known, err := findNumbered(ctx, tx, list)
		if err != nil {
			return err
		}
		for i, item := range list {
			one, err := importOne(ctx, tx, now, item, o.Again, known)
			if err != nil {
				return fmt.Errorf("%s at %s: %w", item.Application.Role, item.Application.Company, err)
			}
			known.note(item.Application.ID, one)
			done = append(done, one)
			if one.changes() {
				changed = append(changed, one.ApplicationID)
			}
			if o.Progress != nil {
				o.Progress(i + 1)
			}
		}
		for id := range known.grown {
			if err := summarize(ctx, tx, id); err != nil {
				return err
			}
		}
		if o.DryRun {
			return errDryRun
		}
		return recheckRelated(ctx, tx, now, changed...)
	})
	if err != nil && !errors.Is(err, errDryRun) {
		return nil, err
	}
	return done, nil
}

// changes reports whether the import changed what is stored of the interview.
func (done Imported) changes() bool {
	switch done.Outcome {
	case ImportAdded, ImportMoved, ImportStopped, ImportRestored:
		return true
	}
	return false
}

func importOne(
	ctx context.Context, tx *transaction, now time.Time, item Import, again bool, known numbered,
) (Imported, error) {
	there, err := findImported(ctx, tx, item, known)
	switch {
	case err != nil:
		return Imported{}, err
	case there == nil && item.Cancelled:
		return Imported{Outcome: ImportIgnored}, nil
	case there == nil:
		return addImported(ctx, tx, now, item, again, known)
	case item.UID == "" && item.differs(there.Application, there.Interview):
		return there.imported(ImportDiffers), nil
	case item.UID == "" || item.repeats(there.last):
		return there.imported(ImportUnchanged), nil
	case !there.Start.After(now) && item.undoes(there.last, now):
		return there.imported(ImportHeld), nil
	case item.isForeign(there.last) && !item.Vouched:
		foreign := there.imported(ImportForeign)
		foreign.Organizer = there.last.organizer
		return foreign, nil
	}
	change := changeImported
	if item.Cancelled {
		change = stopImported
	}
	outcome, err := change(ctx, tx, now, item, there)
	done := there.imported(outcome)
	done.Adopted = there.last.organizer == "" && item.Organizer != ""
	return done, err
}

// imported is what came of an import of what is there.
func (t *told) imported(outcome ImportOutcome) Imported {
	return Imported{ID: t.Interview.ID, ApplicationID: t.Application.ID, Outcome: outcome}
}

// differs reports whether a line of a table says something of an interview or its application that is not so there.
// What it leaves empty says nothing, and an hour is what a line has that tells no duration.
func (i Import) differs(app rules.Application, is rules.Interview) bool {
	told, contact := i.Interview, i.Application.Contact
	other := func(told, is string) bool { return told != "" && told != is }
	another := func(told, is rules.Person) bool {
		return !told.Is(is) || other(told.Name, is.Name) || other(strings.ToLower(told.Email), strings.ToLower(is.Email)) ||
			other(told.Topic, is.Topic)
	}
	return other(i.Application.Fit, app.Fit) || other(i.Application.Hook, app.Hook) || i.Application.NoContact && !app.NoContact ||
		!contact.IsTeam() && another(contact, app.Contact) ||
		other(told.Zone, is.Zone) || other(told.DecisionBy.String(), is.DecisionBy.String()) || other(told.Said, is.Said) ||
		other(told.Topic, is.Topic) || told.Duration != is.Duration && told.Duration != time.Hour ||
		slices.ContainsFunc(told.Interviewers, func(p rules.Person) bool {
			i := is.IndexOf(p)
			return i < 0 || another(p, is.Interviewers[i])
		})
}

// addImported adds an interview, unless the user removed it.
func addImported(
	ctx context.Context, tx *transaction, now time.Time, item Import, again bool, known numbered,
) (done Imported, err error) {
	if !again {
		if removed, err := isRemoved(ctx, tx, item); err != nil || removed {
			return Imported{Outcome: ImportLeftOut}, err
		}
	}
	done.Outcome = ImportAdded
	if item.UID != "" {
		if err := meetAgain(ctx, tx, &item); err != nil {
			return Imported{}, err
		}
	}
	if done.ApplicationID, done.Joined, err = toJoin(ctx, tx, item.Application, known); err != nil {
		return Imported{}, err
	}
	if done.Joined {
		if err := fillIn(ctx, tx, done.ApplicationID, item.Application); err != nil {
			return Imported{}, err
		}
		done.ID, err = joinImported(ctx, tx, now, done.ApplicationID, item.Interview, known)
	} else {
		done.ID, err = begin(ctx, tx, item.Application, item.Interview, now)
		done.ApplicationID = done.ID
	}
	if err != nil {
		return Imported{}, err
	}
	return done, noteVersion(ctx, tx, done.ID, item)
}

// joinImported is join, but an open application is summarized once, after all that joins it: each time reads all of its
// interviews. Open it stays with one more.
func joinImported(ctx context.Context, tx *transaction, now time.Time, applicationID int64, iv rules.Interview, known numbered,
) (id int64, err error) {
	result, err := tx.ExecContext(ctx, `
		UPDATE applications SET latest_start = max(latest_start, ?), next_check_at = ? WHERE id = ? AND outcome = ''`,
		seconds(iv.Start), seconds(now), applicationID)
	if err != nil {
		return 0, err
	}
	if n, err := result.RowsAffected(); err != nil {
		return 0, err
	} else if n == 0 {
		return join(ctx, tx, applicationID, iv, now)
	}
	known.grown[applicationID] = true
	iv.ID = 0
	return insertInterview(ctx, tx, applicationID, iv, now)
}

// meetAgain numbers those of a calendar event whose address is known. Anybody can write one, so it gives nobody a name.
func meetAgain(ctx context.Context, tx *transaction, item *Import) error {
	panel := slices.Clone(item.Interview.Interviewers)
	c := rules.Case{Application: item.Application, Interviews: []rules.Interview{{Interviewers: panel}}}
	for p := range everybody(&c) {
		who, found, err := whoHas(ctx, tx, p.Email)
		if err != nil {
			return err
		}
		if found {
			p.ID = who.ID
		}
	}
	item.Application, item.Interview.Interviewers = c.Application, panel
	return nil
}

// fillIn takes over of an application what was not known of it before.
func fillIn(ctx context.Context, tx *transaction, id int64, told rules.Application) error {
	_, err := tx.ExecContext(ctx, `
		UPDATE applications
		SET fit = coalesce(nullif(fit, ''), ?), hook = coalesce(nullif(hook, ''), ?), no_contact = max(no_contact, ?)
		WHERE id = ?`, told.Fit, told.Hook, told.NoContact, id)
	if err != nil || told.Contact.IsTeam() {
		return err
	}
	var contact int64
	err = tx.QueryRowContext(ctx, `SELECT contact_id FROM applications WHERE id = ?`, id).Scan(orZero{&contact})
	if err != nil || contact != 0 {
		return err
	}
	to, err := personID(ctx, tx, id, told.Contact)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `UPDATE applications SET contact_id = ? WHERE id = ?`, to, id)
	return err
}

// isRemoved tells whether the user removed the interview of the calendar event, as it was told then. Some programs
// count no versions, so another time is a change too; no later DTSTAMP is, which in what Google exports is the time of
// the export.
func isRemoved(ctx context.Context, tx *transaction, item Import) (removed bool, err error) {
	err = tx.QueryRowContext(ctx, `
		SELECT EXISTS (SELECT 1 FROM removed_events
			WHERE uid = ? AND (sequence > ? OR sequence = ? AND told_at = ? AND told_duration = ?))`,
		item.UID, item.Sequence, item.Sequence, seconds(item.Interview.Start), int64(item.Interview.Duration/time.Second)).Scan(&removed)
	return removed, err
}

// told is what is there of an interview that an import tells of.
type told struct {
	Application rules.Application
	rules.Interview
	last version
}

const selectEvent = `SELECT ` + interviewColumns + ` FROM interviews WHERE uid = ? AND uid <> '' LIMIT 1`

// findImported returns the interview that an import is about, or nil if it is not there. One that was typed in before
// its invitation came is known by company, role and start.
func findImported(ctx context.Context, tx *transaction, item Import, known numbered) (*told, error) {
	found, err := collect(ctx, tx, scanInterview, selectEvent, item.UID)
	byUID := len(found) > 0
	if err == nil && !byUID {
		search := selectSame
		if item.UID != "" {
			search = selectSame + ` AND uid = ''` // another event's is another interview
		}
		found, err = collect(ctx, tx, scanInterview, search,
			item.Application.Company, item.Application.Role, seconds(item.Interview.Start))
	}
	same, ok := known.among(found, item.Application.ID)
	if err != nil || !ok {
		return nil, err
	}
	c, err := loadCase(ctx, tx, same.applicationID)
	if err != nil {
		return nil, err
	}
	iv, _ := c.Interview(same.ID)
	there := &told{Application: c.Application, Interview: iv, last: version{known: byUID, calledOff: c.CalledOff(iv.ID)}}
	var lasted int64
	err = tx.QueryRowContext(ctx, `SELECT sequence, told_at, told_duration, organizer FROM interviews WHERE id = ?`, iv.ID).
		Scan(&there.last.sequence, instant{&there.last.start}, &lasted, &there.last.organizer)
	there.last.duration = time.Duration(lasted) * time.Second
	return there, err
}
