-- From schema 9, the last before the first release, to 10. The old tables are renamed, the new ones are created, and the
-- rows are copied. Schema 9 had interviews without applications; here each gets an application.

ALTER TABLE meta RENAME TO old_meta;
ALTER TABLE interviews RENAME TO old_interviews;
ALTER TABLE events RENAME TO old_events;
ALTER TABLE reminders RENAME TO old_reminders;
ALTER TABLE messages RENAME TO old_messages;
ALTER TABLE channel RENAME TO old_channel;
ALTER TABLE removed_events RENAME TO old_removed_events;

DROP INDEX interviews_due;
DROP INDEX interviews_newest;
DROP INDEX interviews_open;
DROP INDEX interviews_uid;
DROP INDEX interviews_faulty;
DROP INDEX interviews_closed;
DROP INDEX events_of;
DROP INDEX reminders_once;
DROP INDEX reminders_of;
DROP INDEX reminders_waiting;
DROP INDEX reminders_sending;
DROP INDEX reminders_refused;
DROP INDEX reminders_missed;

.read 0010_first.sql

INSERT INTO meta (key, value)
SELECT key, value
FROM old_meta;

-- Interviews belong to one application if they are rounds of one another, or are for the same role at the same company
-- and begin within 12 hours of each other, which is the same day in any zone. This is transitive.
CREATE TEMP TABLE link (a INTEGER NOT NULL, b INTEGER NOT NULL);
INSERT INTO link
SELECT id, previous
FROM old_interviews
WHERE previous IN (SELECT id FROM old_interviews);
INSERT INTO link
SELECT id, before
FROM (
	SELECT id, starts_at, lag(id) OVER neighbours AS before, lag(starts_at) OVER neighbours AS started
	FROM old_interviews
	WINDOW neighbours AS (PARTITION BY company COLLATE NOCASE, role COLLATE NOCASE ORDER BY starts_at, id)
)
WHERE starts_at - started <= 12 * 3600;
INSERT INTO link
SELECT b, a
FROM link;
CREATE INDEX temp.link_from ON link (a, b);

-- The application of each has the number of its first interview.
CREATE TEMP TABLE belongs (interview_id INTEGER PRIMARY KEY, application_id INTEGER NOT NULL);
WITH RECURSIVE reach (first, id) AS (
	SELECT id, id
	FROM old_interviews AS i
	WHERE NOT EXISTS (SELECT 1 FROM link WHERE a = i.id AND b < i.id)
	UNION
	SELECT first, b
	FROM reach
	JOIN link ON a = id
)
INSERT INTO belongs
SELECT id, min(first)
FROM reach
GROUP BY id;

-- An application gets its facts from its latest interview, but fit and hook from the latest that has one, and
-- no_contact from any. An application of several interviews is always decided by the next pass: a waiting note may have
-- been its last step, with no check to come, and is deleted below.
INSERT INTO applications (id, company, role, fit, hook, no_contact, created_at, latest_start, next_check_at, fault)
SELECT DISTINCT application_id,
	first_value(company) OVER latest,
	first_value(role) OVER latest,
	first_value(fit) OVER (every ORDER BY fit = '', starts_at DESC, id DESC),
	first_value(hook) OVER (every ORDER BY hook = '', starts_at DESC, id DESC),
	max(no_contact) OVER every,
	min(created_at) OVER every,
	max(starts_at) OVER every,
	CASE WHEN max(next_check_at) OVER every IS NOT NULL OR count(*) OVER every > 1 THEN 1 END,
	max(fault) OVER every
FROM old_interviews
JOIN belongs ON interview_id = id
WINDOW every AS (PARTITION BY application_id), latest AS (every ORDER BY starts_at DESC, id DESC);

INSERT INTO interviews (id, application_id, starts_at, duration, zone, decision_by, said, topic, created_at, uid, sequence,
	told_at, told_duration)
SELECT id, application_id, starts_at, duration, zone, decision_by, said, topic, created_at, uid, sequence,
	told_at, told_duration
FROM old_interviews
JOIN belongs ON interview_id = id;

