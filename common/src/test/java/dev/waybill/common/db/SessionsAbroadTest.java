package dev.waybill.common.db;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.common.testing.TestPostgres;
import dev.waybill.common.time.TimeBudget;
import java.time.Duration;
import java.util.Locale;
import java.util.SimpleTimeZone;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Sessions have the settings that Waybill needs, whatever the machine sets. */
@Isolated("sets the JVM's zone and locale")
final class SessionsAbroadTest {
  private static final String MIGRATIONS = "db/migration/testing";

  private final DatabaseSettings settings = TestPostgres.freshDatabase(MIGRATIONS);

  @Test
  void areInUtcWhateverTheZoneOfTheMachine() {
    TimeZone before = TimeZone.getDefault();
    // A name that no server knows, just as some servers do not know Asia/Calcutta.
    TimeZone.setDefault(new SimpleTimeZone(3_600_000, "Mars/Olympus"));
    try (Database database = Database.open(settings, MIGRATIONS)) {
      assertThat(show(database, "timezone")).isEqualTo("UTC");
    } finally {
      TimeZone.setDefault(before);
    }
  }

  @Test
  void areTheSameInEveryLocale() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("fa-u-nu-arabext"));
    try (Database database = Database.open(settings, MIGRATIONS)) {
      assertThat(show(database, "statement_timeout")).isEqualTo("10s");
      assertThat(show(database, "idle_in_transaction_session_timeout")).isEqualTo("10s");
    } finally {
      Locale.setDefault(before);
    }
  }

  private static String show(Database database, String setting) {
    return database.inTransaction(
        TimeBudget.of(Duration.ofSeconds(10)),
        handle -> handle.createQuery("SHOW " + setting).mapTo(String.class).one());
  }
}
