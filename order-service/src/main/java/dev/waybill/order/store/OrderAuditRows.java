package dev.waybill.order.store;

import dev.waybill.order.domain.AuditedOrder;
import dev.waybill.order.domain.EventTrail;
import dev.waybill.order.domain.OrderDigest;
import dev.waybill.order.domain.OrderId;
import dev.waybill.order.domain.OrderViolation;
import dev.waybill.order.domain.OrderViolation.Invariant;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reads the rows of the audit's queries. */
final class OrderAuditRows {

  private OrderAuditRows() {}

  static AuditedOrder order(ResultSet row) throws SQLException {
    return new AuditedOrder(
        orderId(row),
        row.getString("customer_id"),
        row.getObject("request_id", UUID.class),
        row.getString("content_hash"),
        StoredState.visible(row.getString("state")),
        row.getLong("version"),
        OrderRowMapper.instant(row, "create_time"),
        OrderRowMapper.instant(row, "update_time"),
        OrderRowMapper.instant(row, "last_time"),
        OrderRowMapper.instant(row, "due_time"),
        trail(row));
  }

  static OrderDigest digest(ResultSet row) throws SQLException {
    return new OrderDigest(
        orderId(row),
        StoredState.visible(row.getString("state")),
        OrderRowMapper.money(row, "currency", "total_minor"),
        row.getString("customer_id"),
        row.getObject("request_id", UUID.class));
  }

  static OrderViolation reusedRequest(ResultSet row) throws SQLException {
    List<String> ids =
        Stream.of((UUID[]) row.getArray("order_ids").getArray()).map(UUID::toString).toList();
    return new OrderViolation(
        Invariant.I5,
        "orders/" + ids.getFirst(),
        "customer %s has %s orders with request id %s, expected one: %s"
            .formatted(
                row.getString("customer_id"),
                ids.size(),
                row.getString("request_id"),
                String.join(", ", ids)));
  }

  static OrderViolation orphanedEvents(ResultSet row) throws SQLException {
    return OrderViolation.of(Invariant.I6, orderId(row), "has events, but there is no such order");
  }

  static OrderViolation positionGap(ResultSet row) throws SQLException {
    return OrderViolation.of(
        Invariant.I6,
        orderId(row),
        "its event %s is at position %s, after %s: expected no gap in the sequence of all events"
            .formatted(row.getLong("version"), row.getLong("position"), row.getLong("before")));
  }

  /** Nothing when the counter stands at the last event. */
  static Stream<OrderViolation> counter(ResultSet row) throws SQLException {
    long counter = row.getLong("last_position");
    long lastEvent = row.getLong("last_event");
    return counter == lastEvent
        ? Stream.empty()
        : Stream.of(
            new OrderViolation(
                Invariant.I6,
                "orders",
                "the last event is at position %s, expected %s as was given out"
                    .formatted(lastEvent, counter)));
  }

  private static OrderId orderId(ResultSet row) throws SQLException {
    return new OrderId(row.getObject("order_id", UUID.class));
  }

  private static EventTrail trail(ResultSet row) throws SQLException {
    Long[] versions = (Long[]) row.getArray("versions").getArray();
    Long[] positions = (Long[]) row.getArray("positions").getArray();
    String[] states = (String[]) row.getArray("states").getArray();
    return new EventTrail(
        IntStream.range(0, versions.length)
            .mapToObj(
                i ->
                    new EventTrail.Entry(versions[i], positions[i], StoredState.visible(states[i])))
            .toList());
  }
}