-- Every mention of a person: in an interview, as the addressee of a note, as the person who answered. In schema 9 a
-- note had the key of its addressee: the one that a correction had fixed, or the address in lower case, or the name.
-- The person who answered was a text: "Jo Smith <jo@acme.test>", an address, or a name.
CREATE TEMP TABLE met (
	id             INTEGER PRIMARY KEY,
	application_id INTEGER NOT NULL,
	interview_id   INTEGER NOT NULL,
	place          INTEGER, -- in the interview; NULL elsewhere
	topic          TEXT    NOT NULL,
	words          TEXT    NOT NULL, -- the text of a mention elsewhere
	fixed          TEXT    NOT NULL, -- the key
	name           TEXT    NOT NULL,
	email          TEXT    NOT NULL,
	person_id      INTEGER
);
INSERT INTO met (application_id, interview_id, place, topic, words, fixed, name, email)
SELECT application_id, i.id, p.key, coalesce(p.value ->> 'topic', ''), '',
	coalesce(p.value ->> 'id', nullif(lower(p.value ->> 'email'), ''), p.value ->> 'name', ''),
	coalesce(p.value ->> 'name', ''), coalesce(p.value ->> 'email', '')
FROM old_interviews AS i
JOIN belongs ON interview_id = i.id, json_each(interviewers) AS p;
INSERT INTO met (application_id, interview_id, topic, words, fixed, name, email)
SELECT application_id, interview_id, '', words, coalesce(nullif(lower(email), ''), name), name, email
FROM (
	SELECT interview_id, words,
		CASE
			WHEN words LIKE '%<%@%>' THEN trim(substr(words, 1, instr(words, '<') - 1))
			WHEN words LIKE '%@%' THEN ''
			ELSE words
		END AS name,
		CASE
			WHEN words LIKE '%<%@%>' THEN rtrim(substr(words, instr(words, '<') + 1), '>')
			WHEN words LIKE '%@%' THEN words
			ELSE ''
		END AS email
	FROM (
		SELECT interview_id, recipient AS words
		FROM old_reminders
		UNION
		SELECT interview_id, recipient
		FROM old_events
		UNION
		SELECT interview_id, heard_from
		FROM old_events
	)
	WHERE words <> ''
)
JOIN belongs USING (interview_id);
CREATE INDEX temp.met_fixed ON met (application_id, fixed);
CREATE INDEX temp.met_name  ON met (application_id, name COLLATE NOCASE);
CREATE INDEX temp.met_email ON met (email COLLATE NOCASE);

-- A mention elsewhere is of the interviewer with the same key, first in that interview, then in the application.
UPDATE met
SET (name, email) = (
	SELECT name, email
	FROM (
		SELECT name, email, interview_id, place, interview_id = met.interview_id AS here
		FROM met AS there
		WHERE application_id = met.application_id AND fixed = met.fixed AND place IS NOT NULL
	)
	ORDER BY here DESC, interview_id DESC, place
	LIMIT 1
)
WHERE place IS NULL AND EXISTS (
	SELECT 1 FROM met AS there
	WHERE application_id = met.application_id AND fixed = met.fixed AND place IS NOT NULL
);

-- A mention by name alone is of the interviewer of the application with that name and an address; but not if two with
-- that name were in one interview, and so are different people.
UPDATE met
SET email = one.email
FROM (
	SELECT application_id, name, max(email) AS email
	FROM met
	WHERE place IS NOT NULL
	GROUP BY application_id, name COLLATE NOCASE
	HAVING count(DISTINCT nullif(lower(email), '')) = 1 AND count(*) = count(DISTINCT interview_id)
) AS one
WHERE met.email = '' AND one.application_id = met.application_id AND one.name = met.name COLLATE NOCASE;

-- An address identifies a person in all applications, a name within one. Of several names or spellings the latest is
-- kept, and that of an interviewer before any other.
UPDATE met
SET person_id = (SELECT min(id) FROM met AS there WHERE email = met.email COLLATE NOCASE)
WHERE email <> '';
UPDATE met
SET person_id = (
	SELECT min(id) FROM met AS there
	WHERE application_id = met.application_id AND name = met.name COLLATE NOCASE AND email = ''
)
WHERE email = '';
INSERT INTO persons (id, name, email)
SELECT DISTINCT person_id,
	first_value(name) OVER (PARTITION BY person_id ORDER BY name = '', place IS NULL, interview_id DESC, id),
	first_value(email) OVER (PARTITION BY person_id ORDER BY place IS NULL, interview_id DESC, id)
