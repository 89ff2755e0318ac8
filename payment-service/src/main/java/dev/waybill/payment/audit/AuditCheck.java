package dev.waybill.payment.audit;

import java.util.List;

/**
 * A query that finds violations.
 *
 * @param query returns a resource and a description for each violation
 */
record AuditCheck(Invariant invariant, String query) {
  private static final String LEDGER_SUMS_TO_ZERO =
      """
      SELECT 'ledger/' || currency AS resource,
          'the ledger sums to ' || sum(amount_minor) || ' minor units, expected 0' AS description
      FROM ledger_legs GROUP BY currency HAVING sum(amount_minor) <> 0 ORDER BY currency\
      """;

  private static final String MOVEMENTS_SUM_TO_ZERO =
      """
      SELECT 'payments/' || order_id AS resource,
          'the legs of its ' || kind || ' sum to ' || sum(amount_minor) || ' ' || currency
              || ' minor units, expected 0' AS description
      FROM ledger_legs GROUP BY order_id, kind, currency HAVING sum(amount_minor) <> 0
      ORDER BY order_id, kind\
      """;

  /**
   * At most the authorized amount was captured, it was refunded in full or not at all, and both
   * match the state.
   */
  private static final String LEDGER_AGREES_WITH_PAYMENTS =
      """
      WITH booked AS (
        SELECT order_id,
            coalesce(sum(amount_minor) FILTER (WHERE kind = 'CAPTURE'), 0) AS captured,
            coalesce(-sum(amount_minor) FILTER (WHERE kind = 'REFUND'), 0) AS refunded,
            min(currency) AS least_currency, max(currency) AS greatest_currency
        FROM ledger_legs WHERE account = 'PROCESSOR_RECEIVABLE' GROUP BY order_id
      ), expected AS (
        SELECT order_id, state, currency, amount_minor,
            CASE WHEN state IN ('CAPTURED', 'REFUNDED') THEN amount_minor ELSE 0 END AS captured,
            CASE WHEN state = 'REFUNDED' THEN amount_minor ELSE 0 END AS refunded
        FROM payments
      )
      SELECT 'payments/' || order_id AS resource,
          'the payment is ' || coalesce(expected.state, 'unknown')
              || ' with ' || coalesce(expected.amount_minor || ' ' || expected.currency, 'no amount')
              || ', expected ' || coalesce(expected.captured, 0) || ' captured and '
              || coalesce(expected.refunded, 0) || ' refunded, but the ledger has '
              || coalesce(booked.captured, 0) || ' captured and ' || coalesce(booked.refunded, 0)
              || ' refunded in ' || coalesce(booked.least_currency, 'no currency') AS description
      FROM expected FULL JOIN booked USING (order_id)
      WHERE coalesce(expected.captured, 0) <> coalesce(booked.captured, 0)
          OR coalesce(expected.refunded, 0) <> coalesce(booked.refunded, 0)
          OR booked.least_currency <> expected.currency
          OR booked.greatest_currency <> expected.currency
      ORDER BY order_id\
      """;

  /**
   * Holds at all times, even with calls in flight. Payment records a step only after the processor
   * has made it durable, so the processor may be ahead of payment but never behind. The processor
   * takes money only for a payment recorded as authorized.
   */
  private static final String PROCESSOR_AGREES_WITH_PAYMENTS =
      """
      SELECT 'payments/' || coalesce(p.order_id, c.key) AS resource,
          'the payment is ' || coalesce(p.state, 'unknown')
              || ' with ' || coalesce(p.amount_minor || ' ' || p.currency, 'no amount')
              || ', but the card processor has '
              || coalesce(c.state || ' with ' || coalesce(c.amount_minor || ' ' || c.currency,
                  'no amount'), 'nothing') AS description
      FROM payments p FULL JOIN sandbox.charges c ON c.key = p.order_id
      WHERE CASE
            WHEN p.order_id IS NULL THEN c.state IN ('CAPTURED', 'REFUNDED')
            WHEN c.key IS NULL THEN true
            WHEN p.amount_minor IS NULL THEN c.state NOT IN ('VOIDED', 'DECLINED')
            ELSE c.amount_minor IS DISTINCT FROM p.amount_minor
                OR c.currency IS DISTINCT FROM p.currency
                OR CASE p.state
                  WHEN 'AUTHORIZED' THEN c.state = 'DECLINED'
                  WHEN 'CAPTURED' THEN c.state NOT IN ('CAPTURED', 'REFUNDED')
                  ELSE c.state <> p.state
                END
          END
      ORDER BY coalesce(p.order_id, c.key)\
      """;

  /** A commit after the snapshot's clock was read may carry a slightly later time. */
  private static final String DATED_IN_THE_FUTURE =
      """
      WITH dated AS (
        SELECT order_id, greatest(create_time, update_time) AS time FROM payments
        UNION ALL
        SELECT order_id, post_time FROM ledger_legs
      )
      SELECT 'payments/' || order_id AS resource,
          'is dated ' || max(time) || ', ahead of the database''s clock, which says ' || now()
              AS description
      FROM dated WHERE time > now() + interval '5 s' GROUP BY order_id ORDER BY order_id\
      """;

  static final List<AuditCheck> ALL =
      List.of(
          new AuditCheck(Invariant.I2, LEDGER_SUMS_TO_ZERO),
          new AuditCheck(Invariant.I2, MOVEMENTS_SUM_TO_ZERO),
          new AuditCheck(Invariant.I2, LEDGER_AGREES_WITH_PAYMENTS),
          new AuditCheck(Invariant.I2, PROCESSOR_AGREES_WITH_PAYMENTS),
          new AuditCheck(Invariant.I4, DATED_IN_THE_FUTURE));
}
