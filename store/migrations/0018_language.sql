-- The language of the letters about an application, by its code of ISO 639-1, such as "de". '' is English.
ALTER TABLE applications ADD COLUMN language TEXT NOT NULL DEFAULT '';
