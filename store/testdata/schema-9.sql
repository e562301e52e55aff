-- A database of schema 9, the last before the first release, as the sqlite3 program dumps it. It never changes.
PRAGMA application_id = 1718383984;
PRAGMA user_version = 9;
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE meta (
	key   TEXT NOT NULL PRIMARY KEY,
	value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO meta VALUES('install_id','frozen');
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
, hook TEXT NOT NULL DEFAULT '', uid           TEXT    NOT NULL DEFAULT '', sequence      INTEGER NOT NULL DEFAULT 0, told_at       INTEGER, told_duration INTEGER NOT NULL DEFAULT 0, fault TEXT NOT NULL DEFAULT '') STRICT;
INSERT INTO interviews VALUES(1,'Acme','Engineer',1796122800,3600,'Europe/Berlin','[{"name":"Jana Müller","email":"jana@acme.test","topic":"queues"}]','2026-12-04','by Friday','the outbox','I wrote one',0,1796126400,NULL,1796126400,'','Congratulations','abc@calendar.test',3,1796122800,3600,'');
INSERT INTO interviews VALUES(2,'Globex','Nurse',1796122800,1800,'','[]',NULL,'','','',1,1796126400,NULL,1796130000,'rejected','','',0,NULL,0,'a panic');
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
, taken_back_at INTEGER CHECK (taken_back_at BETWEEN 1 AND 253402300799), batch INTEGER NOT NULL DEFAULT 0) STRICT;
INSERT INTO events VALUES(1,1,'sent',1796130000,1796133600,'thank-you','jana@acme.test',1,NULL,NULL,'',NULL,'',NULL,1);
INSERT INTO events VALUES(2,1,'undecided',1796133600,1796133600,'','',0,NULL,NULL,'Jana Müller <jana@acme.test>',NULL,'give us a week',1796137200,2);
INSERT INTO events VALUES(3,2,'rejected',1796126500,1796126500,'','',0,NULL,NULL,'',NULL,'',NULL,3);
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
	uncertain       INTEGER NOT NULL DEFAULT 0 CHECK (uncertain IN (0, 1)), hook TEXT NOT NULL DEFAULT '',
	CHECK (state <> 'waiting' OR next_attempt_at IS NOT NULL),
	CHECK ((settled_at IS NULL) = (state IN ('waiting', 'sending')))
) STRICT;
INSERT INTO reminders VALUES(1,1,'thank-you','jana@acme.test',1,0,'delivered',1796126400,1796205600,1796378400,'it ended at 12:00',1796126400,1,1796126400,'250 ok','<1@acme.test>','Send today','Thank you',replace('Dear Jana,\n','\n',char(10)),0,'');
INSERT INTO reminders VALUES(2,2,'rejection-thanks','',1,0,'waiting',1796126500,NULL,NULL,'they said no',1796126500,1,NULL,'no answer','<2@acme.test>','Thank them','Thanks',replace('Dear hiring team,\n','\n',char(10)),1,'');
CREATE TABLE messages (
	reminder_id INTEGER PRIMARY KEY REFERENCES reminders (id) ON DELETE CASCADE,
	bytes       BLOB NOT NULL,
	sha256      BLOB NOT NULL CHECK (length(sha256) = 32)
) STRICT;
INSERT INTO messages VALUES(2,X'6d61696c',X'00d8d3f11739d2f3537099982b4674c29fc59a8fda350fca1379613adbb09119');
CREATE TABLE channel (
	id         INTEGER PRIMARY KEY CHECK (id = 1),
	failures   INTEGER NOT NULL CHECK (failures > 0),
	since      INTEGER CHECK (since BETWEEN 1 AND 253402300799),
	last_try   INTEGER CHECK (last_try BETWEEN 1 AND 253402300799),
	next_try   INTEGER CHECK (next_try BETWEEN 1 AND 253402300799),
	last_error TEXT    NOT NULL
) STRICT;
INSERT INTO channel VALUES(1,2,1796126400,1796126460,1796126520,'no answer in time');
CREATE TABLE removed_events (
	uid           TEXT    NOT NULL PRIMARY KEY,
	sequence      INTEGER NOT NULL,
	told_at       INTEGER,
	told_duration INTEGER NOT NULL -- seconds
) STRICT, WITHOUT ROWID;
INSERT INTO removed_events VALUES('gone@calendar.test',1,1796122800,3600);
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('interviews',7);
INSERT INTO sqlite_sequence VALUES('reminders',5);
CREATE INDEX interviews_due    ON interviews (next_check_at) WHERE next_check_at IS NOT NULL;
CREATE INDEX interviews_newest ON interviews (starts_at);
CREATE INDEX interviews_open   ON interviews (starts_at) WHERE outcome = '';
CREATE INDEX events_of ON events (interview_id);
CREATE UNIQUE INDEX reminders_once ON reminders (interview_id, kind, recipient, round)
	WHERE state <> 'cancelled' OR uncertain = 1;
CREATE INDEX reminders_of ON reminders (interview_id);
CREATE INDEX reminders_waiting ON reminders (attempts, coalesce(deadline_at, 253402300799), next_attempt_at, deadline_at)
	WHERE state = 'waiting';
CREATE INDEX reminders_sending ON reminders (id) WHERE state = 'sending';
CREATE UNIQUE INDEX interviews_uid ON interviews (uid) WHERE uid <> '';
CREATE INDEX interviews_faulty ON interviews (id) WHERE fault <> '';
CREATE INDEX reminders_refused ON reminders (interview_id) WHERE state = 'refused';
CREATE INDEX reminders_missed ON reminders (settled_at) WHERE state = 'expired';
CREATE INDEX interviews_closed ON interviews (starts_at) WHERE outcome <> '' AND next_check_at IS NOT NULL;
COMMIT;
