-- From schema 9, the last before the first release, to 10. The old tables step aside, the new ones are made, and take over what is
-- in the old.

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

INSERT INTO interviews (id, company, role, starts_at, duration, zone, interviewers, decision_by, said, topic, fit, hook, no_contact,
	created_at, previous, uid, sequence, told_at, told_duration, next_check_at, outcome, fault)
SELECT id, company, role, starts_at, duration, zone, interviewers, decision_by, said, topic, fit, hook, no_contact,
	created_at, previous, uid, sequence, told_at, told_duration, next_check_at, outcome, fault
FROM old_interviews;

INSERT INTO events (id, interview_id, kind, at, recorded_at, note, recipient, round, until, snooze_until, heard_from, next, detail,
	taken_back_at, batch)
SELECT id, interview_id, kind, at, recorded_at, note, recipient, round, until, snooze_until, heard_from, next, detail,
	taken_back_at, batch
FROM old_events;

INSERT INTO reminders (id, interview_id, kind, recipient, round, last_call, state, due_at, deadline_at, expires_at, why, next_attempt_at,
	attempts, settled_at, reply, message_id, subject, draft_subject, draft_body, hook, uncertain)
SELECT id, interview_id, kind, recipient, round, last_call, state, due_at, deadline_at, expires_at, why, next_attempt_at,
	attempts, settled_at, reply, message_id, subject, draft_subject, draft_body, hook, uncertain
FROM old_reminders;

INSERT INTO messages (reminder_id, bytes, sha256)
SELECT reminder_id, bytes, sha256
FROM old_messages;

INSERT INTO channel (id, failures, since, last_try, next_try, last_error)
SELECT id, failures, since, last_try, next_try, last_error
FROM old_channel;

INSERT INTO removed_events (uid, sequence, told_at, told_duration)
SELECT uid, sequence, told_at, told_duration
FROM old_removed_events;

-- The numbers given so far, also where the last that had one is gone.
DELETE FROM sqlite_sequence WHERE name IN ('interviews', 'reminders');
UPDATE sqlite_sequence SET name = substr(name, length('old_') + 1) WHERE name IN ('old_interviews', 'old_reminders');

-- From the leaves to the root: to drop a table deletes its rows first, and with them those that refer to them.
DROP TABLE old_messages;
DROP TABLE old_events;
DROP TABLE old_reminders;
DROP TABLE old_interviews;
DROP TABLE old_meta;
DROP TABLE old_channel;
DROP TABLE old_removed_events;