FROM met
ORDER BY person_id;
INSERT INTO interviewers (application_id, interview_id, place, person_id, topic)
SELECT application_id, interview_id, min(place), person_id, topic
FROM met
WHERE place IS NOT NULL
GROUP BY interview_id, person_id;

-- The people of mentions elsewhere, by text.
CREATE TEMP TABLE who (
	interview_id INTEGER NOT NULL,
	words        TEXT    NOT NULL,
	person_id    INTEGER NOT NULL,
	PRIMARY KEY (interview_id, words)
);
INSERT INTO who
SELECT interview_id, words, person_id
FROM met
WHERE place IS NULL;

-- In an application of several interviews, reminders that were certainly not sent are decided again. A thank-you stays
-- with its interview.
CREATE TEMP TABLE merged (interview_id INTEGER PRIMARY KEY, application_id INTEGER NOT NULL);
INSERT INTO merged
SELECT interview_id, application_id
FROM belongs
WHERE application_id IN (SELECT application_id FROM belongs GROUP BY application_id HAVING count(*) > 1);
DELETE FROM old_reminders
WHERE state = 'waiting' AND uncertain = 0 AND kind <> 'thank-you' AND interview_id IN (SELECT interview_id FROM merged);

-- In schema 9 rounds were counted by interview and addressee. Now thank-yous are counted by interview, first ones and
-- last calls separately, and other notes by application: first the rounds that were used up, in that order, also by a
-- note that was skipped before it came; then those under way, which come next, with those that may have been sent
-- first; then those that were refused; then those that were never sent. So each step still finds its reminder. A round
-- of one note, in an application of one interview, keeps its number.
CREATE TEMP TABLE turn (
	reminder_id  INTEGER PRIMARY KEY,
	interview_id INTEGER NOT NULL,
	kind         TEXT    NOT NULL,
	recipient    TEXT    NOT NULL,
	last_call    INTEGER NOT NULL,
	round        INTEGER NOT NULL,
	nth          INTEGER NOT NULL, -- among those with the same round; those that were never sent do not count
	rank         INTEGER NOT NULL,
	at           INTEGER NOT NULL
);
INSERT INTO turn
SELECT id, interview_id, kind, recipient, CASE kind WHEN 'thank-you' THEN last_call ELSE 0 END, round,
	CASE rank
		WHEN 5 THEN 1
		ELSE row_number() OVER (PARTITION BY interview_id, kind, round, rank = 5 ORDER BY state <> 'delivered', rank, at, id)
	END,
	rank, at
FROM (
	SELECT *, coalesce(settled_at, due_at) AS at,
		CASE
			WHEN state = 'refused' THEN 4
			WHEN state = 'cancelled' AND uncertain = 0 THEN 5
			WHEN state NOT IN ('waiting', 'sending') THEN 1
			WHEN state = 'sending' OR uncertain = 1 THEN 2
			ELSE 3
		END AS rank
	FROM old_reminders
);

CREATE TEMP TABLE thanks (reminder_id INTEGER PRIMARY KEY, becomes INTEGER NOT NULL);
INSERT INTO thanks
SELECT reminder_id, row_number() OVER (PARTITION BY interview_id, last_call ORDER BY rank, at, reminder_id)
FROM turn
WHERE kind = 'thank-you';

-- The new numbers of rounds, by the old ones.
CREATE TEMP TABLE renumbered (
	interview_id INTEGER NOT NULL,
	kind         TEXT    NOT NULL,
	round        INTEGER NOT NULL,
	nth          INTEGER NOT NULL,
	becomes      INTEGER NOT NULL,
	PRIMARY KEY (interview_id, kind, round, nth)
);
WITH
	uses (interview_id, kind, round, nth, rank, at, id) AS (
		SELECT interview_id, kind, round, nth, rank, at, reminder_id
		FROM turn
		WHERE kind <> 'thank-you'
		UNION ALL
		SELECT interview_id, note, round, 1, 1, recorded_at, 0
		FROM old_events
		WHERE kind = 'skipped' AND note <> 'thank-you' AND round > 0 AND taken_back_at IS NULL
	),
	rounds (interview_id, kind, round, nth, rank, at, id) AS (
		SELECT interview_id, kind, round, nth, min(rank), max(at), max(id)
		FROM uses
		GROUP BY interview_id, kind, round, nth
	)
