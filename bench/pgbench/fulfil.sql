
-- The rest of the order's life: shipping and charging, in another five transactions.

-- order-service claims the order for its fulfilment
BEGIN;
WITH locked AS MATERIALIZED (
  SELECT * FROM orders WHERE order_id = lpad(to_hex(:n::bigint), 32, '0')::uuid
  FOR NO KEY UPDATE SKIP LOCKED),
  clock AS MATERIALIZED (
  SELECT count(*) AS locked_rows, clock_timestamp() AS read_time FROM locked)
SELECT clock.read_time, locked.* FROM clock LEFT JOIN locked ON true;
UPDATE orders SET
  state = 'FULFILLING', claim = lpad(to_hex(:n::bigint), 32, '1')::uuid,
  due_time = clock_timestamp() + interval '10 s', attempts = 1
WHERE order_id = lpad(to_hex(:n::bigint), 32, '0')::uuid;
COMMIT;

-- inventory-service commits the reservation
BEGIN;
SELECT * FROM reservations
WHERE order_id = lpad(to_hex(:n::bigint), 32, '0')::uuid FOR NO KEY UPDATE;
SELECT * FROM items WHERE sku = 'SKU-' || lpad((:item)::text, 3, '0') FOR NO KEY UPDATE;
SELECT clock_timestamp();
UPDATE items SET reserved = reserved - 1, shipped = shipped + 1, version = version + 1,
  update_time = clock_timestamp()
WHERE sku = 'SKU-' || lpad((:item)::text, 3, '0');
UPDATE reservations SET state = 'COMMITTED', expires_at = NULL, update_time = clock_timestamp()
WHERE order_id = lpad(to_hex(:n::bigint), 32, '0')::uuid;
COMMIT;

-- the card processor captures
SELECT order_id, state, currency, amount_minor, card_token, decline_reason, create_time, update_time
FROM payments WHERE order_id = lpad(to_hex(:n::bigint), 32, '0')::uuid;
BEGIN;
SELECT key, state, currency, amount_minor, card_token FROM sandbox.charges
WHERE key = lpad(to_hex(:n::bigint), 32, '0')::uuid FOR NO KEY UPDATE;
UPDATE sandbox.charges SET state = 'CAPTURED'
WHERE key = lpad(to_hex(:n::bigint), 32, '0')::uuid;
COMMIT;

-- payment-service records it and posts both legs to the ledger
BEGIN;
SELECT order_id, state, currency, amount_minor, card_token, decline_reason, create_time, update_time
FROM payments WHERE order_id = lpad(to_hex(:n::bigint), 32, '0')::uuid FOR NO KEY UPDATE;
SELECT clock_timestamp();
UPDATE payments SET state = 'CAPTURED', update_time = clock_timestamp()
WHERE order_id = lpad(to_hex(:n::bigint), 32, '0')::uuid;
INSERT INTO ledger_legs (order_id, kind, account, currency, amount_minor, post_time)
VALUES
  (lpad(to_hex(:n::bigint), 32, '0')::uuid, 'CAPTURE', 'PROCESSOR_RECEIVABLE', 'EUR',
    :price::bigint, clock_timestamp()),
  (lpad(to_hex(:n::bigint), 32, '0')::uuid, 'CAPTURE', 'SALES', 'EUR',
    -:price::bigint, clock_timestamp());
COMMIT;

-- order-service completes the order
BEGIN;
WITH locked AS MATERIALIZED (
  SELECT * FROM orders WHERE order_id = lpad(to_hex(:n::bigint), 32, '0')::uuid FOR NO KEY UPDATE),
  clock AS MATERIALIZED (
  SELECT count(*) AS locked_rows, clock_timestamp() AS read_time FROM locked)
SELECT clock.read_time, locked.* FROM clock LEFT JOIN locked ON true;
UPDATE orders SET state = 'COMPLETED', version = 3, update_time = clock_timestamp()
WHERE order_id = lpad(to_hex(:n::bigint), 32, '0')::uuid;
WITH counter AS (UPDATE order_event_counter SET last_position = last_position + 1 RETURNING last_position AS position)
INSERT INTO order_events (
  order_id, version, position, customer_id, state, event_time, correlation_id)
SELECT lpad(to_hex(:n::bigint), 32, '0')::uuid, 3, counter.position,
  'load-' || (:n::bigint % 1000), 'COMPLETED', clock_timestamp(),
  '5f0c9d5e-7d8f-4c46-9b2e-0a4c7a1b2c3d'
FROM counter;
COMMIT;
