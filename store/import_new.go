package store

import (
	"cmp"
	"slices"
	"time"

	"followup/rules"
)

// importNew adds an interview, unless the user removed it.
func importNew(tx *transaction, now time.Time, item Import, again bool, known numbering) (done Imported, err error) {
	if !again {
		if removed, err := isRemoved(tx, item); err != nil || removed {
			return Imported{Outcome: ImportLeftOut}, err
		}
	}
	done.Outcome = ImportAdded
	if item.UID != "" {
		if err := matchByAddress(tx, &item); err != nil {
			return Imported{}, err
		}
	}
	if done.ApplicationID, done.Joined, err = toJoin(tx, item.Application, known); err != nil {
		return Imported{}, err
	}
	if done.Joined {
		if err := fillIn(tx, done.ApplicationID, item.Application); err != nil {
			return Imported{}, err
		}
		done.ID, err = joinImported(tx, now, done.ApplicationID, item.Interview, known)
	} else {
		item.Application.Language = cmp.Or(item.Application.Language, item.Language)
		done.ID, err = begin(tx, item.Application, item.Interview, now)
		done.ApplicationID = done.ID
	}
	if err != nil {
		return Imported{}, err
	}
	return done, storeVersion(tx, done.ID, item)
}

// isRemoved reports whether the user removed the interview of this version of the calendar event. Some programs do not
// count versions, so another time also makes another version. A later DTSTAMP does not: what Google exports has the
// time of the export there.
func isRemoved(tx *transaction, item Import) (removed bool, err error) {
	err = tx.get(`
		SELECT EXISTS (
			SELECT 1 FROM removed_events
			WHERE uid = ?1 AND (sequence > ?2 OR sequence = ?2 AND told_at = ?3 AND told_duration = ?4))`,
		item.UID, item.Sequence, seconds(item.Interview.Start),
		int64(item.Interview.Duration/time.Second)).Scan(&removed)
	return removed, err
}

// matchByAddress gives the people of a calendar event whose address is known their number, so that they keep their
// name: anyone can send an event.
func matchByAddress(tx *transaction, item *Import) error {
	panel := slices.Clone(item.Interview.Interviewers)
	c := rules.Case{Application: item.Application, Interviews: []rules.Interview{{Interviewers: panel}}}
	for p := range peopleIn(&c) {
		stored, found, err := findByAddress(tx, p.Email)
		if err != nil {
			return err
		}
		if found {
			p.ID = stored.ID
		}
	}
	item.Application, item.Interview.Interviewers = c.Application, panel
	return nil
}

// toJoin returns the application that an interview joins: that with its number, or else an open one that has no other
// number in the file.
func toJoin(tx *transaction, app rules.Application, known numbering) (id int64, ok bool, err error) {
	if id, ok = known.applications[app.ID]; ok {
		return id, true, nil
	}
	open, err := collect(tx, scanFound, selectOpenFor, rules.BareCompany(app.Company), app.Role)
	for _, f := range open {
		if app.ID == 0 || !known.taken[f.ID] {
			return f.ID, true, err
		}
	}
	return 0, false, err
}

// joinImported is like join, but leaves an open application, which stays open, to be summarized once at the end:
// summarizing reads all of its interviews.
func joinImported(
	tx *transaction, now time.Time, applicationID int64, iv rules.Interview, known numbering,
) (id int64, err error) {
	n, err := tx.change(`
		UPDATE applications
		SET latest_start = max(latest_start, ?), next_check_at = ?
		WHERE id = ? AND outcome = ''`,
		seconds(iv.Start), seconds(now), applicationID)
	if err != nil {
		return 0, err
	}
	if n == 0 {
		return join(tx, applicationID, iv, now)
	}
	known.grown[applicationID] = true
	iv.ID = 0
	return insertInterview(tx, applicationID, iv, now)
}

// fillIn stores those facts of an application that were unknown. The language never is.
func fillIn(tx *transaction, id int64, app rules.Application) error {
	err := tx.exec(`
		UPDATE applications
		SET fit = coalesce(nullif(fit, ''), ?), hook = coalesce(nullif(hook, ''), ?), no_contact = max(no_contact, ?)
		WHERE id = ?`, app.Fit, app.Hook, app.NoContact, id)
	if err != nil || app.Contact.IsTeam() {
		return err
	}
	var contact int64
	err = tx.get(`SELECT coalesce(contact_id, 0) FROM applications WHERE id = ?`, id).Scan(&contact)
	if err != nil || contact != 0 {
		return err
	}
	to, err := personID(tx, id, app.Contact)
	if err != nil {
		return err
	}
	return tx.exec(`UPDATE applications SET contact_id = ? WHERE id = ?`, to, id)
}
