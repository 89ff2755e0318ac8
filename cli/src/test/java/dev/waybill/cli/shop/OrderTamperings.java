package dev.waybill.cli.shop;

import dev.waybill.cli.shop.AuditInvariantsTest.Tampering;
import java.util.List;
import java.util.stream.Stream;

/** Ways to break orders by hand. Each row breaks one rule and no other. */
final class OrderTamperings {
  private OrderTamperings() {}

  static Stream<Tampering> ofOpenOrders() {
    return Stream.of(
        orders(
            "I4: an order undecided for too long",
            """
            UPDATE orders SET state = 'PENDING', version = 1, unit_prices = NULL, currency = NULL,
              total_minor = NULL, create_time = now() - interval '1 minute',
              due_time = now() + interval '1 hour' WHERE order_id = '{confirmed}';
            DELETE FROM order_events WHERE order_id = '{confirmed}' AND version = 2;
            UPDATE order_event_counter SET last_position = last_position - 1
            """,
            "I4 orders/{confirmed}"),
        orders(
            "I4: a fulfilment that is overdue",
            """
            UPDATE orders SET update_time = now() - interval '2 hours'
              WHERE order_id = '{confirmed}'
            """,
            "I4 orders/{confirmed}"),
        orders(
            "I4: an order dated in the future",
            """
            UPDATE orders SET update_time = now() + interval '2 hours'
              WHERE order_id = '{completed}'
            """,
            "I4 orders/{completed}"),
        orders(
            "I4: an event dated in the future",
            """
            UPDATE order_events SET event_time = now() + interval '2 hours'
              WHERE order_id = '{completed}' AND version = 1
            """,
            "I4 orders/{completed}"),
        orders(
            "I4: a rejection that does not end",
            turning("REJECTING", "CARD_DECLINED"),
            "I4 orders/{confirmed}"),
        orders(
            "I4: a cancellation that does not end",
            turning("CANCELLING", "CANCELLED_BY_REQUEST"),
            "I4 orders/{confirmed}"));
  }

  static Stream<Tampering> ofRequests() {
    return Stream.of(
        orders(
            "I5: two orders for one request",
            """
            UPDATE orders SET request_id =
              (SELECT request_id FROM orders WHERE order_id = '{completed}')
              WHERE order_id = '{confirmed}'
            """,
            "I5 orders/{lesser}",
            "I5 orders/{confirmed}"),
        orders(
            "I5: an order under the id of another content",
            "UPDATE orders SET content_hash = 'another' WHERE order_id = '{confirmed}'",
            "I5 orders/{confirmed}"));
  }

  static Stream<Tampering> ofEvents() {
    return Stream.of(
        orders(
            "I6: a first event that is missing",
            "DELETE FROM order_events WHERE order_id = '{confirmed}' AND version = 1",
            "I6 orders/{confirmed}",
            "I6 orders/{confirmed}"),
        orders(
            "I6: an order without events",
            """
            DELETE FROM order_events WHERE order_id = '{confirmed}';
            UPDATE order_event_counter SET last_position = last_position - 2
            """,
            "I6 orders/{confirmed}"),
        orders(
            "I6: an order that disagrees with its last event",
            "UPDATE orders SET version = 3 WHERE order_id = '{confirmed}'",
            "I6 orders/{confirmed}"),
        orders(
            "I6: a step that is not legal",
            """
            UPDATE order_events SET state = 'REJECTING', reason_code = 'CARD_DECLINED'
              WHERE order_id = '{completed}' AND version = 2
            """,
            "I6 orders/{completed}"),
        orders(
            "I6: events in the wrong order",
            """
            UPDATE order_events SET position = -position WHERE order_id = '{confirmed}';
            UPDATE order_events AS event SET position =
              (SELECT -position FROM order_events AS other
                WHERE other.order_id = event.order_id AND other.version = 3 - event.version)
              WHERE order_id = '{confirmed}'
            """,
            "I6 orders/{confirmed}"),
        orders(
            "I6: an event of no order",
            """
            INSERT INTO order_events (order_id, version, position, customer_id, state, event_time,
              correlation_id) SELECT '%s', 1, last_position + 1, 'acme', 'PENDING', now(), 'none'
              FROM order_event_counter;
            UPDATE order_event_counter SET last_position = last_position + 1
            """
                .formatted(Tamperings.UNKNOWN),
            "I6 orders/" + Tamperings.UNKNOWN),
        orders(
            "I6: a position that was given out and is missing",
            "UPDATE order_event_counter SET last_position = last_position + 1",
            "I6 orders"));
  }

  private static String turning(String state, String reason) {
    return """
    UPDATE orders SET state = '%s', reason_code = '%s', create_time = now() - interval '1 minute',
      update_time = now() - interval '1 minute', due_time = now() + interval '1 hour'
      WHERE order_id = '{confirmed}';
    UPDATE order_events SET state = '%s', reason_code = '%s'
      WHERE order_id = '{confirmed}' AND version = 2
    """
        .formatted(state, reason, state, reason);
  }

  private static Tampering orders(String rule, String statements, String... violations) {
    return new Tampering(rule, "orders", statements, List.of(violations));
  }
}
