package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"followup/rules"
	"followup/rules/outbox"
)

// LookFrom returns from where the next look at a mailbox goes on: how far its folders were read, the day from which
// on to read those without a mark, and the state of the looks. The day is zero if no mail could mean anything. account
// names the mailbox.
func (s *Store) LookFrom(ctx context.Context, now time.Time, account string) (
	marks []rules.MailMark, since time.Time, watch outbox.Watch, err error,
) {
	err = s.read(ctx, "looking how far the mailbox was read", func(tx *transaction) error {
		if marks, err = collect(tx, scanMark, selectMarks, account); err != nil {
			return err
		}
		if watch, err = findWatch(tx); err != nil {
			return err
		}
		return tx.get(selectLookSince, seconds(now), seconds(lately(now))).Scan(instant{&since})
	})
	return marks, since, watch, err
}

// correspondFor is how long after the last reminder of an application that has ended its notes are looked for in Sent.
const correspondFor = 30 * 24 * time.Hour

func lately(now time.Time) time.Time { return now.Add(-correspondFor) }

const (
	selectMarks = `SELECT folder, uid_validity, uid_next FROM mailbox_marks WHERE account = ? ORDER BY folder`

	// corresponding selects the applications that a mail may be about: those that are open, those that still get
	// notes, and those that got one lately.
	corresponding = `
		SELECT id FROM applications WHERE outcome = ''
		UNION
		SELECT id FROM applications WHERE next_check_at IS NOT NULL
		UNION
		SELECT application_id FROM reminders WHERE state = 'delivered' AND settled_at >= ?2`

	// selectLookSince selects the start of the first interview of the open applications, but no later than now. If
	// there are only others, the day from which on their notes are looked for is enough. What was told by mail lately
	// may be taken back by mail.
	selectLookSince = `
		SELECT coalesce(
			(SELECT min(?1, min(starts_at)) FROM applications AS a JOIN interviews AS i ON i.application_id = a.id
				WHERE outcome = ''),
			(SELECT ?2 WHERE EXISTS (` + corresponding + `) OR EXISTS (SELECT 1 FROM told WHERE told_at >= ?2)))`
)

func scanMark(row scanner) (m rules.MailMark, err error) {
	err = row.Scan(&m.Name, &m.UIDValidity, &m.UIDNext)
	return m, err
}

// Correspondence returns the applications that a mail in the mailbox may be about.
func (s *Store) Correspondence(ctx context.Context, now time.Time) (cases []rules.Case, err error) {
	err = s.read(ctx, "reading what was sent", func(tx *transaction) error {
		cases, err = loadCorrespondence(tx, now)
		return err
	})
	return cases, err
}

func loadCorrespondence(tx *transaction, now time.Time) (cases []rules.Case, err error) {
	ids, err := collect(tx, scanID, `SELECT id FROM (`+corresponding+`) WHERE ?1 > 0 ORDER BY id`,
		seconds(now), seconds(lately(now)))
	if err != nil {
		return nil, err
	}
	found, err := loadCases(tx, ids)
	for _, id := range ids {
		if c := found[id]; c != nil {
			cases = append(cases, *c)
		}
	}
	return cases, err
}

// Notice records what a look at the mailbox has found, and how far it has read: all or nothing, so that no mail is
// missed and none is taken for something twice, whenever the program ends. tell tells what the user said in mails; then
// match is called with the applications that a mail may be about, as they are now, and returns the findings. Neither
// must use the store, and either may be nil. Notice returns the events that match found.
//
// What the user said comes first, so that an answer that came after it still has a higher number.
func (s *Store) Notice(ctx context.Context, now time.Time, account string, marks []rules.MailMark, watch outbox.Watch,
	tell func(*Telling) error, match func([]rules.Case) []rules.Finding,
) (noticed []rules.Event, err error) {
	err = s.write(ctx, "recording what the mailbox has", func(tx *transaction) error {
		noticed = nil
		if tell != nil {
			if err := tell(&Telling{tx, now}); err != nil {
				return err
			}
		}
		if match != nil {
			cases, err := loadCorrespondence(tx, now)
			if err != nil {
				return err
			}
			if noticed, err = notice(tx, now, match(cases)); err != nil {
				return err
			}
		}
		if err := writeMarks(tx, account, marks); err != nil {
			return err
		}
		return writeWatch(tx, watch)
	})
	if err != nil {
		return nil, err
	}
	return noticed, nil
}