INSERT INTO renumbered
SELECT interview_id, kind, round, nth,
	row_number() OVER (PARTITION BY application_id, kind ORDER BY rank, at, id, interview_id, round)
FROM rounds
JOIN belongs USING (interview_id)
WHERE interview_id IN (SELECT interview_id FROM merged)
	OR (interview_id, kind) IN (SELECT interview_id, kind FROM turn WHERE nth > 1);

-- A stop by the user ended one interview, perhaps only to get fewer notes. If another interview of the application was
-- open, it does not end the application. If the interview was ahead, it is called off, so that nothing comes for it; if
-- it had begun, the stop is taken back, because that interview still counts. Either way the row stays.
CREATE TEMP TABLE stopped (event_id INTEGER PRIMARY KEY, ahead INTEGER NOT NULL);
INSERT INTO stopped
SELECT e.id, e.at < i.starts_at
FROM old_events AS e
JOIN old_interviews AS i ON i.id = e.interview_id
JOIN belongs AS b USING (interview_id)
WHERE e.kind = 'stopped' AND e.detail <> 'the calendar event was called off' AND e.taken_back_at IS NULL AND EXISTS (
	SELECT 1
	FROM belongs AS other
	JOIN old_interviews AS o ON o.id = other.interview_id
	WHERE other.application_id = b.application_id AND o.id <> i.id AND o.outcome = '');

-- In schema 9 only the detail told a calendar's cancellation from a stop by the user.
INSERT INTO events (id, application_id, interview_id, kind, at, recorded_at, note, person_id, round, until, snooze_until, from_id, next,
	from_calendar, detail, taken_back_at, batch)
SELECT e.id, b.application_id,
	CASE WHEN e.kind = 'edited' OR e.kind IN ('sent', 'skipped') AND e.note = 'thank-you'
		OR e.kind = 'stopped' AND e.detail = 'the calendar event was called off' OR s.ahead THEN e.interview_id END,
	e.kind, e.at, e.recorded_at, e.note, addressed.person_id, coalesce(r.becomes, (
		SELECT becomes
		FROM thanks
		JOIN turn USING (reminder_id)
		WHERE e.note = 'thank-you' AND turn.kind = 'thank-you' AND turn.interview_id = e.interview_id AND turn.recipient = e.recipient
			AND turn.round = e.round
		ORDER BY rank
		LIMIT 1
	), e.round), e.until, e.snooze_until, answered.person_id, e.next,
	e.kind = 'stopped' AND e.detail = 'the calendar event was called off', e.detail,
	coalesce(e.taken_back_at, CASE WHEN NOT s.ahead THEN e.recorded_at END), e.batch
FROM old_events AS e
JOIN belongs AS b USING (interview_id)
LEFT JOIN stopped AS s ON s.event_id = e.id
LEFT JOIN who AS addressed ON addressed.interview_id = e.interview_id AND addressed.words = e.recipient
LEFT JOIN who AS answered ON answered.interview_id = e.interview_id AND answered.words = e.heard_from
LEFT JOIN renumbered AS r ON r.interview_id = e.interview_id AND r.kind = e.note AND r.round = e.round AND r.nth = 1;

-- In schema 9 an interview that led to a next round got no more notes, even after the next round was removed. Here such
-- an application would be open again and ask for news weeks late. A stop is recorded for that time, which ends the
-- application, says why, and can be undone.
INSERT INTO events (id, application_id, kind, at, recorded_at, note, round, detail, batch)
SELECT top + nth, application_id, 'stopped', at, recorded_at, '', 0, 'the next round was removed', top + nth
FROM (
	SELECT application_id, kind, at, recorded_at, next,
		(SELECT max(id) FROM events) AS top, row_number() OVER (ORDER BY application_id) AS nth
	FROM (
		SELECT *, row_number() OVER (PARTITION BY application_id ORDER BY at DESC, id DESC) AS last
		FROM events
		WHERE kind IN ('undecided', 'rejected', 'offer', 'next-round', 'stopped') AND taken_back_at IS NULL AND interview_id IS NULL
	)
	WHERE last = 1 AND kind = 'next-round' AND next IS NOT NULL AND next NOT IN (SELECT id FROM old_interviews)
		AND application_id NOT IN (
			SELECT application_id
			FROM belongs
			JOIN old_interviews AS i ON i.id = interview_id
			WHERE outcome = '' OR i.next_check_at IS NOT NULL
				OR i.id IN (SELECT interview_id FROM old_reminders WHERE state IN ('waiting', 'sending')))
);

