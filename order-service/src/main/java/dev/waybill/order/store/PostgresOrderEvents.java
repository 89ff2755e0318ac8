package dev.waybill.order.store;

import dev.waybill.common.db.Database;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.order.domain.OrderEvent.RecordedEvent;
import dev.waybill.order.domain.OrderEvents;
import dev.waybill.order.domain.OrderEvents.EventRead;
import dev.waybill.order.domain.OrderId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.statement.Query;

/** Reads the events from PostgreSQL. */
public final class PostgresOrderEvents implements OrderEvents {

  /**
   * The most events that one statement scans to find those of one customer; a few milliseconds of
   * work.
   */
  private static final int WINDOW = 10_000;

  private final Database database;

  public PostgresOrderEvents(Database database) {
    this.database = database;
  }

  @Override
  public long lastPosition(TimeBudget budget) {
    return database.read(
        budget,
        handle -> {
          try (Query query = handle.createQuery(OrderEventTable.LAST_POSITION)) {
            return query.mapTo(Long.class).one();
          }
        });
  }

  @Override
  public EventRead after(long position, String customerId, int limit, TimeBudget budget) {
    boolean everybodys = customerId.isEmpty();
    String sql = everybodys ? OrderEventTable.AFTER : OrderEventTable.AFTER_OF_CUSTOMER;
    return database.read(
        budget,
        handle -> {
          try (Query query = handle.createQuery(sql)) {
            query.bind("after", position).bind("window", WINDOW).bind("limit", limit);
            if (!everybodys) {
              query.bind("customer", customerId);
            }
            return read(query, limit);
          }
        });
  }

  @Override
  public EventRead ofOrder(OrderId id, TimeBudget budget) {
    return database.read(
        budget,
        handle -> {
          try (Query query = handle.createQuery(OrderEventTable.OF_ORDER)) {
            return read(query.bind("id", id.value()), Integer.MAX_VALUE);
          }
        });
  }

  private static EventRead read(Query query, int limit) {
    return query.scanResultSet((rows, _) -> read(rows.get(), limit));
  }

  /**
   * Each row repeats how far the statement read. If no events were found, there is one row without
   * an event.
   */
  private static EventRead read(ResultSet rows, int limit) throws SQLException {
    List<RecordedEvent> events = new ArrayList<>();
    long last = 0;
    long upTo = 0;
    while (rows.next()) {
      last = rows.getLong("last_position");
      upTo = rows.getLong("up_to");
      RecordedEvent event = OrderEventTable.read(rows);
      if (event != null) {
        events.add(event);
      }
    }
    if (events.size() == limit) {
      upTo = events.getLast().position();
    }
    return new EventRead(events, upTo, upTo == last);
  }
}
