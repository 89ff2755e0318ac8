package dev.waybill.template.store;

import dev.waybill.common.table.Column;
import dev.waybill.common.table.ColumnType;
import dev.waybill.common.table.Table;
import dev.waybill.template.domain.SampleEvent;
import dev.waybill.template.domain.SampleEvent.Kind;
import dev.waybill.template.domain.SampleEvent.RecordedEvent;
import dev.waybill.template.domain.SampleId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** The append-only table of events. */
final class SampleEventTable {
  static final Table<SampleEvent> TABLE = new Table<>("sample_events");

  private static final Column<SampleEvent, SampleId> SAMPLE_ID =
      TABLE.key(Column.of("sample_id", SampleTable.ID, SampleEvent::sampleId));
  private static final Column<SampleEvent, Long> VERSION =
      TABLE.key(Column.of("version", ColumnType.BIGINT, SampleEvent::version));
  private static final Column<SampleEvent, Kind> STATE =
      TABLE.fixed(Column.of("state", SampleTable.KIND, SampleEvent::kind));
  private static final Column<SampleEvent, Instant> EVENT_TIME =
      TABLE.fixed(Column.of("event_time", ColumnType.TIME, SampleEvent::time));

  /**
   * Takes the counter's row, which is the last lock before the commit, and so assigns positions in
   * commit order: the next transaction waits until this one has ended.
   */
  static final String INSERT =
      """
      WITH counter AS (
        UPDATE sample_event_counter SET last_position = last_position + :count
        RETURNING last_position - :count AS before)
      INSERT INTO sample_events (%s, position)
      SELECT %s, counter.before + place FROM counter, %s\
      """
          .formatted(TABLE.columns(), TABLE.givenValues(), TABLE.numberedRows());

  static final String LAST_POSITION = "SELECT last_position FROM sample_event_counter";

  static final String AFTER =
      """
      SELECT position, %s FROM sample_events
      WHERE position > :after ORDER BY position LIMIT :limit\
      """
          .formatted(TABLE.columns());

  private SampleEventTable() {}

  static RecordedEvent read(ResultSet row) throws SQLException {
    SampleEvent event =
        new SampleEvent(
            SAMPLE_ID.read(row), VERSION.read(row), STATE.read(row), EVENT_TIME.read(row));
    return new RecordedEvent(row.getLong("position"), event);
  }
}