INSERT INTO reminders (id, application_id, interview_id, kind, last_call, round, state, due_at, deadline_at, expires_at, why,
	next_attempt_at, attempts, settled_at, reply, message_id, subject, hook, uncertain)
SELECT m.id, b.application_id, CASE WHEN m.kind = 'thank-you' THEN m.interview_id END,
	m.kind, turn.last_call, coalesce(thanks.becomes, r.becomes, m.round), m.state, m.due_at, m.deadline_at, m.expires_at, m.why,
	m.next_attempt_at, m.attempts, m.settled_at, m.reply, m.message_id, m.subject, m.hook, m.uncertain
FROM old_reminders AS m
JOIN belongs AS b USING (interview_id)
JOIN turn ON turn.reminder_id = m.id
LEFT JOIN thanks ON thanks.reminder_id = m.id
LEFT JOIN renumbered AS r ON r.interview_id = m.interview_id AND r.kind = m.kind AND r.round = m.round AND r.nth = turn.nth;

-- Each had one draft.
INSERT INTO drafts (reminder_id, place, person_id, subject, body)
SELECT id, 0, person_id, draft_subject, draft_body
FROM old_reminders
LEFT JOIN who ON who.interview_id = old_reminders.interview_id AND words = recipient;

-- People who were mentioned only in deleted reminders go too.
DELETE FROM persons
WHERE id NOT IN (SELECT person_id FROM mentions);

-- An interview that was called off has no effect, and ends its application only if there is no other. An invitation to
-- a next round ended an interview, and does not end an application.
CREATE TEMP TABLE standing (application_id INTEGER PRIMARY KEY, latest_start INTEGER NOT NULL);
INSERT INTO standing
SELECT application_id, max(starts_at)
FROM interviews AS i
WHERE NOT EXISTS (
	SELECT 1 FROM events AS e
	WHERE e.application_id = i.application_id AND e.interview_id = i.id AND kind = 'stopped' AND taken_back_at IS NULL
)
GROUP BY application_id;
UPDATE applications
SET latest_start = standing.latest_start
FROM standing
WHERE application_id = id;
UPDATE applications
SET outcome = CASE last.kind WHEN 'undecided' THEN '' WHEN 'next-round' THEN '' ELSE last.kind END
FROM (
	SELECT application_id, kind, row_number() OVER (PARTITION BY application_id ORDER BY at DESC, id DESC) AS nth
	FROM events
	WHERE kind IN ('undecided', 'rejected', 'offer', 'next-round', 'stopped') AND taken_back_at IS NULL
		AND (interview_id IS NULL OR application_id NOT IN (SELECT application_id FROM standing))
) AS last
WHERE last.application_id = applications.id AND last.nth = 1;

INSERT INTO messages (reminder_id, bytes, sha256)
SELECT reminder_id, bytes, sha256
FROM old_messages;

INSERT INTO channel (id, failures, since, last_try, next_try, last_error)
SELECT id, failures, since, last_try, next_try, last_error
FROM old_channel;

INSERT INTO removed_events (uid, sequence, told_at, told_duration)
SELECT uid, sequence, told_at, told_duration
FROM old_removed_events;

-- Numbers are not reused, even if the row with the highest is gone.
DELETE FROM sqlite_sequence WHERE name IN ('interviews', 'reminders');
UPDATE sqlite_sequence SET name = substr(name, length('old_') + 1) WHERE name IN ('old_interviews', 'old_reminders');

-- Referring tables come first: dropping a table deletes its rows, and with them the rows that refer to them.
DROP TABLE old_messages;
DROP TABLE old_events;
DROP TABLE old_reminders;
DROP TABLE old_interviews;
DROP TABLE old_meta;
DROP TABLE old_channel;
DROP TABLE old_removed_events;
DROP TABLE temp.link;
DROP TABLE temp.belongs;
DROP TABLE temp.merged;
DROP TABLE temp.met;
DROP TABLE temp.who;
DROP TABLE temp.turn;
DROP TABLE temp.thanks;
DROP TABLE temp.renumbered;
DROP TABLE temp.stopped;
DROP TABLE temp.standing;
