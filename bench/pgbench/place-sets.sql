-- 64 orders up to the customers' answers, set by set: the rows that place.sql writes for each of
-- them, in the same five transactions, with nothing looked up, locked or decided before. Each
-- transaction is one round trip. What the services need beyond this is the price of being services.
\set first random(0, :last_item)
\set customer random(0, 999)
SELECT array_agg(gen_random_uuid()) AS ids,
  array_agg('load-' || ((:customer::int + number) % 1000)) AS customers,
  array_agg('SKU-' || lpad(((:first::int + number) % 100)::text, 3, '0')) AS skus,
  array_agg(490 + (:first::int + number) % 100 * 130) AS prices
FROM generate_series(1, 64) AS number \gset

-- order-service records the intents
\startpipeline
BEGIN;
INSERT INTO orders (
  order_id, customer_id, request_id, content_hash, skus, quantities, payment_token,
  state, version, claim, due_time, attempts, correlation_id, create_time, update_time)
SELECT id, customer, id,
  'v1:5f0c9d5e7d8f4c469b2e0a4c7a1b2c3d5f0c9d5e7d8f4c469b2e0a4c7a1b2c3d',
  ARRAY[sku], ARRAY[1], 'tok_ok', 'PENDING', 1, id, clock_timestamp() + interval '10 s', 0,
  '5f0c9d5e-7d8f-4c46-9b2e-0a4c7a1b2c3d', clock_timestamp(), clock_timestamp()
FROM unnest(:ids::uuid[], :customers::text[], :skus::text[]) AS new (id, customer, sku);
WITH counter AS (
  UPDATE order_event_counter SET last_position = last_position + 64
  RETURNING last_position - 64 AS last)
INSERT INTO order_events (
  order_id, version, position, customer_id, state, event_time, correlation_id)
SELECT id, 1, counter.last + number, customer, 'PENDING', clock_timestamp(),
  '5f0c9d5e-7d8f-4c46-9b2e-0a4c7a1b2c3d'
FROM counter, unnest(:ids::uuid[], :customers::text[])
  WITH ORDINALITY AS new (id, customer, number);
COMMIT;
\endpipeline

-- inventory-service holds the stock
\startpipeline
BEGIN;
UPDATE items SET available = available - 1, reserved = reserved + 1, version = version + 1,
  update_time = clock_timestamp()
WHERE sku = ANY (:skus::text[]);
INSERT INTO reservations (
  order_id, state, skus, quantities, unit_prices, currency, total_minor, expires_at, create_time,
  update_time)
SELECT id, 'HELD', ARRAY[sku], ARRAY[1], ARRAY[price], 'EUR', price,
  clock_timestamp() + interval '15 min', clock_timestamp(), clock_timestamp()
FROM unnest(:ids::uuid[], :skus::text[], :prices::bigint[]) AS new (id, sku, price);
COMMIT;
\endpipeline

-- the card processor decides
\startpipeline
BEGIN;
INSERT INTO sandbox.charges (key, state, currency, amount_minor, card_token)
SELECT id, 'APPROVED', 'EUR', price, 'tok_ok'
FROM unnest(:ids::uuid[], :prices::bigint[]) AS new (id, price);
COMMIT;
\endpipeline

-- payment-service records the decisions
\startpipeline
BEGIN;
INSERT INTO payments (
  order_id, state, currency, amount_minor, card_token, decline_reason, create_time, update_time)
SELECT id, 'AUTHORIZED', 'EUR', price, 'tok_ok', NULL, clock_timestamp(), clock_timestamp()
FROM unnest(:ids::uuid[], :prices::bigint[]) AS new (id, price);
COMMIT;
\endpipeline

-- order-service confirms the orders
\startpipeline
BEGIN;
UPDATE orders SET
  unit_prices = ARRAY[price], currency = 'EUR', total_minor = price,
  state = 'CONFIRMED', version = 2, due_time = clock_timestamp() + interval '2 s',
  update_time = clock_timestamp()
FROM unnest(:ids::uuid[], :prices::bigint[]) AS new (id, price)
WHERE order_id = id;
WITH counter AS (
  UPDATE order_event_counter SET last_position = last_position + 64
  RETURNING last_position - 64 AS last)
INSERT INTO order_events (
  order_id, version, position, customer_id, state, event_time, correlation_id)
SELECT id, 2, counter.last + number, customer, 'CONFIRMED', clock_timestamp(),
  '5f0c9d5e-7d8f-4c46-9b2e-0a4c7a1b2c3d'
FROM counter, unnest(:ids::uuid[], :customers::text[])
  WITH ORDINALITY AS new (id, customer, number);
COMMIT;
\endpipeline
