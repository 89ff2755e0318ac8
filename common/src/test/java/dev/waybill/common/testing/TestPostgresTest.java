package dev.waybill.common.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.common.db.Database;
import dev.waybill.common.db.DatabaseSettings;
import dev.waybill.common.time.TimeBudget;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The tests' database must be as durable as the real one, and tests must not share data. */
final class TestPostgresTest {
  private static final String MIGRATIONS = "db/migration/testing";

  @Test
  void flushesEveryCommit() {
    try (Database database = open()) {
      assertThat(show(database, "fsync")).isEqualTo("on");
      assertThat(show(database, "full_page_writes")).isEqualTo("on");
      assertThat(show(database, "synchronous_commit")).isEqualTo("on");
    }
  }

  @Test
  void givesEachTestItsOwnMigratedDatabase() {
    try (Database first = open();
        Database second = open()) {
      first.read(budget(), handle -> handle.execute("INSERT INTO entry VALUES ('a', 1)"));

      assertThat(count(first)).isEqualTo(1);
      assertThat(count(second)).isZero();
    }
  }

  private static Database open() {
    DatabaseSettings settings = TestPostgres.freshDatabase(MIGRATIONS);
    return Database.open(settings, MIGRATIONS);
  }

  private static String show(Database database, String setting) {
    return database.read(
        budget(), handle -> handle.createQuery("SHOW " + setting).mapTo(String.class).one());
  }

  private static int count(Database database) {
    return database.read(
        budget(),
        handle -> handle.createQuery("SELECT count(*) FROM entry").mapTo(Integer.class).one());
  }

  private static TimeBudget budget() {
    return TimeBudget.of(Duration.ofSeconds(10));
  }
}
