-- The schema. Instants are unix seconds, days are 'YYYY-MM-DD', NULL is "none" for both. Never change this file once
-- it is released: databases out there were made by it. Write the next one, and let its number be one more. (Before the
-- first release there were others of this number, without persons; a database of these is refused.)
--
-- There are no lists of kinds, events, states and outcomes: SQLite cannot change a CHECK of a table that is there, so
-- a list in one would refuse the next kind in every database but a new one. The lists are in the program, whose tests
-- insert every value of each.

-- "flup" in ASCII: what makes the file ours.
PRAGMA application_id = 1718383984;

CREATE TABLE meta (
	key   TEXT NOT NULL PRIMARY KEY,
	value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The humans at the employers. An address is one human's, in whatever applications they are met; somebody without one
-- is known within one application. A row stays for as long as something refers to it.
CREATE TABLE persons (
	id    INTEGER PRIMARY KEY AUTOINCREMENT, -- an edit that took somebody away refers to them, so it never comes to mean another
	name  TEXT NOT NULL,
	email TEXT NOT NULL
) STRICT;

-- One try for one role at one employer: what they decide about.
CREATE TABLE applications (
	id            INTEGER PRIMARY KEY, -- the number of its first interview, also when that is removed
	company       TEXT    NOT NULL,
	role          TEXT    NOT NULL,
	contact_id    INTEGER REFERENCES persons (id), -- NULL where the user named nobody
	fit           TEXT    NOT NULL,
	hook          TEXT    NOT NULL, -- the occasion for the next note to stay in touch
	no_contact    INTEGER NOT NULL CHECK (no_contact IN (0, 1)),
	created_at    INTEGER NOT NULL CHECK (created_at BETWEEN 1 AND 253402300799),

	-- What follows is kept by the store, not told by anybody: when the last interview begins that was not called off,
	-- and the last word of the events, '' while there is none or it leaves the application open, so that a list need
	-- not read them; when to decide again, or NULL for never; and why it could not be decided last, '' when it could.
	latest_start  INTEGER NOT NULL CHECK (latest_start BETWEEN 1 AND 253402300799),
	outcome       TEXT    NOT NULL DEFAULT '',
	next_check_at INTEGER CHECK (next_check_at BETWEEN 1 AND 253402300799),
	fault         TEXT    NOT NULL DEFAULT ''
) STRICT;

-- The conversations of an application: one or more.
CREATE TABLE interviews (
	id             INTEGER PRIMARY KEY AUTOINCREMENT, -- it stands in mails and in people's shell history, so it never comes to mean another
	application_id INTEGER NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
	starts_at      INTEGER NOT NULL CHECK (starts_at BETWEEN 1 AND 253402300799),
	duration       INTEGER NOT NULL CHECK (duration > 0), -- seconds
	zone           TEXT    NOT NULL,
	decision_by    TEXT    CHECK (decision_by = date(decision_by)),
	said           TEXT    NOT NULL,
	topic          TEXT    NOT NULL,
	created_at     INTEGER NOT NULL CHECK (created_at BETWEEN 1 AND 253402300799),

	-- The calendar event that it came from, the version of it that was read last, and when it took place in that
	-- version.
	uid            TEXT    NOT NULL DEFAULT '',
	sequence       INTEGER NOT NULL DEFAULT 0,
	told_at        INTEGER,
	told_duration  INTEGER NOT NULL DEFAULT 0, -- seconds
	organizer      TEXT    NOT NULL DEFAULT '' -- an address in lower case; a change from anybody else is not simply taken over
) STRICT;

-- Who was there, in the order in which they were named. The application is that of the interview: who is in which
-- others is asked often.
CREATE TABLE interviewers (
	application_id INTEGER NOT NULL,
	interview_id   INTEGER NOT NULL,
	place          INTEGER NOT NULL CHECK (place >= 0),
	person_id      INTEGER NOT NULL REFERENCES persons (id),
	topic          TEXT    NOT NULL, -- what was discussed with them
	PRIMARY KEY (application_id, interview_id, place),
	FOREIGN KEY (application_id, interview_id) REFERENCES interviews (application_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE events (
	id             INTEGER PRIMARY KEY,
	application_id INTEGER NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
	interview_id   INTEGER, -- NULL unless it is about one alone: its thank-yous, a change, that it was called off or they did not turn up
	kind           TEXT    NOT NULL,
	at             INTEGER NOT NULL CHECK (at BETWEEN 1 AND 253402300799),
	recorded_at    INTEGER NOT NULL CHECK (recorded_at BETWEEN 1 AND 253402300799),
	note           TEXT    NOT NULL,
	person_id      INTEGER REFERENCES persons (id), -- whom the note is to; NULL is everybody
	round          INTEGER NOT NULL CHECK (round >= 0),
	until          TEXT    CHECK (until = date(until)),
	snooze_until   INTEGER CHECK (snooze_until BETWEEN 1 AND 253402300799),
	from_id        INTEGER REFERENCES persons (id), -- who answered; NULL where that was not said
	next           INTEGER, -- no foreign key: when that interview is removed, the fact that there was one remains
	from_calendar  INTEGER NOT NULL DEFAULT 0 CHECK (from_calendar IN (0, 1)), -- an imported calendar called the interview off
	detail         TEXT    NOT NULL,
	former         TEXT    NOT NULL DEFAULT '' CHECK (former = '' OR json_type(former) = 'array'), -- what an edit changed, as it was
	taken_back_at  INTEGER CHECK (taken_back_at BETWEEN 1 AND 253402300799), -- the row stays, and counts for nothing
	batch          INTEGER NOT NULL DEFAULT 0, -- what one command said goes back together; the id of the first of them
	FOREIGN KEY (application_id, interview_id) REFERENCES interviews (application_id, id) ON DELETE CASCADE
) STRICT;

CREATE TABLE reminders (
	id              INTEGER PRIMARY KEY AUTOINCREMENT, -- an attempt is recorded by id, and must not hit a newer row
	application_id  INTEGER NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
	interview_id    INTEGER, -- that of a thank-you; of the others NULL
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
	hook            TEXT    NOT NULL DEFAULT '', -- the occasion that the draft was built on
	uncertain       INTEGER NOT NULL DEFAULT 0 CHECK (uncertain IN (0, 1)),
	CHECK (state <> 'waiting' OR next_attempt_at IS NOT NULL),
	CHECK ((settled_at IS NULL) = (state IN ('waiting', 'sending'))), -- a new state is one that has come to an end
	FOREIGN KEY (application_id, interview_id) REFERENCES interviews (application_id, id) ON DELETE CASCADE
) STRICT;

-- The drafts of a reminder, one or more, each to one person. They have their words once the mail is composed.
CREATE TABLE drafts (
	reminder_id INTEGER NOT NULL REFERENCES reminders (id) ON DELETE CASCADE,
	place       INTEGER NOT NULL CHECK (place >= 0),
	person_id   INTEGER REFERENCES persons (id), -- NULL is the hiring team
	subject     TEXT    NOT NULL DEFAULT '',
	body        TEXT    NOT NULL DEFAULT '',
	PRIMARY KEY (reminder_id, place)
) STRICT;

-- The exact bytes of the mails under way. They are not in reminders because a history is read often and they hardly
-- ever are, and because they go some time after the server's answer is known.
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

-- The calendar events whose interview was removed, each with the version that was read last, so that the same calendar
-- does not bring it back. Nothing else of the interview is kept.
CREATE TABLE removed_events (
	uid           TEXT    NOT NULL PRIMARY KEY,
	sequence      INTEGER NOT NULL,
	told_at       INTEGER,
	told_duration INTEGER NOT NULL -- seconds
) STRICT, WITHOUT ROWID;

CREATE INDEX applications_due    ON applications (next_check_at) WHERE next_check_at IS NOT NULL;
CREATE INDEX applications_newest ON applications (latest_start);
CREATE INDEX applications_open   ON applications (latest_start) WHERE outcome = '';
CREATE INDEX applications_closed ON applications (latest_start) WHERE outcome <> '' AND next_check_at IS NOT NULL;
CREATE INDEX applications_faulty ON applications (id) WHERE fault <> '';

-- What is added, typed in or imported, joins the application that is open, and is not added twice. Few are for one
-- role at one company; many interviews may begin at the same time.
CREATE INDEX applications_named ON applications (company COLLATE NOCASE, role COLLATE NOCASE);

-- What shares the employer or a person with an application, the latest first. By these a person is also found to be
-- referred to by nothing any more.
CREATE INDEX applications_employer ON applications (company COLLATE NOCASE, latest_start);
CREATE INDEX applications_contact  ON applications (contact_id, latest_start) WHERE contact_id IS NOT NULL;
CREATE INDEX interviewers_person   ON interviewers (person_id);
CREATE INDEX events_from           ON events (from_id, application_id) WHERE from_id IS NOT NULL;
CREATE INDEX events_person         ON events (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX drafts_person         ON drafts (person_id) WHERE person_id IS NOT NULL;

CREATE UNIQUE INDEX persons_email ON persons (email COLLATE NOCASE) WHERE email <> '';

-- Events and reminders refer to an interview by both numbers, so that it is one of their application.
CREATE UNIQUE INDEX interviews_of  ON interviews (application_id, id);
CREATE UNIQUE INDEX interviews_uid ON interviews (uid) WHERE uid <> '';

CREATE INDEX events_of ON events (application_id, interview_id);

-- A cancelled reminder was never handed over, so the same step may come back as a new row; but not if the server may
-- have had it, for the Message-ID follows from these five.
CREATE UNIQUE INDEX reminders_once ON reminders (application_id, coalesce(interview_id, 0), kind, last_call, round)
	WHERE state <> 'cancelled' OR uncertain = 1;
CREATE INDEX reminders_of ON reminders (application_id, interview_id);

-- The order of claims: what was tried less often first, so that a mail that no server lives through does not hold up
-- the others; then the soonest deadline; then the order of their turn.
CREATE INDEX reminders_waiting ON reminders (attempts, coalesce(deadline_at, 253402300799), next_attempt_at, deadline_at)
	WHERE state = 'waiting';
CREATE INDEX reminders_sending ON reminders (id) WHERE state = 'sending';

-- The reminders that somebody should look at.
CREATE INDEX reminders_refused ON reminders (application_id) WHERE state = 'refused';
CREATE INDEX reminders_missed  ON reminders (settled_at) WHERE state = 'expired';
