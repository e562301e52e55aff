-- The calendar event that an interview came from, the version of it that was read last, and when it took place in that
-- version: it may be moved or called off there.
ALTER TABLE interviews ADD COLUMN uid           TEXT    NOT NULL DEFAULT '';
ALTER TABLE interviews ADD COLUMN sequence      INTEGER NOT NULL DEFAULT 0;
ALTER TABLE interviews ADD COLUMN told_at       INTEGER;
ALTER TABLE interviews ADD COLUMN told_duration INTEGER NOT NULL DEFAULT 0; -- seconds
CREATE UNIQUE INDEX interviews_uid ON interviews (uid) WHERE uid <> '';
