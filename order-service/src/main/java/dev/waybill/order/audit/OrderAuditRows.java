package dev.waybill.order.audit;

import dev.waybill.common.audit.Violation;
import dev.waybill.common.table.Column;
import dev.waybill.common.table.ColumnType;
import dev.waybill.order.store.OrderTable;
import dev.waybill.order.store.StateColumns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reads the rows of the audit's queries. */
final class OrderAuditRows {
  private static final Column<AuditedOrder, Instant> LAST_TIME =
      Column.of("last_time", ColumnType.TIME, AuditedOrder::lastTime);

  private OrderAuditRows() {}

  static AuditedOrder order(ResultSet row) throws SQLException {
    return new AuditedOrder(
        OrderTable.ORDER_ID.read(row),
        OrderTable.CUSTOMER_ID.read(row),
        OrderTable.REQUEST_ID.read(row),
        OrderTable.CONTENT_HASH.read(row),
        StateColumns.visible(row.getString("state")),
        OrderTable.VERSION.read(row),
        OrderTable.CREATE_TIME.read(row),
        OrderTable.UPDATE_TIME.read(row),
        LAST_TIME.read(row),
        OrderTable.DUE_TIME.read(row),
        trail(row));
  }

  static OrderDigest digest(ResultSet row) throws SQLException {
    return new OrderDigest(
        OrderTable.ORDER_ID.read(row),
        StateColumns.visible(row.getString("state")),
        OrderTable.TOTAL.readOrNull(row),
        OrderTable.CUSTOMER_ID.read(row),
        OrderTable.REQUEST_ID.read(row));
  }

  static Violation reusedRequest(ResultSet row) throws SQLException {
    List<String> ids =
        Stream.of((UUID[]) row.getArray("order_ids").getArray()).map(UUID::toString).toList();
    return Invariant.I5.brokenBy(
        "orders/" + ids.getFirst(),
        "customer %s has %s orders with request id %s, expected one: %s"
            .formatted(
                row.getString("customer_id"),
                ids.size(),
                row.getString("request_id"),
                String.join(", ", ids)));
  }

  static Violation orphanedEvents(ResultSet row) throws SQLException {
    return Invariant.I6.brokenBy(
        OrderTable.ORDER_ID.read(row), "has events, but there is no such order");
  }

  static Violation positionGap(ResultSet row) throws SQLException {
    return Invariant.I6.brokenBy(
        OrderTable.ORDER_ID.read(row),
        "its event %s is at position %s, after %s: expected no gap in the sequence of all events"
            .formatted(row.getLong("version"), row.getLong("position"), row.getLong("before")));
  }

  /** Returns no violation if the counter is at the last event. */
  static Stream<Violation> counter(ResultSet row) throws SQLException {
    long counter = row.getLong("last_position");
    long lastEvent = row.getLong("last_event");
    return counter == lastEvent
        ? Stream.empty()
        : Stream.of(
            Invariant.I6.brokenBy(
                "orders",
                "the last event is at position %s, expected %s as was given out"
                    .formatted(lastEvent, counter)));
  }

  private static EventTrail trail(ResultSet row) throws SQLException {
    Long[] versions = (Long[]) row.getArray("versions").getArray();
    Long[] positions = (Long[]) row.getArray("positions").getArray();
    String[] states = (String[]) row.getArray("states").getArray();
    return new EventTrail(
        IntStream.range(0, versions.length)
            .mapToObj(
                i ->
                    new EventTrail.Entry(
                        versions[i], positions[i], StateColumns.visible(states[i])))
            .toList());
  }
}
