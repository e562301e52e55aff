-- The invitations in the user's mailbox that were offered to them. Nothing is kept of any other.
CREATE TABLE invitations (
	id             INTEGER PRIMARY KEY AUTOINCREMENT, -- it is in the button of a mail, so it is never given twice
	hash           TEXT    NOT NULL UNIQUE CHECK (length(hash) = 64), -- of this version of the event: it is offered once
	uid            TEXT    NOT NULL,
	application_id INTEGER REFERENCES applications (id) ON DELETE CASCADE, -- that it fits, or that it has begun
	interview_id   INTEGER REFERENCES interviews (id) ON DELETE SET NULL, -- that it has added
	calendar       TEXT    NOT NULL, -- as it came; '' once nothing can be added from it
	starts_at      INTEGER NOT NULL CHECK (starts_at BETWEEN 1 AND 253402300799),
	offered_at     INTEGER NOT NULL CHECK (offered_at BETWEEN 1 AND 253402300799)
) STRICT;

CREATE INDEX invitations_uid ON invitations (uid);
CREATE INDEX invitations_application ON invitations (application_id) WHERE application_id IS NOT NULL;
CREATE INDEX invitations_interview ON invitations (interview_id) WHERE interview_id IS NOT NULL;
