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

// An Import is an interview from another program, with what is known of its application.
type Import struct {
	// Application has the number that tells the applications in a file apart, or 0; see [Store.Import].
	Application rules.Application
	Interview   rules.Interview

	// UID is that of the calendar event, Sequence its version. Cancelled means that the event was called off; Sequence
	// is negative if the cancellation has none. An import without a UID is matched by company, role and start.
	UID       string
	Sequence  int
	Cancelled bool

	// Organizer is the address, in lower case, of the organizer of the calendar event, or "". The first one is stored
	// with the interview. A change by another organizer is applied only if the user Vouched for it.
	Organizer string
	Vouched   bool

	// Language is that of the letters of an application that it begins, unless Application has one.
	Language string
}

// ImportOutcome is the result of an import.
type ImportOutcome string

// The outcomes.
const (
	ImportAdded     ImportOutcome = "added"
	ImportMoved     ImportOutcome = "moved"     // it exists, and now takes place at another time
	ImportStopped   ImportOutcome = "stopped"   // it exists, and was called off
	ImportRestored  ImportOutcome = "restored"  // it was called off, and takes place after all
	ImportChanged   ImportOutcome = "changed"   // it exists, and other people take part
	ImportUnchanged ImportOutcome = "unchanged" // it exists as it is
	ImportDiffers   ImportOutcome = "differs"   // it exists, and the table says something else; it was not changed
	ImportIgnored   ImportOutcome = "ignored"   // it was called off, and does not exist
	ImportLeftOut   ImportOutcome = "left out"  // the user removed it
	ImportBegun     ImportOutcome = "begun"     // it was called off or moved to the future after it began; not changed
	ImportForeign   ImportOutcome = "foreign"   // another organizer changed it; it was not changed
)

// Imported is the result of one import, with the interview and the application it is about.
type Imported struct {
	ID            int64
	ApplicationID int64
	Outcome       ImportOutcome
	Joined        bool // it was added to an existing application

	Organizer string // the stored one, if the change comes from another
	Adopted   bool   // there was none, and now the one of the import is stored

	Came, Went string // the names of those who are now among the interviewers, and of those who no longer are
}

// FindEvent returns the interview of the calendar event with that UID and its application, or [ErrNotFound].
func (s *Store) FindEvent(ctx context.Context, uid string) (app rules.Application, iv rules.Interview, err error) {
	err = s.read(ctx, "looking for the calendar event", func(tx *transaction) error {
		old, err := findExisting(tx, Import{UID: uid}, numbering{})
		if err == nil && old == nil {
			err = fmt.Errorf("%w of the calendar event %s", ErrNotFound, uid)
		}
		if err == nil {
			app, iv = old.Application, old.Interview
		}
		return err
	})
	return app, iv, err
}

// Removed reports whether an import would leave the calendar event out because the user removed its interview.
func (s *Store) Removed(ctx context.Context, item Import) (removed bool, err error) {
	err = s.read(ctx, "looking for a removed interview", func(tx *transaction) error {
		removed, err = isRemoved(tx, item)
		return err
	})
	return removed, err
}

// errDryRun rolls a dry run back.
var errDryRun = errors.New("a dry run")

// ImportOptions control an import.
type ImportOptions struct {
	DryRun bool // return the results and change nothing
	Again  bool // also add what the user removed
}

// Import stores interviews, all or none. A new interview joins the open application for its role and company, or
// begins one. Interviews with the same number join the same application, and those with another number another.
// Changes by the user are kept: of an existing event only the time is taken over, and the people who came or went since
// its last version; an interview that the user removed stays away until its event changes. An event at the time of an
// interview for the same role is that interview, whatever its UID.
func (s *Store) Import(ctx context.Context, now time.Time, list []Import, o ImportOptions) ([]Imported, error) {
	var done []Imported
	err := s.write(ctx, "importing the interviews", func(tx *transaction) (err error) {
		done, err = importAll(tx, now, list, o)
		if err == nil && o.DryRun {
			err = errDryRun
		}
		return err
	})
	if err != nil && !errors.Is(err, errDryRun) {
		return nil, err
	}
	return done, nil
}

func importAll(tx *transaction, now time.Time, list []Import, o ImportOptions) ([]Imported, error) {
	done := make([]Imported, 0, len(list))
	known, err := findNumbering(tx, list)
	if err != nil {
		return nil, err
	}
	var changed []int64
	for _, item := range list {
		one, err := importOne(tx, now, item, o.Again, known)
		if err != nil {
			return nil, fmt.Errorf("%s at %s: %w", item.Application.Role, item.Application.Company, err)
		}
		known.note(item.Application.ID, one)
		done = append(done, one)
		if one.changes() {
			changed = append(changed, one.ApplicationID)
		}
	}
	for id := range known.grown {
		if err := summarize(tx, id); err != nil {
			return nil, err
		}
	}
	return done, recheckRelated(tx, now, changed...)
}

// changes reports whether the import changed the stored interview.
func (done Imported) changes() bool {
	switch done.Outcome {
	case ImportAdded, ImportMoved, ImportStopped, ImportRestored, ImportChanged:
		return true
	}
	return false
}

