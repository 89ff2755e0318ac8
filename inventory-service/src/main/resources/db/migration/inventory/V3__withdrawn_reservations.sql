-- The attempt that asked before its order was recorded, and may still take its question back.
ALTER TABLE reservations ADD COLUMN attempt uuid;

-- WITHDRAWN: nothing is decided, and what this attempt asked for is not to be decided any more.
ALTER TABLE reservations
  DROP CONSTRAINT reservations_state_check,
  DROP CONSTRAINT reservations_state_complete,
  ADD CONSTRAINT reservations_state_check CHECK (state IN
    ('HELD', 'COMMITTED', 'RELEASED', 'EXPIRED', 'REFUSED', 'WITHDRAWN')),
  ADD CONSTRAINT reservations_state_complete CHECK (
    CASE state
      WHEN 'REFUSED' THEN skus IS NOT NULL AND refusal_reason IS NOT NULL
      WHEN 'RELEASED' THEN (skus IS NULL) = (total_minor IS NULL)
      WHEN 'WITHDRAWN' THEN skus IS NULL AND attempt IS NOT NULL
      ELSE skus IS NOT NULL AND unit_prices IS NOT NULL AND total_minor IS NOT NULL
    END);
