-- The sandbox card processor's own books, in a schema of its own: they stand for a provider's
-- database, so nothing of payment's refers to them but the audit, which compares the two.
CREATE SCHEMA sandbox;

CREATE TABLE sandbox.charges (
  key uuid PRIMARY KEY,
  state text NOT NULL
    CHECK (state IN ('APPROVED', 'DECLINED', 'CAPTURED', 'VOIDED', 'REFUNDED')),
  -- All three are null for a key that was closed before it was used.
  currency text,
  amount_minor bigint CHECK (amount_minor > 0),
  card_token text,
  CHECK (num_nulls(currency, amount_minor, card_token) IN (0, 3)),
  CHECK (amount_minor IS NOT NULL OR state = 'VOIDED')
) WITH (fillfactor = 85);
