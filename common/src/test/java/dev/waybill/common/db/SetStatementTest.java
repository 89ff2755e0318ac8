package dev.waybill.common.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.common.testing.TestPostgres;
import dev.waybill.common.time.TimeBudget;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Sets of rows reach the database as they are, also when the driver has prepared the statement. */
final class SetStatementTest {
  private static final NamedSql ECHO =
      NamedSql.of(
          """
          SELECT * FROM unnest(:texts, :ids, :counts, :amounts, :times)
            AS row (text, id, count, amount, time)""");

  @AutoClose
  private final Database database =
      Database.open(TestPostgres.freshDatabase("db/migration/testing"), "db/migration/testing");

  /** One row of every type of column. */
  private record Row(
      @Nullable String text,
      @Nullable UUID id,
      @Nullable Integer count,
      @Nullable Long amount,
      @Nullable Instant time) {}

  @Test
  void bringsEveryTypeThereAndBackAlsoOncePrepared() {
    List<Row> rows =
        List.of(
            new Row("NULL", UUID.randomUUID(), 1, Long.MAX_VALUE, Instant.EPOCH.plusNanos(1000)),
            new Row(
                "{\"a\\,b\"}", UUID.randomUUID(), -1, 0L, Instant.parse("2026-01-31T23:59:59Z")),
            new Row(null, null, null, null, null));

    for (int i = 0; i < 10; i++) {
      List<Row> answered = inTransaction(handle -> echo(handle, rows));
      assertThat(answered).isEqualTo(rows);
    }
    List<Row> none = inTransaction(handle -> echo(handle, List.of()));
    assertThat(none).isEmpty();
  }

  @Test
  void carriesOutSeveralStatementsInTheirOrderInOneTrip() {
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
      write.bind("value", 4).bind("ids", String.class, List.of(id), each -> each).execute();
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
  void failsAsStatementsOfJdbiDo() {
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
      return statement
          .bind("texts", String.class, rows, Row::text)
          .bind("ids", UUID.class, rows, Row::id)
          .bind("counts", Integer.class, rows, Row::count)
          .bind("amounts", Long.class, rows, Row::amount)
          .bind("times", Instant.class, rows, Row::time)
          .rows(
              row -> {
                OffsetDateTime time = row.getObject("time", OffsetDateTime.class);
                return new Row(
                    row.getString("text"),
                    row.getObject("id", UUID.class),
                    row.getObject("count", Integer.class),
                    row.getObject("amount", Long.class),
                    time == null ? null : time.toInstant());
              });
    }
  }

  private <T> T inTransaction(Function<Handle, T> work) {
    return database.inTransaction(TimeBudget.of(Duration.ofSeconds(20)), work);
  }
}
