-- The people of the version of the calendar event that was last read, one in each line, or NULL if that is not known. An
-- update takes over who came and who went, and leaves those alone whom the user named.
ALTER TABLE interviews ADD COLUMN told_people TEXT;
