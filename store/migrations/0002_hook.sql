-- The occasion for a note to stay in touch: what is known of one, and the one that a reminder's draft was built on.
ALTER TABLE interviews ADD COLUMN hook TEXT NOT NULL DEFAULT '';
ALTER TABLE reminders  ADD COLUMN hook TEXT NOT NULL DEFAULT '';
