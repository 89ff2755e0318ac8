package dev.waybill.template.store;

import dev.waybill.common.table.Column;
import dev.waybill.common.table.ColumnType;
import dev.waybill.common.table.Table;
import dev.waybill.template.domain.Sample;
import dev.waybill.template.domain.SampleEvent.Kind;
import dev.waybill.template.domain.SampleId;
import dev.waybill.template.domain.SampleRequest;
import dev.waybill.template.domain.SampleState;
import dev.waybill.template.domain.SampleState.Closed;
import dev.waybill.template.domain.SampleState.Open;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The table of samples. */
final class SampleTable {
  static final Table<Sample> TABLE = new Table<>("samples");

  static final ColumnType<SampleId> ID = ColumnType.UUID.as(SampleId::new, SampleId::value);
  static final ColumnType<Kind> KIND = ColumnType.namesOf(Kind.class);

  private static final Column<Sample, SampleId> SAMPLE_ID =
      TABLE.key(Column.of("sample_id", ID, Sample::id));
  private static final Column<Sample, String> CUSTOMER_ID =
      TABLE.fixed(Column.of("customer_id", ColumnType.TEXT, row -> row.request().customerId()));
  private static final Column<Sample, String> SKU =
      TABLE.fixed(Column.of("sku", ColumnType.TEXT, row -> row.request().sku()));
  private static final Column<Sample, Integer> QUANTITY =
      TABLE.fixed(Column.of("quantity", ColumnType.INTEGER, row -> row.request().quantity()));
  private static final Column<Sample, String> TITLE =
      TABLE.fixed(Column.of("title", ColumnType.TEXT, row -> row.request().title()));
  private static final Column<Sample, Kind> STATE =
      TABLE.changing(Column.of("state", KIND, row -> Kind.of(row.state())));
  private static final Column<Sample, Integer> FINAL_QUANTITY =
      TABLE.changing(
          Column.orNull(
              "final_quantity", ColumnType.INTEGER, row -> finalQuantityOrNull(row.state())));
  private static final Column<Sample, Long> VERSION =
      TABLE.changing(Column.of("version", ColumnType.BIGINT, Sample::version));
  private static final Column<Sample, Instant> CREATE_TIME =
      TABLE.fixed(Column.of("create_time", ColumnType.TIME, Sample::createTime));
  private static final Column<Sample, Instant> UPDATE_TIME =
      TABLE.changing(Column.of("update_time", ColumnType.TIME, Sample::updateTime));

  static {
    // Every change counts the version.
    TABLE.guard(VERSION);
  }

  static final String LOCK = TABLE.lock();

  private static final String SELECT = "SELECT " + TABLE.columns() + " FROM samples";

  static final String FIND = SELECT + " WHERE sample_id = :id";

  private static final String NEWEST_FIRST =
      " ORDER BY create_time DESC, sample_id DESC LIMIT :limit";

  static final String LIST_FROM_START = SELECT + NEWEST_FIRST;

  static final String LIST =
      SELECT + " WHERE (create_time, sample_id) < (:time, :id)" + NEWEST_FIRST;

  private SampleTable() {}

  static Sample read(ResultSet row) throws SQLException {
    SampleRequest request =
        new SampleRequest(
            SAMPLE_ID.read(row),
            CUSTOMER_ID.read(row),
            SKU.read(row),
            QUANTITY.read(row),
            TITLE.read(row));
    return new Sample(
        request, readState(row), VERSION.read(row), CREATE_TIME.read(row), UPDATE_TIME.read(row));
  }

  private static SampleState readState(ResultSet row) throws SQLException {
    return switch (STATE.read(row)) {
      case OPEN -> new Open();
      case CLOSED -> new Closed(FINAL_QUANTITY.read(row));
    };
  }

  private static @Nullable Integer finalQuantityOrNull(SampleState state) {
    return switch (state) {
      case Open _ -> null;
      case Closed closed -> closed.finalQuantity();
    };
  }
}
