package dev.waybill.common.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.common.db.Database;
import dev.waybill.common.testing.TestPostgres;
import dev.waybill.common.time.TimeBudget;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Sets of rows reach the database unchanged, even when the driver has prepared the statement. */
final class SetStatementTest {
  private static final NamedSql ECHO =
      NamedSql.of(
          """
          SELECT text, id, count, amount, time,
            texts::text[], counts::integer[], amounts::bigint[]
          FROM unnest(:text, :id, :count, :amount, :time, :texts, :counts, :amounts)
            AS row (text, id, count, amount, time, texts, counts, amounts)""");

  private static final Column<Row, String> TEXT = Column.orNull("text", ColumnType.TEXT, Row::text);
  private static final Column<Row, UUID> ID = Column.orNull("id", ColumnType.UUID, Row::id);
  private static final Column<Row, Integer> COUNT =
      Column.orNull("count", ColumnType.INTEGER, Row::count);
  private static final Column<Row, Long> AMOUNT =
      Column.orNull("amount", ColumnType.BIGINT, Row::amount);
  private static final Column<Row, Instant> TIME =
      Column.orNull("time", ColumnType.TIME, Row::time);
  private static final Column<Row, List<String>> TEXTS =
      Column.orNull("texts", ColumnType.TEXTS, Row::texts);
  private static final Column<Row, List<Integer>> COUNTS =
      Column.orNull("counts", ColumnType.INTEGERS, Row::counts);
  private static final Column<Row, List<Long>> AMOUNTS =
      Column.orNull("amounts", ColumnType.BIGINTS, Row::amounts);

  @AutoClose
  private final Database database =
      Database.open(TestPostgres.freshDatabase("db/migration/testing"), "db/migration/testing");

  /** A row with every type of column. */
  private record Row(
      @Nullable String text,
      @Nullable UUID id,
      @Nullable Integer count,
      @Nullable Long amount,
      @Nullable Instant time,
      @Nullable List<String> texts,
      @Nullable List<Integer> counts,
      @Nullable List<Long> amounts) {}

  @Test
  void roundTripsEveryTypeEvenWhenPrepared() {
    List<Row> rows =
        List.of(
            new Row(
                "NULL",
                UUID.randomUUID(),
                1,
                Long.MAX_VALUE,
                Instant.EPOCH.plusNanos(1000),
                List.of("NULL", "", "{\"a\\,b\"}"),
                List.of(1, -1),
                List.of(Long.MIN_VALUE)),
            new Row(
                "{\"a\\,b\"}",
                UUID.randomUUID(),
                -1,
                0L,
                Instant.parse("2026-01-31T23:59:59Z"),
                List.of(),
                List.of(),
                List.of()),
            new Row(null, null, null, null, null, null, null, null));

    for (int i = 0; i < 10; i++) {
      List<Row> answered = inTransaction(handle -> echo(handle, rows));
      assertThat(answered).isEqualTo(rows);
    }
    List<Row> none = inTransaction(handle -> echo(handle, List.of()));
    assertThat(none).isEmpty();
  }

  @Test
  void runsSeveralStatementsInOrderInOneRoundTrip() {
    NamedSql sql =
        NamedSql.of(
            "INSERT INTO entry (id, value) SELECT id, :value FROM unnest(:ids) AS id",
            "UPDATE entry SET value = value + :value WHERE id = ANY(:ids)");
    NamedSql read = NamedSql.of("SELECT :value::bigint AS one", "SELECT value AS one FROM entry");

    for (int i = 0; i < 10; i++) {
      String id = "id" + i;
      int _ = inTransaction(handle -> write(handle, sql, id));
    }

    int _ = inTransaction(handle -> readBoth(handle, read));
  }

  private static int write(Handle handle, NamedSql sql, String id) {
    try (SetStatement write = SetStatement.prepare(handle, sql)) {
      write.bind("value", 4).bind("ids", ColumnType.TEXT, List.of(id)).execute();
    }
    return 0;
  }

  private static int readBoth(Handle handle, NamedSql sql) {
    try (SetStatement query = SetStatement.prepare(handle, sql)) {
      query.bind("value", 7);
      assertThat(query.rows(row -> row.getLong("one"))).containsExactly(7L);
      assertThat(query.rows(row -> row.getLong("one"))).hasSize(10).containsOnly(8L);
      assertThatThrownBy(() -> query.rows(row -> row)).hasMessageContaining("no more rows");
    }
    return 0;
  }

  @Test
  void rejectsNullInAColumnThatMustHaveAValue() {
    List<Row> rows = List.of(new Row(null, null, null, null, null, null, null, null));

    assertThatThrownBy(() -> inTransaction(handle -> readTexts(handle, rows)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no value in column text");
  }

  private static List<String> readTexts(Handle handle, List<Row> rows) {
    NamedSql sql = NamedSql.of("SELECT * FROM unnest(:text) AS row (text)");
    try (SetStatement statement = SetStatement.prepare(handle, sql)) {
      TEXT.bind(statement, "", rows);
      return statement.rows(TEXT::read);
    }
  }

  @Test
  void failsLikeJdbisStatements() {
    NamedSql sql = NamedSql.of("SELECT 1", "SELECT 1 / :zero");

    assertThatThrownBy(() -> inTransaction(handle -> divide(handle, sql)))
        .isInstanceOf(JdbiException.class)
        .hasStackTraceContaining("division by zero");
  }

  private static int divide(Handle handle, NamedSql sql) {
    try (SetStatement query = SetStatement.prepare(handle, sql)) {
      query.bind("zero", 0).execute();
    }
    return 0;
  }

  private static List<Row> echo(Handle handle, List<Row> rows) {
    try (SetStatement statement = SetStatement.prepare(handle, ECHO)) {
      List.of(TEXT, ID, COUNT, AMOUNT, TIME, TEXTS, COUNTS, AMOUNTS)
          .forEach(column -> column.bind(statement, "", rows));
      return statement.rows(
          row ->
              new Row(
                  TEXT.readOrNull(row),
                  ID.readOrNull(row),
                  COUNT.readOrNull(row),
                  AMOUNT.readOrNull(row),
                  TIME.readOrNull(row),
                  TEXTS.readOrNull(row),
                  COUNTS.readOrNull(row),
                  AMOUNTS.readOrNull(row)));
    }
  }

  private <T> T inTransaction(Function<Handle, T> work) {
    return database.inTransaction(TimeBudget.of(Duration.ofSeconds(20)), work);
  }
}
