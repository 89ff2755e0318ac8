-- What the tests of the database and of group commit write.
CREATE TABLE entry (
  id    text PRIMARY KEY,
  value integer NOT NULL CHECK (value >= 0)
);
