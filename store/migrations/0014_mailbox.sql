-- The mails in the user's mailbox from which an event was read. Nothing is kept of any other mail.
CREATE TABLE mails (
	id         INTEGER PRIMARY KEY,
	hash       TEXT NOT NULL UNIQUE CHECK (length(hash) = 64), -- of the Message-ID: no mail is taken for something twice
	message_id TEXT NOT NULL, -- '' if it has none
	sender     TEXT NOT NULL,
	subject    TEXT NOT NULL,
	text       TEXT NOT NULL -- of a note that was sent, all; of an answer, the beginning
) STRICT;

ALTER TABLE events ADD COLUMN mail_id INTEGER REFERENCES mails (id);
ALTER TABLE events ADD COLUMN certainty TEXT NOT NULL DEFAULT ''; -- of what was seen; '' is what the user told

CREATE INDEX events_seen ON events (application_id, mail_id) WHERE mail_id IS NOT NULL;
CREATE INDEX events_mail ON events (mail_id) WHERE mail_id IS NOT NULL;

-- With the last event, which may go with its application, goes the mail.
CREATE TRIGGER forget_mail AFTER DELETE ON events WHEN old.mail_id IS NOT NULL
BEGIN
	DELETE FROM mails WHERE id = old.mail_id AND NOT EXISTS (SELECT 1 FROM events WHERE mail_id = old.mail_id);
END;

-- How far the folders of a mailbox were read: everything below uid_next, as long as the server keeps uid_validity.
CREATE TABLE mailbox_marks (
	account      TEXT    NOT NULL, -- the user and server, because another mailbox has folders of the same names
	folder       TEXT    NOT NULL,
	uid_validity INTEGER NOT NULL CHECK (uid_validity BETWEEN 0 AND 4294967295),
	uid_next     INTEGER NOT NULL CHECK (uid_next BETWEEN 0 AND 4294967295),
	PRIMARY KEY (account, folder)
) STRICT, WITHOUT ROWID;

-- The state of the looks at the mailbox: one row, or none if it was never looked at.
CREATE TABLE watch (
	id         INTEGER PRIMARY KEY CHECK (id = 1),
	seen_at    INTEGER CHECK (seen_at BETWEEN 1 AND 253402300799),
	failures   INTEGER NOT NULL CHECK (failures >= 0),
	since      INTEGER CHECK (since BETWEEN 1 AND 253402300799),
	last_try   INTEGER CHECK (last_try BETWEEN 1 AND 253402300799),
	next_try   INTEGER CHECK (next_try BETWEEN 1 AND 253402300799),
	last_error TEXT    NOT NULL
) STRICT;
