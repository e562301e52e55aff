-- When the user took back what they had said. The row stays, and counts for nothing.
ALTER TABLE events ADD COLUMN taken_back_at INTEGER CHECK (taken_back_at BETWEEN 1 AND 253402300799);
