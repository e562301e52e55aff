-- What one command said goes back together: the events of a batch, which is numbered by the id that its first event had.
-- Until now it was what had the same kind and second.
ALTER TABLE events ADD COLUMN batch INTEGER NOT NULL DEFAULT 0;
UPDATE events SET batch = (
	SELECT min(id) FROM events AS first
	WHERE first.interview_id = events.interview_id AND first.kind = events.kind AND first.recorded_at = events.recorded_at);