// notice records findings. Those of one mail are taken back together.
func notice(tx *transaction, now time.Time, found []rules.Finding) (noticed []rules.Event, err error) {
	for len(found) > 0 {
		hash := found[0].Event.Mail.Hash
		var events []rules.Event
		for len(found) > 0 && found[0].Event.Mail.Hash == hash {
			events = append(events, found[0].Event)
			found = found[1:]
		}
		var known bool
		if err := tx.get(`SELECT EXISTS (SELECT 1 FROM mails WHERE hash = ?)`, hash).Scan(&known); err != nil {
			return nil, err
		}
		if known { // of an application that was not looked at
			continue
		}
		if err := record(tx, now, events...); err != nil {
			return nil, err
		}
		noticed = append(noticed, events...)
	}
	return noticed, nil
}

// mailID returns the number of a mail as a column stores it: NULL for none. One that is not stored is added.
func mailID(tx *transaction, m rules.SeenMail) (any, error) {
	if m.Hash == "" {
		return number(m.ID), nil
	}
	var id int64
	err := tx.get(`SELECT id FROM mails WHERE hash = ?`, m.Hash).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		id, err = tx.insert(`INSERT INTO mails (hash, message_id, sender, subject, text) VALUES (?, ?, ?, ?, ?)`,
			string(m.Hash), m.MessageID, m.From, m.Subject, m.Text)
	}
	if err != nil {
		return nil, fmt.Errorf("adding a mail: %w", err)
	}
	return id, nil
}

// Answered returns the open applications about which a mail of theirs was seen, lowest id first, at most limit; 0 is
// all.
func (s *Store) Answered(ctx context.Context, limit int) (cases []rules.Case, err error) {
	err = s.read(ctx, "looking for answers", func(tx *transaction) error {
		ids, err := collect(tx, scanID, selectAnswered, noLimit(limit))
		if err != nil {
			return err
		}
		found, err := loadCases(tx, ids)
		for _, id := range ids {
			if c := found[id]; c != nil {
				cases = append(cases, *c)
			}
		}
		return err
	})
	return cases, err
}

const selectAnswered = `
	SELECT DISTINCT application_id
	FROM events
	WHERE mail_id IS NOT NULL AND kind = 'answered' AND taken_back_at IS NULL
		AND (SELECT outcome FROM applications WHERE id = application_id) = ''
	ORDER BY application_id
	LIMIT ?`

const selectMails = `
	SELECT m.id, m.hash, m.message_id, m.sender, m.subject, m.text
	FROM mails AS m
	WHERE m.id IN (
		SELECT mail_id FROM events
		WHERE mail_id IS NOT NULL AND application_id IN (SELECT value FROM json_each(?)))`

func scanMail(row scanner) (m owned[rules.SeenMail], err error) {
	err = row.Scan(&m.value.ID, &m.value.Hash, &m.value.MessageID, &m.value.From, &m.value.Subject, &m.value.Text)
	m.owner = m.value.ID
	return m, err
}

// writeMarks stores the marks of a mailbox, and forgets those of any other.
func writeMarks(tx *transaction, account string, marks []rules.MailMark) error {
	if err := tx.exec(`DELETE FROM mailbox_marks WHERE account <> ?`, account); err != nil {
		return err
	}
	for _, m := range marks {
		err := tx.exec(`
			INSERT INTO mailbox_marks (account, folder, uid_validity, uid_next) VALUES (?, ?, ?, ?)
			ON CONFLICT DO UPDATE SET uid_validity = excluded.uid_validity, uid_next = excluded.uid_next`,
			account, m.Name, m.UIDValidity, m.UIDNext)
		if err != nil {
			return err
		}
	}
	return nil
}

// Watch returns the state of the looks at the mailbox, as last noted.
func (s *Store) Watch(ctx context.Context) (outbox.Watch, error) {
	w, err := findWatch(s.single(ctx))
	return w, s.explain("reading how the mailbox is", err)
}

func findWatch(tx *transaction) (w outbox.Watch, err error) {
	err = tx.get(`SELECT seen_at, failures, since, last_try, next_try, last_error FROM watch`).
		Scan(instant{&w.Seen}, &w.Failures, instant{&w.Since}, instant{&w.LastTry}, instant{&w.NextTry}, &w.LastError)
	if errors.Is(err, sql.ErrNoRows) {
		return outbox.Watch{}, nil
	}
	return w, err
}

func writeWatch(tx *transaction, w outbox.Watch) error {
	return tx.exec(`
		INSERT OR REPLACE INTO watch (id, seen_at, failures, since, last_try, next_try, last_error)
		VALUES (1, ?, ?, ?, ?, ?, ?)`,
		seconds(w.Seen), w.Failures, seconds(w.Since), seconds(w.LastTry), seconds(w.NextTry), w.LastError)
}
