-- Counts the changes of each item, for those who watch it. Without an index, which would cost every
-- change of stock its HOT update.
ALTER TABLE items ADD COLUMN version bigint NOT NULL DEFAULT 1;
