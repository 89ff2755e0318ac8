-- One order, row by row, up to the customer's answer: five transactions, as the three services would
-- run them if each call had its own. The statements are those of the stores (OrderSql, ItemRows,
-- ReservationRows, ChargeWriter, PaymentStatements) for one row instead of a set.
\set n random(1, 9000000000000000000)
\set item random(0, :last_item)

-- order-service records the intent
BEGIN;
WITH locked AS MATERIALIZED (
  SELECT * FROM orders WHERE order_id = (
    SELECT order_id FROM orders
    WHERE customer_id = 'load-' || (:n::bigint % 1000)
      AND request_id = lpad(to_hex(:n::bigint), 32, '0')::uuid)
  FOR NO KEY UPDATE),
  clock AS MATERIALIZED (
  SELECT count(*) AS locked_rows, clock_timestamp() AS read_time FROM locked)
SELECT clock.read_time, locked.* FROM clock LEFT JOIN locked ON true;
INSERT INTO orders (
  order_id, customer_id, request_id, content_hash, skus, quantities, payment_token,
  state, version, claim, due_time, attempts, correlation_id, create_time, update_time)
VALUES (
  lpad(to_hex(:n::bigint), 32, '0')::uuid, 'load-' || (:n::bigint % 1000),
  lpad(to_hex(:n::bigint), 32, '0')::uuid,
  'v1:5f0c9d5e7d8f4c469b2e0a4c7a1b2c3d5f0c9d5e7d8f4c469b2e0a4c7a1b2c3d',
  ARRAY['SKU-' || lpad((:item)::text, 3, '0')], ARRAY[1], 'tok_ok',
  'PENDING', 1, lpad(to_hex(:n::bigint), 32, '0')::uuid, clock_timestamp() + interval '10 s', 0,
  '5f0c9d5e-7d8f-4c46-9b2e-0a4c7a1b2c3d', clock_timestamp(), clock_timestamp());
WITH counter AS (UPDATE order_event_counter SET last_position = last_position + 1 RETURNING last_position AS position)
INSERT INTO order_events (
  order_id, version, position, customer_id, state, event_time, correlation_id)
SELECT lpad(to_hex(:n::bigint), 32, '0')::uuid, 1, counter.position,
  'load-' || (:n::bigint % 1000), 'PENDING', clock_timestamp(),
  '5f0c9d5e-7d8f-4c46-9b2e-0a4c7a1b2c3d'
FROM counter;
COMMIT;

-- inventory-service holds the stock
BEGIN;
SELECT * FROM reservations
WHERE order_id = lpad(to_hex(:n::bigint), 32, '0')::uuid FOR NO KEY UPDATE;
SELECT price_minor AS price FROM items
WHERE sku = 'SKU-' || lpad((:item)::text, 3, '0') FOR NO KEY UPDATE \gset
SELECT clock_timestamp();
UPDATE items SET available = available - 1, reserved = reserved + 1, version = version + 1,
  update_time = clock_timestamp()
WHERE sku = 'SKU-' || lpad((:item)::text, 3, '0');
INSERT INTO reservations (
  order_id, state, skus, quantities, unit_prices, currency, total_minor, expires_at, create_time,
  update_time)
VALUES (
  lpad(to_hex(:n::bigint), 32, '0')::uuid, 'HELD', ARRAY['SKU-' || lpad((:item)::text, 3, '0')],
  ARRAY[1], ARRAY[:price::bigint], 'EUR', :price::bigint, clock_timestamp() + interval '15 min',
  clock_timestamp(), clock_timestamp());
COMMIT;

-- the card processor decides
BEGIN;
SELECT key, state, currency, amount_minor, card_token FROM sandbox.charges
WHERE key = lpad(to_hex(:n::bigint), 32, '0')::uuid FOR NO KEY UPDATE;
INSERT INTO sandbox.charges (key, state, currency, amount_minor, card_token)
VALUES (lpad(to_hex(:n::bigint), 32, '0')::uuid, 'APPROVED', 'EUR', :price::bigint, 'tok_ok');
COMMIT;

-- payment-service records the decision
BEGIN;
SELECT order_id, state, currency, amount_minor, card_token, decline_reason, create_time, update_time
FROM payments WHERE order_id = lpad(to_hex(:n::bigint), 32, '0')::uuid FOR NO KEY UPDATE;
SELECT clock_timestamp();
INSERT INTO payments (
  order_id, state, currency, amount_minor, card_token, decline_reason, create_time, update_time)
VALUES (
  lpad(to_hex(:n::bigint), 32, '0')::uuid, 'AUTHORIZED', 'EUR', :price::bigint, 'tok_ok', NULL,
  clock_timestamp(), clock_timestamp());
COMMIT;

-- order-service confirms the order
BEGIN;
WITH locked AS MATERIALIZED (
  SELECT * FROM orders WHERE order_id = lpad(to_hex(:n::bigint), 32, '0')::uuid FOR NO KEY UPDATE),
  clock AS MATERIALIZED (
  SELECT count(*) AS locked_rows, clock_timestamp() AS read_time FROM locked)
SELECT clock.read_time, locked.* FROM clock LEFT JOIN locked ON true;
UPDATE orders SET
  unit_prices = ARRAY[:price::bigint], currency = 'EUR', total_minor = :price::bigint,
  state = 'CONFIRMED', version = 2, due_time = clock_timestamp() + interval '2 s',
  update_time = clock_timestamp()
WHERE order_id = lpad(to_hex(:n::bigint), 32, '0')::uuid;
WITH counter AS (UPDATE order_event_counter SET last_position = last_position + 1 RETURNING last_position AS position)
INSERT INTO order_events (
  order_id, version, position, customer_id, state, event_time, correlation_id)
SELECT lpad(to_hex(:n::bigint), 32, '0')::uuid, 2, counter.position,
  'load-' || (:n::bigint % 1000), 'CONFIRMED', clock_timestamp(),
  '5f0c9d5e-7d8f-4c46-9b2e-0a4c7a1b2c3d'
FROM counter;
COMMIT;
