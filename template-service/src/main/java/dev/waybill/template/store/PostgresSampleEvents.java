package dev.waybill.template.store;

import dev.waybill.common.db.Database;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.template.domain.SampleEvent.RecordedEvent;
import dev.waybill.template.domain.SampleEvents;
import java.util.List;

/** Reads the events from PostgreSQL. */
public final class PostgresSampleEvents implements SampleEvents {
  private final Database database;

  /** The caller closes the database. */
  public PostgresSampleEvents(Database database) {
    this.database = database;
  }

  @Override
  public long lastPosition(TimeBudget budget) {
    return database.read(
        budget,
        handle -> handle.createQuery(SampleEventTable.LAST_POSITION).mapTo(Long.class).one());
  }

  @Override
  public List<RecordedEvent> after(long position, int limit, TimeBudget budget) {
    return database.read(
        budget,
        handle ->
            handle
                .createQuery(SampleEventTable.AFTER)
                .bind("after", position)
                .bind("limit", limit)
                .map((row, _) -> SampleEventTable.read(row))
                .list());
  }
}
