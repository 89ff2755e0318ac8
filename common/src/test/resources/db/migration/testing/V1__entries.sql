-- The table that the tests of the database and of group commit write to.
CREATE TABLE entry (
  id    text PRIMARY KEY,
  value integer NOT NULL CHECK (value >= 0)
);
