-- The first schema. Instants are unix seconds, days are 'YYYY-MM-DD', NULL is "none" for both. Never change this file:
-- databases out there were made by it. Write the next one.

-- "flup" in ASCII: what makes the file ours.
PRAGMA application_id = 1718383984;

CREATE TABLE meta (
	key   TEXT NOT NULL PRIMARY KEY,
	value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- AUTOINCREMENT: an id stands in mails and in people's shell history, so it never comes to mean another interview.
CREATE TABLE interviews (
	id            INTEGER PRIMARY KEY AUTOINCREMENT,
	company       TEXT    NOT NULL,
	role          TEXT    NOT NULL,
	starts_at     INTEGER NOT NULL CHECK (starts_at BETWEEN 1 AND 253402300799),
	duration      INTEGER NOT NULL CHECK (duration > 0), -- seconds
	zone          TEXT    NOT NULL,
	interviewers  TEXT    NOT NULL CHECK (json_type(interviewers) = 'array'), -- nothing is ever looked up by them
	decision_by   TEXT    CHECK (decision_by = date(decision_by)),
	said          TEXT    NOT NULL,
	topic         TEXT    NOT NULL,
	fit           TEXT    NOT NULL,
	no_contact    INTEGER NOT NULL CHECK (no_contact IN (0, 1)),
	created_at    INTEGER NOT NULL CHECK (created_at BETWEEN 1 AND 253402300799),
	previous      INTEGER, -- no foreign key: when that interview is removed, the fact that there was one remains

	-- What follows is kept by the store, not told by anybody. When to decide again, or NULL for never; and the last
	-- word of the events, '' while there is none or it is "undecided", so that a list need not read them.
	next_check_at INTEGER CHECK (next_check_at BETWEEN 1 AND 253402300799),
	outcome       TEXT    NOT NULL DEFAULT '' CHECK (outcome IN ('', 'rejected', 'offer', 'next-round', 'stopped'))
) STRICT;

CREATE INDEX interviews_due    ON interviews (next_check_at) WHERE next_check_at IS NOT NULL;
CREATE INDEX interviews_newest ON interviews (starts_at);
CREATE INDEX interviews_open   ON interviews (starts_at) WHERE outcome = '';

CREATE TABLE events (
	id           INTEGER PRIMARY KEY,
	interview_id INTEGER NOT NULL REFERENCES interviews (id) ON DELETE CASCADE,
	kind         TEXT    NOT NULL CHECK (kind IN ('sent', 'skipped', 'undecided', 'rejected', 'offer', 'next-round',
	                                              'snoozed', 'stopped', 'edited')),
	at           INTEGER NOT NULL CHECK (at BETWEEN 1 AND 253402300799),
	recorded_at  INTEGER NOT NULL CHECK (recorded_at BETWEEN 1 AND 253402300799),
	note         TEXT    NOT NULL CHECK (note IN ('', 'thank-you', 'update-request', 'undecided-reply',
	                                              'second-request', 'rejection-thanks', 'stay-in-touch')),
	recipient    TEXT    NOT NULL,
	round        INTEGER NOT NULL CHECK (round >= 0),
	until        TEXT    CHECK (until = date(until)),
	snooze_until INTEGER CHECK (snooze_until BETWEEN 1 AND 253402300799),
	heard_from   TEXT    NOT NULL,
	next         INTEGER, -- no foreign key, as above
	detail       TEXT    NOT NULL
) STRICT;

CREATE INDEX events_of ON events (interview_id);

-- AUTOINCREMENT here because an attempt is recorded by id: it must not hit a newer row when the interview was removed
-- while its mail was under way.
CREATE TABLE reminders (
	id              INTEGER PRIMARY KEY AUTOINCREMENT,
	interview_id    INTEGER NOT NULL REFERENCES interviews (id) ON DELETE CASCADE,
	kind            TEXT    NOT NULL CHECK (kind IN ('thank-you', 'update-request', 'undecided-reply',
	                                                 'second-request', 'rejection-thanks', 'stay-in-touch')),
	recipient       TEXT    NOT NULL,
	round           INTEGER NOT NULL CHECK (round >= 1),
	last_call       INTEGER NOT NULL CHECK (last_call IN (0, 1)),
	state           TEXT    NOT NULL CHECK (state IN ('waiting', 'sending', 'delivered', 'refused', 'expired', 'cancelled')),
	due_at          INTEGER NOT NULL CHECK (due_at BETWEEN 1 AND 253402300799),
	deadline_at     INTEGER CHECK (deadline_at BETWEEN 1 AND 253402300799),
	expires_at      INTEGER CHECK (expires_at BETWEEN 1 AND 253402300799),
	why             TEXT    NOT NULL,
	next_attempt_at INTEGER CHECK (next_attempt_at BETWEEN 1 AND 253402300799),
	attempts        INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
	settled_at      INTEGER CHECK (settled_at BETWEEN 1 AND 253402300799),
	reply           TEXT    NOT NULL DEFAULT '',
	message_id      TEXT    NOT NULL DEFAULT '',
	subject         TEXT    NOT NULL DEFAULT '',
	draft_subject   TEXT    NOT NULL DEFAULT '',
	draft_body      TEXT    NOT NULL DEFAULT '',
	uncertain       INTEGER NOT NULL DEFAULT 0 CHECK (uncertain IN (0, 1)),
	CHECK (state <> 'waiting' OR next_attempt_at IS NOT NULL),
	CHECK ((settled_at IS NULL) = (state IN ('waiting', 'sending')))
) STRICT;

-- A cancelled reminder was never handed over, so the same step may come back as a new row; but not if the server may
-- have had it, for the Message-ID follows from these four.
CREATE UNIQUE INDEX reminders_once ON reminders (interview_id, kind, recipient, round)
	WHERE state <> 'cancelled' OR uncertain = 1;
CREATE INDEX reminders_of ON reminders (interview_id);

-- The order of claims: what was tried less often first, so that a mail that no server lives through does not hold up the
-- others; then the soonest deadline; then the order of their turn.
CREATE INDEX reminders_waiting ON reminders (attempts, coalesce(deadline_at, 253402300799), next_attempt_at, deadline_at)
	WHERE state = 'waiting';
CREATE INDEX reminders_sending ON reminders (id) WHERE state = 'sending';

-- The exact bytes of the mails under way. They are here and not in reminders because a history is read often and they
-- hardly ever are, and because they go some time after the server's answer is known.
CREATE TABLE messages (
	reminder_id INTEGER PRIMARY KEY REFERENCES reminders (id) ON DELETE CASCADE,
	bytes       BLOB NOT NULL,
	sha256      BLOB NOT NULL CHECK (length(sha256) = 32)
) STRICT;

-- The way to the SMTP server: one row while something is wrong with it, else none.
CREATE TABLE channel (
	id         INTEGER PRIMARY KEY CHECK (id = 1),
	failures   INTEGER NOT NULL CHECK (failures > 0),
	since      INTEGER CHECK (since BETWEEN 1 AND 253402300799),
	last_try   INTEGER CHECK (last_try BETWEEN 1 AND 253402300799),
	next_try   INTEGER CHECK (next_try BETWEEN 1 AND 253402300799),
	last_error TEXT    NOT NULL
) STRICT;

PRAGMA user_version = 1;

INSERT INTO meta VALUES ('install_id', 'frozen');
INSERT INTO interviews (id, company, role, starts_at, duration, zone, interviewers, decision_by, said, topic, fit,
	no_contact, created_at, previous, next_check_at, outcome)
VALUES (1, 'Acme', 'Engineer', 1796122800, 3600, 'Europe/Berlin',
	'[{"name":"Jana Müller","email":"jana@acme.test","topic":"queues"}]', '2026-12-04', 'by Friday', 'the outbox',
	'I wrote one', 0, 1796126400, NULL, 1796126400, '');
INSERT INTO events (id, interview_id, kind, at, recorded_at, note, recipient, round, until, snooze_until, heard_from,
	next, detail)
VALUES (1, 1, 'sent', 1796130000, 1796133600, 'thank-you', 'jana@acme.test', 1, NULL, NULL, '', NULL, '');
INSERT INTO reminders (id, interview_id, kind, recipient, round, last_call, state, due_at, deadline_at, expires_at, why,
	next_attempt_at, attempts, settled_at, reply, message_id, subject, draft_subject, draft_body, uncertain)
VALUES (1, 1, 'thank-you', 'jana@acme.test', 1, 0, 'delivered', 1796126400, 1796205600, 1796378400,
	'it ended at 12:00', 1796126400, 1, 1796126400, '250 ok', '<1@acme.test>', 'Send today', 'Thank you', 'Dear Jana,
', 0);
