-- One row for each id that a caller chose: the sample, and with it the decision about its id.
CREATE TABLE samples (
  sample_id uuid PRIMARY KEY,
  customer_id text NOT NULL,
  sku text NOT NULL,
  quantity integer NOT NULL CHECK (quantity > 0),
  title text NOT NULL,
  state text NOT NULL CHECK (state IN ('OPEN', 'CLOSED')),
  -- How many pieces the customer got. At most the quantity, which the audit checks.
  final_quantity integer CHECK (final_quantity >= 0),
  version bigint NOT NULL CHECK (version >= 1),
  create_time timestamptz NOT NULL,
  update_time timestamptz NOT NULL,
  CHECK ((state = 'CLOSED') = (final_quantity IS NOT NULL))
) WITH (fillfactor = 85); -- Each row changes once: leave room to do so in its page.

-- Read backwards: lists begin with the newest.
CREATE INDEX samples_by_time ON samples (create_time, sample_id);

-- One row for each change of state. Only ever added to.
CREATE TABLE sample_events (
  sample_id uuid NOT NULL,
  version bigint NOT NULL CHECK (version >= 1),
  -- Counts all events in the order of their commits, from 1 and without a gap.
  position bigint NOT NULL CONSTRAINT sample_events_position_key UNIQUE,
  state text NOT NULL CHECK (state IN ('OPEN', 'CLOSED')),
  event_time timestamptz NOT NULL,
  PRIMARY KEY (sample_id, version)
);

-- The last position given out. Its one row is the last lock of each writing transaction, so that
-- positions are given out in the order of the commits; a sequence would not do that.
CREATE TABLE sample_event_counter (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  last_position bigint NOT NULL
) WITH (fillfactor = 10);

INSERT INTO sample_event_counter (last_position) VALUES (0);
