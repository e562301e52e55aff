-- The interviews that ended and of which something may still come, by their start: a list begins with the latest.
DROP INDEX interviews_closed;
CREATE INDEX interviews_closed ON interviews (starts_at) WHERE outcome <> '' AND next_check_at IS NOT NULL;
