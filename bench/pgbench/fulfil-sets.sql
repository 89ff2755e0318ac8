
-- The rest of the orders' lives, as in fulfil.sql: shipping and charging, in another five
-- transactions.

-- order-service claims the orders for their fulfilment
\startpipeline
BEGIN;
UPDATE orders SET
  state = 'FULFILLING', claim = gen_random_uuid(), due_time = clock_timestamp() + interval '10 s',
  attempts = 1
WHERE order_id = ANY (:ids::uuid[]);
COMMIT;
\endpipeline

-- inventory-service commits the reservations
\startpipeline
BEGIN;
UPDATE items SET reserved = reserved - 1, shipped = shipped + 1, version = version + 1,
  update_time = clock_timestamp()
WHERE sku = ANY (:skus::text[]);
UPDATE reservations SET state = 'COMMITTED', expires_at = NULL, update_time = clock_timestamp()
WHERE order_id = ANY (:ids::uuid[]);
COMMIT;
\endpipeline

-- the card processor captures
\startpipeline
BEGIN;
UPDATE sandbox.charges SET state = 'CAPTURED' WHERE key = ANY (:ids::uuid[]);
COMMIT;
\endpipeline

-- payment-service records it and posts both legs to the ledger
\startpipeline
BEGIN;
UPDATE payments SET state = 'CAPTURED', update_time = clock_timestamp()
WHERE order_id = ANY (:ids::uuid[]);
INSERT INTO ledger_legs (order_id, kind, account, currency, amount_minor, post_time)
SELECT id, 'CAPTURE', account, 'EUR', sign * price, clock_timestamp()
FROM unnest(:ids::uuid[], :prices::bigint[]) AS new (id, price),
  (VALUES ('PROCESSOR_RECEIVABLE', 1), ('SALES', -1)) AS leg (account, sign);
COMMIT;
\endpipeline

-- order-service completes the orders
\startpipeline
BEGIN;
UPDATE orders SET state = 'COMPLETED', version = 3, update_time = clock_timestamp()
WHERE order_id = ANY (:ids::uuid[]);
WITH counter AS (
  UPDATE order_event_counter SET last_position = last_position + 64
  RETURNING last_position - 64 AS last)
INSERT INTO order_events (
  order_id, version, position, customer_id, state, event_time, correlation_id)
SELECT id, 3, counter.last + number, customer, 'COMPLETED', clock_timestamp(),
  '5f0c9d5e-7d8f-4c46-9b2e-0a4c7a1b2c3d'
FROM counter, unnest(:ids::uuid[], :customers::text[])
  WITH ORDINALITY AS new (id, customer, number);
COMMIT;
\endpipeline
