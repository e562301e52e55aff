-- The interviews that ended and of which something may still come: few, where those that are open may be many.
CREATE INDEX interviews_closed ON interviews (next_check_at) WHERE outcome <> '' AND next_check_at IS NOT NULL;
