-- The address of the calendar event's organizer, in lower case, '' while none is known. A change that comes from somebody
-- else is not simply taken over.
ALTER TABLE interviews ADD COLUMN organizer TEXT NOT NULL DEFAULT '';

-- An import looks for an interview that was typed in, or came in a table, by when it begins and what it is for. Many may
-- begin at the same time.
CREATE INDEX interviews_same ON interviews (starts_at, company COLLATE NOCASE, role COLLATE NOCASE, uid);
