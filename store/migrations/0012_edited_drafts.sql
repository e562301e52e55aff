-- Drafts that the user edited, one row for each time. The event is the edit: it names the application and, for a
-- thank-you, the interview, and it can be taken back. The last row of a draft that was not taken back counts.
CREATE TABLE edited_drafts (
	event_id  INTEGER PRIMARY KEY REFERENCES events (id) ON DELETE CASCADE,
	kind      TEXT    NOT NULL,
	round     INTEGER NOT NULL CHECK (round >= 1),
	person_id INTEGER, -- NULL is the hiring team; no foreign key, because an undo brings a person back with their number
	subject   TEXT    NOT NULL, -- '' goes back to the program's own letter
	body      TEXT    NOT NULL,
	origin    TEXT    NOT NULL -- what the program's own letter said then, as the mailer keeps it
) STRICT;