func importOne(tx *transaction, now time.Time, item Import, again bool, known numbering) (Imported, error) {
	old, err := findExisting(tx, item, known)
	switch {
	case err != nil:
		return Imported{}, err
	case old == nil && item.Cancelled:
		return Imported{Outcome: ImportIgnored}, nil
	case old == nil:
		return importNew(tx, now, item, again, known)
	case item.UID == "" && item.differs(old.Application, old.Interview):
		return old.result(ImportDiffers), nil
	case old.last.another:
		return importAnother(tx, item, again, old)
	case item.UID == "" || item.repeats(old.last):
		return old.result(ImportUnchanged), nil
	case !old.Start.After(now) && item.undoes(old.last, now):
		return old.result(ImportBegun), nil
	case item.isForeign(old.last) && !item.Vouched:
		foreign := old.result(ImportForeign)
		foreign.Organizer = old.last.organizer
		return foreign, nil
	}
	done := old.result("")
	done.Adopted = old.last.organizer == "" && item.Organizer != ""
	if item.Cancelled {
		done.Outcome, err = importCancellation(tx, now, item, old)
		return done, err
	}
	err = importChange(tx, now, item, old, &done)
	return done, err
}

// importAnother compares an event with an interview of another event, at the same time and for the same role: the mail
// and the file behind "add to calendar" often differ in their UIDs.
func importAnother(tx *transaction, item Import, again bool, old *existing) (Imported, error) {
	if removed, err := isRemoved(tx, item); err != nil || removed && !again {
		return Imported{Outcome: ImportLeftOut}, err
	}
	if item.names(old.Interview) {
		return old.result(ImportUnchanged), nil
	}
	return old.result(ImportDiffers), nil
}

// An existing is the stored interview that an import is about.
type existing struct {
	Application rules.Application
	rules.Interview
	last version
}

func (e *existing) result(outcome ImportOutcome) Imported {
	return Imported{ID: e.Interview.ID, ApplicationID: e.Application.ID, Outcome: outcome}
}

const selectEvent = `SELECT ` + interviewColumns + ` FROM interviews WHERE uid = ? AND uid <> '' LIMIT 1`

// findExisting returns the interview that an import is about, or nil. One that the user added before its invitation
// came is matched by company, role and start.
func findExisting(tx *transaction, item Import, known numbering) (*existing, error) {
	found, err := collect(tx, scanInterview, selectEvent, item.UID)
	byUID := len(found) > 0
	if err == nil && !byUID {
		search := selectSame
		if item.Cancelled {
			search = selectSame + ` AND uid = ''` // only its own event calls one off
		}
		found, err = collect(tx, scanInterview, search,
			rules.BareCompany(item.Application.Company), item.Application.Role, seconds(item.Interview.Start))
	}
	same, ok := known.pick(found, item.Application.ID)
	if err != nil || !ok {
		return nil, err
	}
	c, err := loadCase(tx, same.applicationID)
	if err != nil {
		return nil, err
	}
	iv, _ := c.Interview(same.ID)
	old := &existing{
		Application: c.Application, Interview: iv,
		last: version{byUID: byUID, calledOff: c.CalledOff(iv.ID)},
	}
	var duration int64
	var uid string
	err = tx.get(`
		SELECT uid, sequence, told_at, told_duration, organizer, told_people FROM interviews WHERE id = ?`, iv.ID).
		Scan(&uid, &old.last.sequence, instant{&old.last.start}, &duration, &old.last.organizer, &old.last.people)
	old.last.another = !byUID && uid != "" && item.UID != ""
	old.last.duration = time.Duration(duration) * time.Second
	return old, err
}

// differs reports whether a line of a table contradicts an interview or its application. Empty fields contradict
// nothing, and neither does a duration of an hour, which a line without a duration has.
func (i Import) differs(app rules.Application, iv rules.Interview) bool {
	line, contact := i.Interview, i.Application.Contact
	other := func(line, stored string) bool { return line != "" && line != stored }
	another := func(line, stored rules.Person) bool {
		return !line.Is(stored) || other(line.Name, stored.Name) ||
			other(strings.ToLower(line.Email), strings.ToLower(stored.Email)) ||
			other(line.Greeting, stored.Greeting) || other(line.Topic, stored.Topic)
	}
	return other(i.Application.Fit, app.Fit) || other(i.Application.Hook, app.Hook) ||
		other(i.Application.Language, app.Language) ||
		i.Application.NoContact && !app.NoContact ||
		!contact.IsTeam() && another(contact, app.Contact) ||
		other(line.Zone, iv.Zone) || other(line.DecisionBy.String(), iv.DecisionBy.String()) ||
		other(line.Said, iv.Said) ||
		other(line.Topic, iv.Topic) || line.Duration != iv.Duration && line.Duration != time.Hour ||
		slices.ContainsFunc(line.Interviewers, func(p rules.Person) bool {
			i := iv.IndexOf(p)
			return i < 0 || another(p, iv.Interviewers[i])
		})
}
