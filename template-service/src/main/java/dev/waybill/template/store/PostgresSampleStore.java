package dev.waybill.template.store;

import dev.waybill.common.db.Database;
import dev.waybill.common.group.GroupCommitter;
import dev.waybill.common.group.GroupSettings;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.template.domain.Sample;
import dev.waybill.template.domain.SampleBook;
import dev.waybill.template.domain.SampleCommand;
import dev.waybill.template.domain.SampleId;
import dev.waybill.template.domain.SampleStore;
import dev.waybill.template.domain.SampleStore.PagePosition;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Stores samples in PostgreSQL; all writes go through one lane. */
public final class PostgresSampleStore implements SampleStore {
  private final Database database;
  private final GroupCommitter<SampleBook> lane;

  /** The caller closes the database, after the store. */
  public PostgresSampleStore(Database database, GroupSettings settings) {
    this.database = database;
    this.lane = new GroupCommitter<>("samples", database, new SampleGroupWriter(), settings);
  }

  @Override
  public <R> R apply(SampleCommand<R> command, TimeBudget budget) {
    return lane.apply(command, budget);
  }

  @Override
  public Optional<Sample> find(SampleId id, TimeBudget budget) {
    return database.read(
        budget,
        handle ->
            handle
                .createQuery(SampleTable.FIND)
                .bind("id", id.value())
                .map((row, _) -> SampleTable.read(row))
                .findOne());
  }

  @Override
  public List<Sample> list(@Nullable PagePosition after, int limit, TimeBudget budget) {
    return database.read(
        budget,
        handle -> {
          String sql = after == null ? SampleTable.LIST_FROM_START : SampleTable.LIST;
          var query = handle.createQuery(sql);
          if (after != null) {
            query.bind("time", after.createTime()).bind("id", after.sampleId().value());
          }
          return query.bind("limit", limit).map((row, _) -> SampleTable.read(row)).list();
        });
  }

  @Override
  public void close() {
    lane.close();
  }
}
