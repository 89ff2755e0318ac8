package dev.waybill.order.store;

import dev.waybill.common.db.Database;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.order.domain.OrderStore.DueWork;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells how much work is due, for those who measure it. What was read is good for a second, so that
 * all questions of one measurement are one query.
 */
public final class OrderBacklog {
  private static final Logger LOG = LoggerFactory.getLogger(OrderBacklog.class);
  private static final Duration GOOD_FOR = Duration.ofSeconds(1);
  private static final Duration READ_TIME = Duration.ofSeconds(1);
  private static final String DUE =
      """
      SELECT for_fulfilment, count(*) AS due,
        EXTRACT(EPOCH FROM clock_timestamp() - min(due_at)) AS age
      FROM due_orders WHERE due_at <= clock_timestamp() GROUP BY for_fulfilment""";

  private static final Work NONE = new Work(0, 0);
  private static final Work UNKNOWN = new Work(Double.NaN, Double.NaN);

  private final Database database;
  private Map<DueWork, Work> read = Map.of();
  private TimeBudget good = TimeBudget.of(Duration.ZERO);

  public OrderBacklog(Database database) {
    this.database = database;
  }

  /** Due work of one kind. */
  private record Work(double orders, double ageSeconds) {}

  /** Returns how many orders are due; NaN while the database does not answer. */
  public double orders(DueWork work) {
    return read(work).orders();
  }

  /**
   * Returns for how many seconds the oldest has been due; NaN while the database does not answer.
   */
  public double ageSeconds(DueWork work) {
    return read(work).ageSeconds();
  }

  private synchronized Work read(DueWork work) {
    if (good.isSpent()) {
      read = read();
      good = TimeBudget.of(GOOD_FOR);
    }
    return read.getOrDefault(work, NONE);
  }

  private Map<DueWork, Work> read() {
    try {
      return database.read(TimeBudget.of(READ_TIME), OrderBacklog::due);
    } catch (RuntimeException e) {
      // The outage is logged by those who need the database for their work.
      LOG.debug("the backlog cannot be read", e);
      return Map.of(DueWork.RECOVERY, UNKNOWN, DueWork.FULFILMENT, UNKNOWN);
    }
  }

  private static Map<DueWork, Work> due(Handle handle) {
    Map<DueWork, Work> due = new EnumMap<>(DueWork.class);
    try (Query query = handle.createQuery(DUE)) {
      query
          .map(
              (row, _) ->
                  Map.entry(
                      row.getBoolean("for_fulfilment") ? DueWork.FULFILMENT : DueWork.RECOVERY,
                      new Work(row.getLong("due"), row.getDouble("age"))))
          .forEach(entry -> due.put(entry.getKey(), entry.getValue()));
    }
    return due;
  }
}
