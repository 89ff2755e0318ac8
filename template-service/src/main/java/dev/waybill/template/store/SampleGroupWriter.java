package dev.waybill.template.store;

import dev.waybill.common.command.RowCache;
import dev.waybill.common.group.GroupWriter;
import dev.waybill.common.table.GroupWrites;
import dev.waybill.common.table.NamedSql;
import dev.waybill.common.table.SetStatement;
import dev.waybill.common.table.Table;
import dev.waybill.template.domain.Sample;
import dev.waybill.template.domain.SampleBook;
import dev.waybill.template.domain.SampleId;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** Locks the samples of a group of commands, and writes them and their events. */
final class SampleGroupWriter implements GroupWriter<SampleBook> {
  /**
   * An id without a row cannot be locked. If two instances create it at once, the loser's insert
   * violates the primary key, and its group runs again and finds the row. The time is read while
   * the rows are locked, so that the times of one row never run backwards.
   */
  private static final NamedSql LOCK = NamedSql.of(SampleTable.LOCK, Table.CLOCK);

  /** The events come last, because they lock the counter. */
  private static final GroupWrites<SampleBook> WRITES =
      new GroupWrites<SampleBook>()
          .rows(SampleTable.TABLE, SampleBook::samples)
          .add(SampleEventTable.TABLE, SampleEventTable.INSERT, SampleBook::events);

  /** Enough for the samples of some seconds. A sample that is not kept is locked. */
  private static final int RECENT_SAMPLES = 8192;

  private final RowCache<SampleId, Sample> recent = new RowCache<>(RECENT_SAMPLES);

  @Override
  public SampleBook begin() {
    return new SampleBook(recent);
  }

  @Override
  public Instant lock(Handle handle, SampleBook book) {
    try (SetStatement lock = SetStatement.prepare(handle, LOCK)) {
      lock.bind("samples", SampleTable.ID, book.samples().named());
      for (Sample sample : lock.rows(SampleTable::read)) {
        book.samples().load(sample.id(), sample);
      }
      return lock.clock();
    }
  }

  @Override
  public void write(Handle handle, SampleBook book, Instant now) {
    WRITES.write(handle, book, now);
  }

  @Override
  public Instant writeUnlocked(Handle handle, SampleBook book, Instant now) {
    return WRITES.writeUnlocked(handle, book, now);
  }
}
