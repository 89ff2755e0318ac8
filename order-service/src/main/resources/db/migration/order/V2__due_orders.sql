-- Instances of the version before are writing orders meanwhile. The strongest lock of this migration comes
-- first: with a weaker one in hand, it and a writer that has locked rows could wait for each other.
LOCK TABLE orders IN ACCESS EXCLUSIVE MODE;

-- When open orders are due, beside the orders: an index of orders on what changes with every step would
-- make every step write all indexes of the table again. Kept by triggers, so that versions of the
-- service that do not know this table keep it too. It only finds orders; whether one may be claimed is
-- decided by its own row, once that is locked. The names differ from those in orders, because the two
-- are joined.
CREATE TABLE due_orders (
  id             uuid PRIMARY KEY,
  for_fulfilment boolean NOT NULL,
  due_at         timestamptz NOT NULL
) WITH (
  -- Its rows live for seconds, so it is vacuumed by what has changed, not by a share of its size.
  autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);

CREATE INDEX due_orders_by_time ON due_orders (for_fulfilment, due_at);

CREATE FUNCTION keep_due_orders() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    DELETE FROM due_orders USING changed
    WHERE due_orders.id = changed.order_id
      AND changed.state IN ('COMPLETED', 'REJECTED', 'CANCELLED');
  END IF;
  INSERT INTO due_orders
  SELECT order_id, state IN ('CONFIRMED', 'FULFILLING'), due_time
  FROM changed WHERE state NOT IN ('COMPLETED', 'REJECTED', 'CANCELLED')
  ON CONFLICT (id) DO UPDATE SET for_fulfilment = excluded.for_fulfilment, due_at = excluded.due_at;
  RETURN NULL;
END $$;

CREATE TRIGGER due_orders_of_inserts AFTER INSERT ON orders
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keep_due_orders();
CREATE TRIGGER due_orders_of_updates AFTER UPDATE ON orders
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keep_due_orders();

INSERT INTO due_orders
SELECT order_id, state IN ('CONFIRMED', 'FULFILLING'), due_time
FROM orders WHERE state NOT IN ('COMPLETED', 'REJECTED', 'CANCELLED');

-- The version before searches these for due work. Without them it reads the whole table, which is slow
-- but right, until it is replaced.
DROP INDEX orders_recovery_due, orders_fulfilment_due;

-- An order is updated three times, often together with all others of its page: with room for a second
-- version of each, updates stay on the page (HOT).
ALTER TABLE orders SET (fillfactor = 45);
