-- What was told by mail, so that no mail tells anything twice. The hash is that of the token and the words.
CREATE TABLE told (
	hash    BLOB    NOT NULL PRIMARY KEY,
	told_at INTEGER NOT NULL CHECK (told_at BETWEEN 1 AND 253402300799)
) STRICT, WITHOUT ROWID;

-- Mails to the user about what they told by mail, composed when it was told. A row stays for a day after its mail was
-- sent or given up, without the bytes, because there are only so many in a day.
CREATE TABLE notices (
	id              INTEGER PRIMARY KEY,
	created_at      INTEGER NOT NULL CHECK (created_at BETWEEN 1 AND 253402300799),
	message_id      TEXT    NOT NULL,
	bytes           BLOB    NOT NULL,
	sha256          BLOB    NOT NULL,
	next_attempt_at INTEGER CHECK (next_attempt_at BETWEEN 1 AND 253402300799), -- NULL if it is sent or given up
	attempts        INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0)
) STRICT;

CREATE INDEX notices_waiting ON notices (next_attempt_at) WHERE next_attempt_at IS NOT NULL;
