package store

// takeOver copies what the attached old database has sent since the backup into the restored one, and returns how many
// reminders that are. sameNumbers says whether people have the same numbers in both.
func takeOver(tx *transaction, sameNumbers bool) (sent int, err error) {
	if sent, err = tx.change(takeOverReminders); err != nil {
		return 0, err
	}
	if err := tx.exec(matchPeople, sameNumbers); err != nil {
		return 0, err
	}
	for _, query := range []string{
		addPeople, dropDrafts, takeOverDrafts, dropMatches,
		takeBackOthers, useUpHooks, takeOverMessages, takeOverIDs, dropPause, takeOverPause,
	} {
		if err := tx.exec(query); err != nil {
			return 0, err
		}
	}
	return sent, forgetPeople(tx)
}

const sentColumns = `application_id, interview_id, kind, last_call, round, state, due_at, deadline_at, expires_at, why,
	next_attempt_at, attempts, settled_at, reply, message_id, subject, uncertain, hook`

// inFlight selects, of the reminders that the old database was sending, the one that the server may have seen, as in
// [Store.Recover]. Their order is lost once they are taken over.
const inFlight = `(SELECT id FROM old.reminders WHERE state = 'sending' ORDER BY ` + claimOrder + ` LIMIT 1)`

// mayHaveCome is true of reminders r of the old database that the user has, or may have.
const mayHaveCome = `(r.state = 'delivered' OR r.uncertain = 1 OR r.id = ` + inFlight + `)`

// sameReminder joins a reminder r of the old database with the same one of the new database. The message id tells it
// from a cancelled one with the same key.
const sameReminder = `(new.application_id, coalesce(new.interview_id, 0), new.kind, new.last_call, new.round)
	= (r.application_id, coalesce(r.interview_id, 0), r.kind, r.last_call, r.round) AND new.message_id = r.message_id`

// An id is never reused and an interview never changes its application, so equal ids mean the same application and
// interview. There is one exception: both databases were migrated from schema 9 separately, and an interview was
// removed or added in between. Then an interview may belong to an application with another number here, and what was
// sent for it is not recognized.
const takeOverReminders = `
	INSERT INTO main.reminders (` + sentColumns + `)
	SELECT ` + sentColumns + `
	FROM old.reminders AS r
	WHERE ` + mayHaveCome + `
		AND r.application_id IN (SELECT id FROM main.applications)
		AND (r.interview_id IS NULL
			OR (r.application_id, r.interview_id) IN (SELECT application_id, id FROM main.interviews))
	ON CONFLICT (application_id, coalesce(interview_id, 0), kind, last_call, round)
		WHERE state <> 'cancelled' OR uncertain = 1
	DO UPDATE SET state = excluded.state, settled_at = excluded.settled_at, reply = excluded.reply,
		attempts = excluded.attempts, next_attempt_at = excluded.next_attempt_at, uncertain = excluded.uncertain,
		message_id = excluded.message_id, subject = excluded.subject, hook = excluded.hook
	WHERE reminders.state <> 'delivered'`

// What the old database had claimed after the one in flight waits again. It was uncertain before.
const takeBackOthers = `
	UPDATE main.reminders SET state = 'waiting'
	WHERE state = 'sending' AND (application_id, coalesce(interview_id, 0), kind, last_call, round) NOT IN (
		SELECT application_id, coalesce(interview_id, 0), kind, last_call, round
		FROM old.reminders
		WHERE id = ` + inFlight + `)`

// A hook that the old database has used for a note is used up here too.
const useUpHooks = `
	UPDATE main.applications SET hook = ''
	WHERE hook <> '' AND EXISTS (
		SELECT 1
		FROM old.reminders AS r
		WHERE r.application_id = applications.id AND r.kind = 'stay-in-touch' AND r.state = 'delivered'
			AND r.hook = applications.hook)`

// The temporary table match has the numbers, in the old database and in the new one, of the people to whom the drafts
// of these reminders are addressed. The numbers are the same unless the backup was migrated from schema 9 on its own
// (?1 is false). Then people are matched by address, or by name among the interviewers of the application. A person
// without a match is added.
const (
	matchPeople = `
	CREATE TEMP TABLE match AS
	SELECT o.id AS old_id, coalesce(
		(SELECT id FROM main.persons WHERE ?1 AND id = o.id),
		(SELECT id FROM main.persons WHERE email = o.email COLLATE NOCASE AND email <> ''),
		(SELECT min(p.id)
			FROM main.interviewers
			JOIN main.persons AS p ON p.id = person_id
			WHERE NOT ?1 AND o.email = '' AND p.name = o.name COLLATE NOCASE
				AND application_id IN (SELECT application_id FROM old.interviewers WHERE person_id = o.id)),
		CASE
			WHEN ?1 THEN o.id
			ELSE o.id + (SELECT coalesce(max(seq), 0) FROM main.sqlite_sequence WHERE name = 'persons')
		END
	) AS id
	FROM old.persons AS o
	WHERE o.id IN (
		SELECT person_id FROM old.drafts JOIN old.reminders AS r ON r.id = reminder_id AND ` + mayHaveCome + `)`
	addPeople = `
	INSERT INTO main.persons (id, name, email)
	SELECT match.id, name, email
	FROM temp.match
	JOIN old.persons AS o ON o.id = old_id
	WHERE match.id NOT IN (SELECT id FROM main.persons)`
	dropMatches = `DROP TABLE temp.match`
)

// The drafts are those that were sent.
const (
	dropDrafts = `
	DELETE FROM main.drafts WHERE reminder_id IN (
		SELECT new.id FROM old.reminders AS r JOIN main.reminders AS new ON ` + sameReminder + `
		WHERE ` + mayHaveCome + `)`
	takeOverDrafts = `
	INSERT INTO main.drafts (reminder_id, place, person_id, subject, body)
	SELECT new.id, place, match.id, d.subject, body
	FROM old.drafts AS d
	JOIN old.reminders AS r ON r.id = d.reminder_id AND ` + mayHaveCome + `
	JOIN main.reminders AS new ON ` + sameReminder + `
	LEFT JOIN temp.match ON old_id = person_id`
)

const takeOverMessages = `
	INSERT OR REPLACE INTO main.messages (reminder_id, bytes, sha256)
	SELECT new.id, m.bytes, m.sha256
	FROM old.messages AS m
	JOIN old.reminders AS r ON r.id = m.reminder_id
		AND (r.id = ` + inFlight + ` OR r.state IN ('sending', 'waiting') AND r.uncertain = 1)
	JOIN main.reminders AS new ON ` + sameReminder + `
	WHERE new.state IN ('sending', 'waiting')`

const takeOverIDs = `
	UPDATE main.sqlite_sequence AS new
	SET seq = max(seq, coalesce((SELECT seq FROM old.sqlite_sequence WHERE name = new.name), 0))`

// The pause is what the user wants now, not what they wanted when the backup was made.
const (
	dropPause     = `DELETE FROM main.meta WHERE key = '` + pauseKey + `'`
	takeOverPause = `INSERT INTO main.meta (key, value) SELECT key, value FROM old.meta WHERE key = '` + pauseKey + `'`
)
