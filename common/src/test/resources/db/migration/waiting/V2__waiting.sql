-- Lasts as long as a test holds this lock.
SELECT pg_advisory_xact_lock(4711);
