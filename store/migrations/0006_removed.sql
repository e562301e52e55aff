-- The calendar events whose interview the user removed, each with the version that was read last, so that the same
-- calendar does not bring it back. Nothing else of the interview is kept.
CREATE TABLE removed_events (
	uid           TEXT    NOT NULL PRIMARY KEY,
	sequence      INTEGER NOT NULL,
	told_at       INTEGER,
	told_duration INTEGER NOT NULL -- seconds
) STRICT, WITHOUT ROWID;
