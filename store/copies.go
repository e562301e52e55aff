package store

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"time"

	"followup/rules"
	"followup/rules/outbox"
)

// KeepCopies says whether the drafts of reminders that are delivered from now on are to be copied into the user's
// Drafts folder. If not, those that are not surely there are forgotten.
func (s *Store) KeepCopies(ctx context.Context, on bool) error {
	was := s.copies.Swap(on)
	if on {
		return nil
	}
	err := s.write(ctx, "forgetting the drafts that were to be copied", func(tx *transaction) error {
		return tx.exec(`DELETE FROM draft_copies WHERE state <> 'there'`)
	})
	if err != nil {
		s.copies.Store(was) // the config that wants them stays in force
	}
	return err
}

// sqlNoteCopies notes that the drafts of a reminder are to be copied. One that only asks for something has no text.
const sqlNoteCopies = `
	INSERT INTO draft_copies (reminder_id, place, state, delivered_at)
	SELECT r.id, d.place, 'due', r.settled_at
	FROM reminders AS r JOIN drafts AS d ON d.reminder_id = r.id
	WHERE r.id = ? AND d.body <> ''
	ON CONFLICT DO NOTHING`

// Copies returns the copies of drafts that are in the user's Drafts folder or are to come there, in the order in which
// their reminders were delivered, with the state of the folder.
func (s *Store) Copies(ctx context.Context, now time.Time) (copies []rules.Copy, drawer outbox.Drawer, err error) {
	err = s.read(ctx, "reading which drafts were copied", func(tx *transaction) error {
		if drawer, err = findDrawer(tx); err != nil {
			return err
		}
		if copies, err = collect(tx, scanCopy, selectCopies); err != nil || len(copies) == 0 {
			return err
		}
		var ids []int64
		for _, c := range copies {
			if id := c.ApplicationID; id != 0 && !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
		cases, err := loadCases(tx, ids)
		if err != nil {
			return err
		}
		for i, c := range copies {
			if of := cases[c.ApplicationID]; of != nil {
				copies[i].Stands = of.Stands(c.ReminderID, c.Place, now)
			}
		}
		return nil
	})
	return copies, drawer, err
}

const selectCopies = `
	SELECT c.id, coalesce(r.application_id, 0), coalesce(r.id, 0), c.place, c.state, c.attempts, c.message_id, c.digest,
		c.folder, c.uid_validity, c.uid, c.delivered_at
	FROM draft_copies AS c LEFT JOIN reminders AS r ON r.id = c.reminder_id
	ORDER BY c.id`

func scanCopy(row scanner) (c rules.Copy, err error) {
	err = row.Scan(&c.ID, &c.ApplicationID, &c.ReminderID, &c.Place, oneOf[rules.CopyState]{&c.State, rules.CopyStates},
		&c.Attempts, &c.MessageID, &c.Digest, &c.At.Folder, &c.At.UIDValidity, &c.At.UID, instant{&c.Delivered})
	return c, err
}

// CopiedMessage returns the reminder, as it was sent, with the drafts that are to be copied. ok is false if its bytes
// are not kept any more.
func (s *Store) CopiedMessage(ctx context.Context, reminderID int64) (m rules.Message, ok bool, err error) {
	err = s.read(ctx, "reading a reminder that was sent", func(tx *transaction) error {
		if m.Bytes, err = readMessage(tx, reminderID); errors.Is(err, errDamaged) {
			return nil
		}
		if err != nil {
			return err
		}
		ok = true
		return tx.get(`SELECT message_id FROM reminders WHERE id = ?`, reminderID).Scan(&m.ID)
	})
	return m, ok, err
}

// SaveCopy stores how far a copy has come. One that is not known any more is left alone.
func (s *Store) SaveCopy(ctx context.Context, c rules.Copy) error {
	return s.write(ctx, "recording the copy of a draft", func(tx *transaction) error {
		return tx.exec(`
			UPDATE draft_copies
			SET state = ?, attempts = ?, message_id = ?, digest = ?, folder = ?, uid_validity = ?, uid = ?
			WHERE id = ?`,
			string(c.State), c.Attempts, c.MessageID, string(c.Digest), c.At.Folder, c.At.UIDValidity, c.At.UID, c.ID)
	})
}

// ForgetCopy forgets a copy that was taken away, that never came, or that is the user's own now.
func (s *Store) ForgetCopy(ctx context.Context, id int64) error {
	return s.write(ctx, "forgetting the copy of a draft", func(tx *transaction) error {
		return tx.exec(`DELETE FROM draft_copies WHERE id = ?`, id)
	})
}

// Drawer returns the state of the user's Drafts folder, as last noted, and how many copies are there.
func (s *Store) Drawer(ctx context.Context) (d outbox.Drawer, there int, err error) {
	err = s.read(ctx, "reading how the Drafts folder is", func(tx *transaction) error {
		if d, err = findDrawer(tx); err != nil {
			return err
		}
		return tx.get(`SELECT count(*) FROM draft_copies WHERE state = 'there'`).Scan(&there)
	})
	return d, there, err
}

func findDrawer(tx *transaction) (d outbox.Drawer, err error) {
	err = tx.get(`SELECT failures, since, last_try, next_try, last_error, stays FROM drawer`).
		Scan(&d.Failures, instant{&d.Since}, instant{&d.LastTry}, instant{&d.NextTry}, &d.LastError, &d.Stays)
	if errors.Is(err, sql.ErrNoRows) {
		return outbox.Drawer{}, nil
	}
	return d, err
}

// SetDrawer notes how the user's Drafts folder is.
func (s *Store) SetDrawer(ctx context.Context, d outbox.Drawer) error {
	return s.write(ctx, "recording how the Drafts folder is", func(tx *transaction) error {
		return tx.exec(`
			INSERT OR REPLACE INTO drawer (id, failures, since, last_try, next_try, last_error, stays)
			VALUES (1, ?, ?, ?, ?, ?, ?)`,
			d.Failures, seconds(d.Since), seconds(d.LastTry), seconds(d.NextTry), d.LastError, d.Stays)
	})
}
