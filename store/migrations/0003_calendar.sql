-- The calendar event that an interview came from, and the version of it that was read last: it may be moved or called
-- off there.
ALTER TABLE interviews ADD COLUMN uid      TEXT    NOT NULL DEFAULT '';
ALTER TABLE interviews ADD COLUMN sequence INTEGER NOT NULL DEFAULT 0;
CREATE UNIQUE INDEX interviews_uid ON interviews (uid) WHERE uid <> '';
