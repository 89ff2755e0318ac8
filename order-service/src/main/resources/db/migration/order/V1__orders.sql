-- One row per order. Lines are parallel arrays: they are always read and written with their order.
CREATE TABLE orders (
  order_id         uuid PRIMARY KEY,
  customer_id      text NOT NULL,
  request_id       uuid NOT NULL,
  content_hash     text NOT NULL,
  skus             text[] NOT NULL,
  quantities       integer[] NOT NULL,
  payment_token    text NOT NULL,
  expected_currency text,
  expected_minor   bigint,
  -- Null until inventory has priced the order; amounts are in the currency's minor unit.
  unit_prices      bigint[],
  currency         text,
  total_minor      bigint,
  state            text NOT NULL CHECK (state IN (
    'PENDING', 'CONFIRMED', 'FULFILLING', 'COMPLETED',
    'REJECTING', 'REJECTED', 'CANCELLING', 'CANCELLED')),
  reason_code      text,
  reason_line      integer,
  reason_sku       text,
  reason_requested bigint,
  reason_available bigint,
  version          bigint NOT NULL CHECK (version >= 1),
  -- The fence: every write of a run of work names the claim under which it was begun.
  claim            uuid NOT NULL,
  due_time         timestamptz NOT NULL,
  attempts         integer NOT NULL,
  correlation_id   text NOT NULL,
  create_time      timestamptz NOT NULL,
  update_time      timestamptz NOT NULL,
  CONSTRAINT orders_request_key UNIQUE (customer_id, request_id),
  CONSTRAINT orders_lines_check CHECK (
    cardinality(skus) = cardinality(quantities)
    AND (unit_prices IS NULL OR cardinality(unit_prices) = cardinality(skus))),
  CONSTRAINT orders_pricing_check CHECK (
    num_nulls(unit_prices, currency, total_minor) IN (0, 3)
    AND num_nulls(expected_currency, expected_minor) IN (0, 2)),
  CONSTRAINT orders_reason_check CHECK (
    (reason_code IS NOT NULL) = (state IN ('REJECTING', 'REJECTED', 'CANCELLING', 'CANCELLED')))
);

-- Open work by the time it is due. The queries repeat these predicates word for word.
CREATE INDEX orders_recovery_due ON orders (due_time)
  WHERE state IN ('PENDING', 'REJECTING', 'CANCELLING');
CREATE INDEX orders_fulfilment_due ON orders (due_time)
  WHERE state IN ('CONFIRMED', 'FULFILLING');

-- Both are read backwards: lists begin with the newest.
CREATE INDEX orders_by_time ON orders (create_time, order_id);
CREATE INDEX orders_by_customer ON orders (customer_id, create_time, order_id);

-- One row per change of state that callers see.
CREATE TABLE order_events (
  order_id         uuid NOT NULL,
  version          bigint NOT NULL CHECK (version >= 1),
  -- Counts all events in the order of their commits, from 1 and without a gap.
  position         bigint NOT NULL CONSTRAINT order_events_position_key UNIQUE,
  customer_id      text NOT NULL,
  state            text NOT NULL CHECK (state IN (
    'PENDING', 'CONFIRMED', 'COMPLETED',
    'REJECTING', 'REJECTED', 'CANCELLING', 'CANCELLED')),
  reason_code      text,
  reason_line      integer,
  reason_sku       text,
  reason_requested bigint,
  reason_available bigint,
  event_time       timestamptz NOT NULL,
  correlation_id   text NOT NULL,
  PRIMARY KEY (order_id, version),
  CONSTRAINT order_events_reason_check CHECK (
    (reason_code IS NOT NULL) = (state IN ('REJECTING', 'REJECTED', 'CANCELLING', 'CANCELLED')))
);

-- The last position given out. A sequence would not do: its numbers come in the order of the calls,
-- not of the commits, and those of a rolled back transaction are missing for good. Its one row is
-- the last lock of each writing transaction, and is held for little more than the commit.
-- The space left free lets all updates stay within the page, without an index to maintain.
CREATE TABLE order_event_counter (
  only_row      boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  last_position bigint NOT NULL
) WITH (fillfactor = 10);

INSERT INTO order_event_counter (last_position) VALUES (0);
