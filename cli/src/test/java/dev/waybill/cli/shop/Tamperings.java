package dev.waybill.cli.shop;

import dev.waybill.cli.shop.AuditInvariantsTest.Tampering;
import java.util.List;
import java.util.stream.Stream;

/** Ways to break stock and money by hand. Each row breaks one rule and no other. */
final class Tamperings {
  static final String UNKNOWN = "00000000-0000-0000-0000-000000000001";

  private Tamperings() {}

  static Stream<Tampering> ofStock() {
    return Stream.of(
        stock(
            "I1: a piece that no reading brought in",
            "received = received + 1, available = available + 1"),
        stock("I1: a hold that was lost", "reserved = reserved - 2, available = available + 2"),
        stock(
            "I1: a piece shipped for no order", "shipped = shipped + 1, available = available - 1"),
        stock("I1: a level that does not add up", "available = available + 1"),
        inventory(
            "I4: a reservation dated in the future",
            """
            UPDATE reservations SET update_time = now() + interval '2 hours'
              WHERE order_id = '{completed}'
            """,
            "I4 reservations/{completed}"),
        inventory(
            "I1: a negative level",
            """
            DELETE FROM scans WHERE sku = 'SKU-001';
            UPDATE items SET received = 0, available = -4 WHERE sku = 'SKU-001'
            """,
            "I1 items/SKU-001"));
  }

  static Stream<Tampering> ofMoney() {
    return Stream.of(
        payments(
            "I2: a ledger that does not sum to zero",
            """
            INSERT INTO ledger_legs VALUES
              ('{completed}', 'REFUND', 'SALES', 'EUR', 1, now())
            """,
            "I2 ledger/EUR",
            "I2 payments/{completed}"),
        payments(
            "I4: a payment dated in the future",
            """
            UPDATE payments SET update_time = now() + interval '2 hours'
              WHERE order_id = '{completed}'
            """,
            "I4 payments/{completed}"),
        payments(
            "I2: an order charged twice",
            "UPDATE ledger_legs SET amount_minor = 2 * amount_minor",
            "I2 payments/{completed}"),
        payments(
            "I2: a completed order that was not charged",
            """
            DELETE FROM payments WHERE order_id = '{completed}';
            DELETE FROM ledger_legs WHERE order_id = '{completed}';
            DELETE FROM sandbox.charges WHERE key = '{completed}'
            """,
            "I2 payments/{completed}"),
        payments(
            "I2: a completed order charged another amount",
            """
            UPDATE payments SET amount_minor = 7 WHERE order_id = '{completed}';
            UPDATE ledger_legs SET amount_minor = 7 * sign(amount_minor);
            UPDATE sandbox.charges SET amount_minor = 7 WHERE key = '{completed}'
            """,
            "I2 payments/{completed}"),
        payments(
            "I2: a completed order that was refunded",
            """
            UPDATE payments SET state = 'REFUNDED' WHERE order_id = '{completed}';
            INSERT INTO ledger_legs
              SELECT order_id, 'REFUND', account, currency, -amount_minor, now() FROM ledger_legs;
            UPDATE sandbox.charges SET state = 'REFUNDED' WHERE key = '{completed}'
            """,
            "I2 payments/{completed}"),
        payments(
            "I2: a rejected order with an open authorization",
            """
            UPDATE payments SET state = 'AUTHORIZED', decline_reason = NULL
              WHERE order_id = '{rejected}';
            UPDATE sandbox.charges SET state = 'APPROVED' WHERE key = '{rejected}'
            """,
            "I2 payments/{rejected}"),
        payments(
            "I2: a cancelled order whose money was kept",
            """
            UPDATE payments SET state = 'CAPTURED' WHERE order_id = '{cancelled}';
            INSERT INTO ledger_legs
              SELECT '{cancelled}', kind, account, currency, amount_minor, now() FROM ledger_legs;
            UPDATE sandbox.charges SET state = 'CAPTURED' WHERE key = '{cancelled}'
            """,
            "I2 payments/{cancelled}"),
        payments(
            "I2: a card processor that took what nobody booked",
            "UPDATE sandbox.charges SET state = 'CAPTURED' WHERE key = '{cancelled}'",
            "I2 payments/{cancelled}"),
        payments(
            "I2: a payment of an unknown order",
            """
            INSERT INTO payments SELECT '%s', state, currency, amount_minor, card_token,
              decline_reason, create_time, update_time FROM payments WHERE order_id = '{cancelled}';
            INSERT INTO sandbox.charges SELECT '%s', state, currency, amount_minor, card_token
              FROM sandbox.charges WHERE key = '{cancelled}'
            """
                .formatted(UNKNOWN, UNKNOWN),
            "I2 payments/" + UNKNOWN));
  }

  static Stream<Tampering> ofWhatIsHeld() {
    return Stream.of(
        inventory(
            "I7: a rejected order that holds stock",
            moved("{rejected}", "HELD", "reserved = reserved + 2, available = available - 2"),
            "I7 reservations/{rejected}"),
        inventory(
            "I7: a cancelled order whose stock was shipped",
            moved("{cancelled}", "COMMITTED", "shipped = shipped + 2, available = available - 2"),
            "I7 reservations/{cancelled}"),
        inventory(
            "I7: a completed order whose stock is only held",
            moved("{completed}", "HELD", "reserved = reserved + 2, shipped = shipped - 2"),
            "I7 reservations/{completed}"),
        inventory(
            "I7: a completed order whose stock was given back",
            moved("{completed}", "RELEASED", "available = available + 2, shipped = shipped - 2"),
            "I7 reservations/{completed}"),
        inventory(
            "I7: a completed order without a reservation",
            """
            DELETE FROM reservations WHERE order_id = '{completed}';
            UPDATE items SET available = available + 2, shipped = shipped - 2
              WHERE sku = 'SKU-001'
            """,
            "I7 reservations/{completed}"),
        inventory(
            "I7: a reservation over another total",
            """
            UPDATE reservations SET total_minor = total_minor + 1 WHERE order_id = '{completed}'
            """,
            "I7 reservations/{completed}"),
        inventory(
            "I7: stock shipped for an unknown order",
            """
            INSERT INTO reservations (order_id, state, skus, quantities, unit_prices, currency,
              total_minor, create_time, update_time) SELECT '%s', state, skus, quantities,
              unit_prices, currency, total_minor, create_time, update_time
              FROM reservations WHERE order_id = '{completed}';
            UPDATE items SET shipped = shipped + 2, available = available - 2
              WHERE sku = 'SKU-001'
            """
                .formatted(UNKNOWN),
            "I7 reservations/" + UNKNOWN));
  }

  /** Also changes the level of its item, so that the stock itself adds up. */
  private static String moved(String order, String state, String level) {
    return """
    UPDATE reservations SET state = '%s',
      expires_at = CASE '%s' WHEN 'HELD' THEN now() + interval '10 minutes' END
      WHERE order_id = '%s';
    UPDATE items SET %s WHERE sku = 'SKU-001'
    """
        .formatted(state, state, order, level);
  }

  private static Tampering stock(String rule, String level) {
    return inventory(
        rule, "UPDATE items SET " + level + " WHERE sku = 'SKU-001'", "I1 items/SKU-001");
  }

  private static Tampering inventory(String rule, String statements, String violation) {
    return new Tampering(rule, "inventory", statements, List.of(violation));
  }

  private static Tampering payments(String rule, String statements, String... violations) {
    return new Tampering(rule, "payments", statements, List.of(violations));
  }
}
