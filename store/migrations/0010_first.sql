-- The schema. Times are unix seconds, days are 'YYYY-MM-DD', and NULL is "none" for both. Once it is released, never
-- change this file, because existing databases were made by it. Add a script with the next number instead. (Before the
-- first release there were other schemas with this number, without mentions. Their databases are refused.)
--
-- No CHECK lists kinds, events, states or outcomes: SQLite cannot change the CHECK of an existing table, so every
-- existing database would refuse the next kind. The lists are in the program, and its tests insert every value.

-- "flup" in ASCII. It marks the file as a database of followup.
PRAGMA application_id = 1718383984;

CREATE TABLE meta (
	key   TEXT NOT NULL PRIMARY KEY,
	value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The people at the employers. An address identifies a person in all applications; a person without one is known
-- within one application. A row is deleted when nothing refers to it any more.
CREATE TABLE persons (
	id    INTEGER PRIMARY KEY AUTOINCREMENT, -- never reused: the record of an edit may refer to a deleted person
	name  TEXT NOT NULL,
	email TEXT NOT NULL
) STRICT;

-- An application is one attempt to get one role at one employer.
CREATE TABLE applications (
	id            INTEGER PRIMARY KEY, -- the number of its first interview, even after that is removed
	company       TEXT    NOT NULL,
	role          TEXT    NOT NULL,
	contact_id    INTEGER REFERENCES persons (id), -- NULL if the user named none
	fit           TEXT    NOT NULL,
	hook          TEXT    NOT NULL, -- the occasion for the next stay-in-touch note
	no_contact    INTEGER NOT NULL CHECK (no_contact IN (0, 1)),
	created_at    INTEGER NOT NULL CHECK (created_at BETWEEN 1 AND 253402300799),

	-- The store derives these columns. The start of the latest interview that was not called off, and the outcome of
	-- the events ('' while the application is open), save lists from reading interviews and events. next_check_at is
	-- when to decide again; NULL is never. fault is why the last decision failed, or ''.
	latest_start  INTEGER NOT NULL CHECK (latest_start BETWEEN 1 AND 253402300799),
	outcome       TEXT    NOT NULL DEFAULT '',
	next_check_at INTEGER CHECK (next_check_at BETWEEN 1 AND 253402300799),
	fault         TEXT    NOT NULL DEFAULT ''
) STRICT;

-- The interviews of an application, one or more.
CREATE TABLE interviews (
	id             INTEGER PRIMARY KEY AUTOINCREMENT, -- never reused: mails and shell histories contain it
	application_id INTEGER NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
	starts_at      INTEGER NOT NULL CHECK (starts_at BETWEEN 1 AND 253402300799),
	duration       INTEGER NOT NULL CHECK (duration > 0), -- seconds
	zone           TEXT    NOT NULL,
	decision_by    TEXT    CHECK (decision_by = date(decision_by)),
	said           TEXT    NOT NULL,
	topic          TEXT    NOT NULL,
	created_at     INTEGER NOT NULL CHECK (created_at BETWEEN 1 AND 253402300799),

	-- The calendar event of the interview: its UID, the version that was read last, and the time in that version.
	uid            TEXT    NOT NULL DEFAULT '',
	sequence       INTEGER NOT NULL DEFAULT 0,
	told_at        INTEGER,
	told_duration  INTEGER NOT NULL DEFAULT 0, -- seconds
	organizer      TEXT    NOT NULL DEFAULT '' -- an address in lower case; changes by others need the user's consent
) STRICT;

-- The interviewers, in the order in which they were named. application_id repeats that of the interview because the
-- other applications of a person are looked up often.
CREATE TABLE interviewers (
	application_id INTEGER NOT NULL,
	interview_id   INTEGER NOT NULL,
	place          INTEGER NOT NULL CHECK (place >= 0),
	person_id      INTEGER NOT NULL REFERENCES persons (id),
	topic          TEXT    NOT NULL, -- what the user discussed with them
	PRIMARY KEY (application_id, interview_id, place),
	FOREIGN KEY (application_id, interview_id) REFERENCES interviews (application_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE events (
	id             INTEGER PRIMARY KEY,
	application_id INTEGER NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
	interview_id   INTEGER, -- set if the event is about one interview: a thank-you, an edit, a cancellation, a no-show
	kind           TEXT    NOT NULL,
	at             INTEGER NOT NULL CHECK (at BETWEEN 1 AND 253402300799),
	recorded_at    INTEGER NOT NULL CHECK (recorded_at BETWEEN 1 AND 253402300799),
	note           TEXT    NOT NULL,
	person_id      INTEGER REFERENCES persons (id), -- the addressee of the note; NULL is all
	round          INTEGER NOT NULL CHECK (round >= 0),
	until          TEXT    CHECK (until = date(until)),
	snooze_until   INTEGER CHECK (snooze_until BETWEEN 1 AND 253402300799),
	from_id        INTEGER REFERENCES persons (id), -- who answered; NULL if unknown
	next           INTEGER, -- not a foreign key: it remains when that interview is removed
	from_calendar  INTEGER NOT NULL DEFAULT 0 CHECK (from_calendar IN (0, 1)), -- an imported calendar called the interview off
	detail         TEXT    NOT NULL,
	former         TEXT    NOT NULL DEFAULT '' CHECK (former = '' OR json_type(former) = 'array'), -- the values that an edit replaced
	taken_back_at  INTEGER CHECK (taken_back_at BETWEEN 1 AND 253402300799), -- a row that was taken back stays and has no effect
	batch          INTEGER NOT NULL DEFAULT 0, -- the id of the first event of the same command; they are taken back together
	FOREIGN KEY (application_id, interview_id) REFERENCES interviews (application_id, id) ON DELETE CASCADE
) STRICT;

CREATE TABLE reminders (
	id              INTEGER PRIMARY KEY AUTOINCREMENT, -- never reused: the result of an attempt is stored by id
	application_id  INTEGER NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
	interview_id    INTEGER, -- set for thank-yous only
	kind            TEXT    NOT NULL,
	last_call       INTEGER NOT NULL CHECK (last_call IN (0, 1)),
	round           INTEGER NOT NULL CHECK (round >= 1),
	state           TEXT    NOT NULL,
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
	hook            TEXT    NOT NULL DEFAULT '', -- the occasion that the draft mentions
	uncertain       INTEGER NOT NULL DEFAULT 0 CHECK (uncertain IN (0, 1)),
	CHECK (state <> 'waiting' OR next_attempt_at IS NOT NULL),
	CHECK ((settled_at IS NULL) = (state IN ('waiting', 'sending'))), -- states added later are final
	FOREIGN KEY (application_id, interview_id) REFERENCES interviews (application_id, id) ON DELETE CASCADE
) STRICT;

-- The drafts of a reminder, one or more, each to one person. Subject and body are empty until the mail is composed.
CREATE TABLE drafts (
	reminder_id INTEGER NOT NULL REFERENCES reminders (id) ON DELETE CASCADE,
	place       INTEGER NOT NULL CHECK (place >= 0),
	person_id   INTEGER REFERENCES persons (id), -- NULL is the hiring team
	subject     TEXT    NOT NULL DEFAULT '',
	body        TEXT    NOT NULL DEFAULT '',
	PRIMARY KEY (reminder_id, place)
) STRICT;

-- The exact bytes of the mails under way. They are not in reminders because histories are read often and the bytes
-- rarely, and because the bytes are deleted some time after the server has answered.
CREATE TABLE messages (
	reminder_id INTEGER PRIMARY KEY REFERENCES reminders (id) ON DELETE CASCADE,
	bytes       BLOB NOT NULL,
	sha256      BLOB NOT NULL CHECK (length(sha256) = 32)
) STRICT;

-- The state of the SMTP server: one row while it fails, else none.
CREATE TABLE channel (
	id         INTEGER PRIMARY KEY CHECK (id = 1),
	failures   INTEGER NOT NULL CHECK (failures > 0),
	since      INTEGER CHECK (since BETWEEN 1 AND 253402300799),
	last_try   INTEGER CHECK (last_try BETWEEN 1 AND 253402300799),
	next_try   INTEGER CHECK (next_try BETWEEN 1 AND 253402300799),
	last_error TEXT    NOT NULL
) STRICT;

-- The calendar events of removed interviews, each with the version that was read last, so that the same calendar does
-- not bring them back. Nothing else of the interview is kept.
CREATE TABLE removed_events (
	uid           TEXT    NOT NULL PRIMARY KEY,
	sequence      INTEGER NOT NULL,
	told_at       INTEGER,
	told_duration INTEGER NOT NULL -- seconds
) STRICT, WITHOUT ROWID;

-- Every reference to a person, with its application. counts is 0 for events that were taken back.
CREATE VIEW mentions (person_id, application_id, place, counts) AS
SELECT contact_id, id, 'contact', 1
FROM applications
WHERE contact_id IS NOT NULL
UNION ALL
SELECT person_id, application_id, 'interviewer', 1
FROM interviewers
UNION ALL
SELECT from_id, application_id, 'answered', taken_back_at IS NULL
FROM events
WHERE from_id IS NOT NULL
UNION ALL
SELECT person_id, application_id, 'addressed', taken_back_at IS NULL
FROM events
WHERE person_id IS NOT NULL
UNION ALL
SELECT person_id, application_id, 'addressed', 1
FROM drafts
JOIN reminders ON id = reminder_id
WHERE person_id IS NOT NULL;

CREATE INDEX applications_due    ON applications (next_check_at) WHERE next_check_at IS NOT NULL;
CREATE INDEX applications_newest ON applications (latest_start);
CREATE INDEX applications_open   ON applications (latest_start) WHERE outcome = '';
CREATE INDEX applications_closed ON applications (latest_start) WHERE outcome <> '' AND next_check_at IS NOT NULL;
CREATE INDEX applications_faulty ON applications (id) WHERE fault <> '';

-- A new or imported interview joins the open application for its role and company, and is not added twice. There are
-- few applications for one role at one company; many interviews may begin at the same time.
CREATE INDEX applications_named ON applications (company COLLATE NOCASE, role COLLATE NOCASE);

-- These find the applications that share the employer or a person with another, latest first, and the references to
-- a person.
CREATE INDEX applications_employer ON applications (company COLLATE NOCASE, latest_start);
CREATE INDEX applications_contact  ON applications (contact_id, latest_start) WHERE contact_id IS NOT NULL;
CREATE INDEX interviewers_person   ON interviewers (person_id);
CREATE INDEX events_from           ON events (from_id, application_id) WHERE from_id IS NOT NULL;
CREATE INDEX events_person         ON events (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX drafts_person         ON drafts (person_id) WHERE person_id IS NOT NULL;

CREATE UNIQUE INDEX persons_email ON persons (email COLLATE NOCASE) WHERE email <> '';

-- Events and reminders refer to an interview by both numbers, so that it belongs to their application.
CREATE UNIQUE INDEX interviews_of  ON interviews (application_id, id);
CREATE UNIQUE INDEX interviews_uid ON interviews (uid) WHERE uid <> '';

CREATE INDEX events_of ON events (application_id, interview_id);

-- A cancelled reminder was not sent, so the same step may return as a new row; but not if the server may have got it,
-- because the Message-ID is derived from these five columns.
CREATE UNIQUE INDEX reminders_once ON reminders (application_id, coalesce(interview_id, 0), kind, last_call, round)
	WHERE state <> 'cancelled' OR uncertain = 1;
CREATE INDEX reminders_of ON reminders (application_id, interview_id);

-- The order of claims: fewest attempts first, so that a mail that crashes the server does not hold up the others;
-- then the soonest deadline; then the earliest turn.
CREATE INDEX reminders_waiting ON reminders (attempts, coalesce(deadline_at, 253402300799), next_attempt_at, deadline_at)
	WHERE state = 'waiting';
CREATE INDEX reminders_sending ON reminders (id) WHERE state = 'sending';

-- The reminders that the user should look at.
CREATE INDEX reminders_refused ON reminders (application_id) WHERE state = 'refused';
CREATE INDEX reminders_missed  ON reminders (settled_at) WHERE state = 'expired';
