package store

import "context"

// takeOver brings into a restored database, which has the old one attached, what that has sent since the backup, and
// returns how many reminders that were. sameNumbers tells whether people have the same numbers in both.
func takeOver(ctx context.Context, tx *transaction, sameNumbers bool) (sent int, err error) {
	result, err := tx.ExecContext(ctx, takeOverReminders)
	if err != nil {
		return 0, err
	}
	n, err := result.RowsAffected()
	if err != nil {
		return 0, err
	}
	if _, err := tx.ExecContext(ctx, samePeopleAs, sameNumbers); err != nil {
		return 0, err
	}
	for _, query := range []string{
		addPeople, dropDrafts, takeOverDrafts, forgetSame,
		takeBackOthers, useUpHooks, takeOverMessages, takeOverIDs, dropPause, takeOverPause,
	} {
		if _, err := tx.ExecContext(ctx, query); err != nil {
			return 0, err
		}
	}
	return int(n), forgetPeople(ctx, tx)
}

const sentColumns = `application_id, interview_id, kind, last_call, round, state, due_at, deadline_at, expires_at, why,
	next_attempt_at, attempts, settled_at, reply, message_id, subject, uncertain, hook`

// inFlight is the one reminder that the server may have seen of those that the old database was sending, as in
// [Store.Recover]. The order cannot be found again once they are taken over.
const inFlight = `(SELECT id FROM old.reminders WHERE state = 'sending' ORDER BY ` + claimOrder + ` LIMIT 1)`

// mayHaveCome is what reminders r of the old database are that the user has, or may have.
const mayHaveCome = `(r.state = 'delivered' OR r.uncertain = 1 OR r.id = ` + inFlight + `)`

// oneReminder joins a reminder r of the old database and a new one that are the same. A cancelled one may be there
// beside it.
const oneReminder = `(new.application_id, coalesce(new.interview_id, 0), new.kind, new.last_call, new.round)
	= (r.application_id, coalesce(r.interview_id, 0), r.kind, r.last_call, r.round) AND new.message_id = r.message_id`

// An id is never given twice and an interview never changes its application, so the same ids are the same application
// and interview. Only where both databases were brought up from schema 9 by themselves, and an interview was removed
// or added in between, may it belong to an application of another number here. What was sent for that is not known
// again.
const takeOverReminders = `
	INSERT INTO main.reminders (` + sentColumns + `)
	SELECT ` + sentColumns + ` FROM old.reminders AS r
	WHERE ` + mayHaveCome + `
		AND r.application_id IN (SELECT id FROM main.applications)
		AND (r.interview_id IS NULL OR (r.application_id, r.interview_id) IN (SELECT application_id, id FROM main.interviews))
	ON CONFLICT (application_id, coalesce(interview_id, 0), kind, last_call, round) WHERE state <> 'cancelled' OR uncertain = 1
	DO UPDATE SET state = excluded.state, settled_at = excluded.settled_at, reply = excluded.reply, attempts = excluded.attempts,
		next_attempt_at = excluded.next_attempt_at, uncertain = excluded.uncertain, message_id = excluded.message_id,
		subject = excluded.subject, hook = excluded.hook
	WHERE reminders.state <> 'delivered'`

// What the old database had claimed after the one in flight waits; it was uncertain before.
const takeBackOthers = `
	UPDATE main.reminders SET state = 'waiting'
	WHERE state = 'sending' AND (application_id, coalesce(interview_id, 0), kind, last_call, round) NOT IN (
		SELECT application_id, coalesce(interview_id, 0), kind, last_call, round FROM old.reminders WHERE id = ` + inFlight + `)`

// A hook on which the old database has built a note is used up here as well.
const useUpHooks = `
	UPDATE main.applications SET hook = ''
	WHERE hook <> '' AND EXISTS (
		SELECT 1 FROM old.reminders AS r
		WHERE r.application_id = applications.id AND r.kind = 'stay-in-touch' AND r.state = 'delivered' AND r.hook = applications.hook)`

// The people whom the drafts of these reminders are to, by their number in the old database. It is that of the same
// person here, unless the backup was brought up from schema 9 by itself (?1 is false): then they are known by the
// address, or by the name among the interviewers of the application. Whoever is not known is added.
const (
	samePeopleAs = `
	CREATE TEMP TABLE same AS
	SELECT o.id AS was, coalesce(
		(SELECT id FROM main.persons WHERE ?1 AND id = o.id),
		(SELECT id FROM main.persons WHERE email = o.email COLLATE NOCASE AND email <> ''),
		(SELECT min(p.id) FROM main.interviewers JOIN main.persons AS p ON p.id = person_id
			WHERE NOT ?1 AND o.email = '' AND p.name = o.name COLLATE NOCASE
				AND application_id IN (SELECT application_id FROM old.interviewers WHERE person_id = o.id)),
		CASE WHEN ?1 THEN o.id ELSE o.id + (SELECT coalesce(max(seq), 0) FROM main.sqlite_sequence WHERE name = 'persons') END) AS id
	FROM old.persons AS o
	WHERE o.id IN (SELECT person_id FROM old.drafts JOIN old.reminders AS r ON r.id = reminder_id AND ` + mayHaveCome + `)`
	addPeople = `
	INSERT INTO main.persons (id, name, email)
	SELECT same.id, name, email FROM temp.same JOIN old.persons AS o ON o.id = was
	WHERE same.id NOT IN (SELECT id FROM main.persons)`
	forgetSame = `DROP TABLE temp.same`
)

// Their drafts are those that were sent.
const (
	dropDrafts = `
	DELETE FROM main.drafts WHERE reminder_id IN (
		SELECT new.id FROM old.reminders AS r JOIN main.reminders AS new ON ` + oneReminder + ` WHERE ` + mayHaveCome + `)`
	takeOverDrafts = `
	INSERT INTO main.drafts (reminder_id, place, person_id, subject, body)
	SELECT new.id, place, same.id, d.subject, body
	FROM old.drafts AS d
	JOIN old.reminders AS r ON r.id = d.reminder_id AND ` + mayHaveCome + `
	JOIN main.reminders AS new ON ` + oneReminder + `
	LEFT JOIN temp.same ON was = person_id`
)

const takeOverMessages = `
	INSERT OR REPLACE INTO main.messages (reminder_id, bytes, sha256)
	SELECT new.id, m.bytes, m.sha256
	FROM old.messages AS m
	JOIN old.reminders AS r ON r.id = m.reminder_id AND (r.id = ` + inFlight + ` OR r.state IN ('sending', 'waiting') AND r.uncertain = 1)
	JOIN main.reminders AS new ON ` + oneReminder + `
	WHERE new.state IN ('sending', 'waiting')`

const takeOverIDs = `
	UPDATE main.sqlite_sequence AS new
	SET seq = max(seq, coalesce((SELECT seq FROM old.sqlite_sequence WHERE name = new.name), 0))`

// The pause is what the user wants now, whatever they wanted when the backup was made.
const (
	dropPause     = `DELETE FROM main.meta WHERE key = '` + pauseKey + `'`
	takeOverPause = `INSERT INTO main.meta (key, value) SELECT key, value FROM old.meta WHERE key = '` + pauseKey + `'`
)
