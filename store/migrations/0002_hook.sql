-- The occasion for the next note to stay in touch, and the one that a reminder's draft was built on.
ALTER TABLE interviews ADD COLUMN hook TEXT NOT NULL DEFAULT '';
ALTER TABLE reminders  ADD COLUMN hook TEXT NOT NULL DEFAULT '';

-- A reminder to stay in touch without an occasion now asks for one. Those from before had a draft.
UPDATE reminders SET hook = draft_subject WHERE kind = 'stay-in-touch' AND draft_subject <> '';
