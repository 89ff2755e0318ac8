-- One row for each order's payment. What was captured and refunded follows from the state, because
-- both happen all or nothing; the ledger says the same in money, and the audit compares the two.
CREATE TABLE payments (
  order_id uuid PRIMARY KEY,
  state text NOT NULL
    CHECK (state IN ('AUTHORIZED', 'DECLINED', 'CAPTURED', 'VOIDED', 'REFUNDED')),
  -- All three are null when the order was closed before anything was asked for.
  currency text,
  amount_minor bigint CHECK (amount_minor > 0),
  card_token text,
  -- Why the card was declined, or, while AUTHORIZED, that the amount can never be captured.
  decline_reason text
    CHECK (decline_reason IN ('CARD_DECLINED', 'INSUFFICIENT_FUNDS', 'CAPTURE_REFUSED')),
  create_time timestamptz NOT NULL,
  update_time timestamptz NOT NULL,
  CHECK (num_nulls(currency, amount_minor, card_token) IN (0, 3)),
  CHECK (amount_minor IS NOT NULL OR state = 'VOIDED')
) WITH (fillfactor = 85); -- Every payment changes once or twice: leave room to do so in its page.

CREATE INDEX payments_newest_first ON payments (create_time DESC, order_id DESC);

-- Only ever added to. The primary key lets an order have one capture and one refund, never two.
CREATE TABLE ledger_legs (
  order_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('CAPTURE', 'REFUND')),
  account text NOT NULL CHECK (account IN ('PROCESSOR_RECEIVABLE', 'SALES')),
  currency text NOT NULL,
  amount_minor bigint NOT NULL CHECK (amount_minor <> 0),
  post_time timestamptz NOT NULL,
  PRIMARY KEY (order_id, kind, account)
);
