-- How the user greets a person, such as "Dear Jo"; '' is as the name and the config say.
ALTER TABLE persons ADD COLUMN greeting TEXT NOT NULL DEFAULT '';
