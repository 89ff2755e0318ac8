-- Stock levels change with almost every order: room in each page lets updates stay on it (HOT).
CREATE TABLE items (
  sku text COLLATE "C" PRIMARY KEY,
  name text NOT NULL,
  price_minor bigint NOT NULL CHECK (price_minor > 0),
  currency text NOT NULL,
  received bigint NOT NULL,
  available bigint NOT NULL,
  reserved bigint NOT NULL,
  shipped bigint NOT NULL,
  create_time timestamptz NOT NULL,
  update_time timestamptz NOT NULL,
  CONSTRAINT items_level_adds_up CHECK (received = available + reserved + shipped),
  CONSTRAINT items_level_not_negative CHECK (available >= 0 AND reserved >= 0 AND shipped >= 0)
) WITH (fillfactor = 70);

-- One row per order, the decision that was taken for it. The lines are parallel arrays, because they
-- are only ever read and written as a whole. A row without lines is an order that was released before
-- it was ever reserved.
CREATE TABLE reservations (
  order_id uuid PRIMARY KEY,
  state text NOT NULL
    CHECK (state IN ('HELD', 'COMMITTED', 'RELEASED', 'EXPIRED', 'REFUSED')),
  skus text[],
  quantities integer[],
  unit_prices bigint[],
  currency text,
  total_minor bigint,
  expected_minor bigint,
  expected_currency text,
  refusal_reason text
    CHECK (refusal_reason IN
      ('OUT_OF_STOCK', 'UNKNOWN_SKU', 'MIXED_CURRENCY', 'TOTAL_OUT_OF_RANGE', 'PRICE_CHANGED')),
  refusal_sku text,
  refusal_requested bigint,
  refusal_available bigint,
  expires_at timestamptz,
  create_time timestamptz NOT NULL,
  update_time timestamptz NOT NULL,
  CONSTRAINT reservations_lines_parallel CHECK (
    cardinality(skus) = cardinality(quantities)
    AND (unit_prices IS NULL OR cardinality(unit_prices) = cardinality(skus))),
  CONSTRAINT reservations_state_complete CHECK (
    CASE state
      WHEN 'REFUSED' THEN skus IS NOT NULL AND refusal_reason IS NOT NULL
      WHEN 'RELEASED' THEN (skus IS NULL) = (total_minor IS NULL)
      ELSE skus IS NOT NULL AND unit_prices IS NOT NULL AND total_minor IS NOT NULL
    END),
  CONSTRAINT reservations_hold_expires CHECK ((state = 'HELD') = (expires_at IS NOT NULL))
) WITH (fillfactor = 85);

CREATE INDEX reservations_held_by_expiry ON reservations (expires_at) WHERE state = 'HELD';

-- Every reading that was booked in, under the id that the scanner gave it.
CREATE TABLE scans (
  scan_id uuid PRIMARY KEY,
  sku text COLLATE "C" NOT NULL REFERENCES items (sku),
  quantity integer NOT NULL CHECK (quantity > 0),
  scan_time timestamptz,
  create_time timestamptz NOT NULL
);
