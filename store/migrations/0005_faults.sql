-- Why an interview could not be decided last, '' when it could.
ALTER TABLE interviews ADD COLUMN fault TEXT NOT NULL DEFAULT '';
CREATE INDEX interviews_faulty ON interviews (id) WHERE fault <> '';

-- The reminders that somebody should look at.
CREATE INDEX reminders_refused ON reminders (interview_id) WHERE state = 'refused';
CREATE INDEX reminders_missed ON reminders (settled_at) WHERE state = 'expired';
