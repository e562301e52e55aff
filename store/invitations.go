package store

import (
	"database/sql"
	"errors"
	"fmt"
	"time"

	"followup/rules"
)

// An Invitation is one in the user's mailbox that was offered to them.
type Invitation struct {
	ID            int64
	Hash          rules.MailHash // of this version of the event
	UID           string
	ApplicationID int64  // that it fits, or that it has begun, or 0
	InterviewID   int64  // that it has added, or 0
	Calendar      string // as it came, or "" once nothing can be added from it
	Start         time.Time
	Offered       time.Time
}

// keepInvitations is how long after its interview an invitation is kept, so that it is not offered again.
const keepInvitations = 180 * 24 * time.Hour

// Correspondence is like [Store.Correspondence].
func (t *Telling) Correspondence() ([]rules.Case, error) { return loadCorrespondence(t.tx, t.now) }

// Event returns the application and the interview of the calendar event with that UID, or [ErrNotFound].
func (t *Telling) Event(uid string) (rules.Application, rules.Interview, error) {
	old, err := findExisting(t.tx, Import{UID: uid}, numbering{})
	if err == nil && old == nil {
		err = ErrNotFound
	}
	if err != nil {
		return rules.Application{}, rules.Interview{}, err
	}
	return old.Application, old.Interview, nil
}

// errTried undoes what was only tried.
var errTried = errors.New("only tried")

// TryImport returns what Import would, and changes nothing.
func (t *Telling) TryImport(item Import) (done Imported, err error) {
	err = t.Attempt(func() error {
		if done, err = t.Import(item); err != nil {
			return err
		}
		return errTried
	})
	if errors.Is(err, errTried) {
		err = nil
	}
	return done, err
}

// Import is like [Store.Import] for one interview.
func (t *Telling) Import(item Import) (Imported, error) {
	done, err := importAll(t.tx, t.now, []Import{item}, ImportOptions{})
	if err != nil {
		return Imported{}, err
	}
	return done[0], nil
}

// Offered returns how many invitations were offered within 24 hours: those that fit an application, and the others.
func (t *Telling) Offered() (fitting, others int, err error) {
	err = t.tx.get(`
		SELECT count(application_id), count(*) - count(application_id) FROM invitations WHERE offered_at > ?`,
		seconds(t.now.Add(-24*time.Hour))).Scan(&fitting, &others)
	return fitting, others, err
}

// Offer notes that an invitation is offered and returns its number. known reports that this version was offered
// before. From earlier versions nothing can be added any more.
func (t *Telling) Offer(i Invitation) (id int64, known bool, err error) {
	err = t.tx.exec(`DELETE FROM invitations WHERE starts_at < ?1 AND offered_at < ?1`,
		seconds(t.now.Add(-keepInvitations)))
	if err != nil {
		return 0, false, err
	}
	result, err := t.tx.ExecContext(t.tx.ctx, `
		INSERT INTO invitations (hash, uid, application_id, calendar, starts_at, offered_at) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT DO NOTHING`,
		string(i.Hash), i.UID, number(i.ApplicationID), i.Calendar, seconds(i.Start), seconds(t.now))
	if err != nil {
		return 0, false, err
	}
	if n, err := result.RowsAffected(); err != nil || n == 0 {
		return 0, true, err
	}
	if id, err = result.LastInsertId(); err != nil {
		return 0, false, err
	}
	return id, false, t.tx.exec(`UPDATE invitations SET calendar = '' WHERE uid = ? AND id <> ?`, i.UID, id)
}

const invitationColumns = `id, hash, uid, coalesce(application_id, 0), coalesce(interview_id, 0), calendar, starts_at,
	offered_at`

func scanInvitation(row scanner) (i Invitation, err error) {
	err = row.Scan(&i.ID, &i.Hash, &i.UID, &i.ApplicationID, &i.InterviewID, &i.Calendar, instant{&i.Start},
		instant{&i.Offered})
	return i, err
}

// Invitation returns the invitation with that number, or [ErrNotFound].
func (t *Telling) Invitation(id int64) (Invitation, error) {
	i, err := scanInvitation(t.tx.get(`SELECT `+invitationColumns+` FROM invitations WHERE id = ?`, id))
	if errors.Is(err, sql.ErrNoRows) {
		err = fmt.Errorf("%w: invitation %d", ErrNotFound, id)
	}
	return i, err
}

// LatestInvitation returns the version of a calendar event that was offered last, or [ErrNotFound].
func (t *Telling) LatestInvitation(uid string) (Invitation, error) {
	i, err := scanInvitation(t.tx.get(`
		SELECT `+invitationColumns+` FROM invitations WHERE uid = ? ORDER BY id DESC LIMIT 1`, uid))
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNotFound
	}
	return i, err
}

// Added notes what an invitation has added.
func (t *Telling) Added(id int64, done Imported) error {
	return t.tx.exec(`UPDATE invitations SET application_id = ?, interview_id = ? WHERE id = ?`,
		number(done.ApplicationID), number(done.ID), id)
}

// Unadd removes the interview that an invitation has added, and its application if it has no other. It returns
// [ErrSince] if something was said or sent about it since. That it came by mail is nothing that was said.
func (t *Telling) Unadd(i Invitation) error {
	if i.InterviewID == 0 {
		return ErrSince
	}
	c, err := findCase(t.tx, i.InterviewID)
	if err != nil {
		return err
	}
	alone := len(c.Interviews) == 1
	for _, e := range c.History.Events {
		since := !e.RecordedAt.Before(i.Offered) && e.InterviewID == 0 && !e.Invites()
		if alone || since || e.InterviewID == i.InterviewID {
			return ErrSince
		}
	}
	for _, r := range c.History.Reminders {
		if (alone || r.InterviewID == i.InterviewID) && (r.State == rules.Delivered || r.Uncertain) {
			return ErrSince
		}
	}
	if alone {
		return removeApplication(t.tx, c.ID)
	}
	return removeInterview(t.tx, i.InterviewID)
}
