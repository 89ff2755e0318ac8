-- Longer than the limit that a test gives to the database's statements.
SELECT pg_sleep(0.3);
