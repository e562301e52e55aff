-- The copies of drafts in the user's Drafts folder, and those that are to come there. The row of one goes when it was
-- taken away, or is the user's own now. It outlives its reminder, because the copy does.
CREATE TABLE draft_copies (
	id           INTEGER PRIMARY KEY,
	reminder_id  INTEGER REFERENCES reminders (id) ON DELETE SET NULL,
	place        INTEGER NOT NULL CHECK (place >= 0),
	state        TEXT    NOT NULL,
	attempts     INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
	message_id   TEXT    NOT NULL DEFAULT '',
	digest       TEXT    NOT NULL DEFAULT '', -- of what anybody sees of it
	folder       TEXT    NOT NULL DEFAULT '',
	uid_validity INTEGER NOT NULL DEFAULT 0 CHECK (uid_validity BETWEEN 0 AND 4294967295),
	uid          INTEGER NOT NULL DEFAULT 0 CHECK (uid BETWEEN 0 AND 4294967295),
	delivered_at INTEGER NOT NULL CHECK (delivered_at BETWEEN 1 AND 253402300799)
) STRICT;

CREATE UNIQUE INDEX draft_copies_of ON draft_copies (reminder_id, place);

-- The state of the Drafts folder: one row, or none if nothing was ever put there.
CREATE TABLE drawer (
	id         INTEGER PRIMARY KEY CHECK (id = 1),
	failures   INTEGER NOT NULL CHECK (failures >= 0),
	since      INTEGER CHECK (since BETWEEN 1 AND 253402300799),
	last_try   INTEGER CHECK (last_try BETWEEN 1 AND 253402300799),
	next_try   INTEGER CHECK (next_try BETWEEN 1 AND 253402300799),
	last_error TEXT    NOT NULL,
	stays      INTEGER NOT NULL CHECK (stays IN (0, 1)) -- the server cannot take a single mail away
) STRICT;
