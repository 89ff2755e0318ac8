package dev.waybill.system.faults;

import dev.waybill.cli.client.Service;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * One service's clock is five minutes off. Services take the time of leases and holds from their
 * database, so it is the database that is given another clock.
 */
@TestInstance(Lifecycle.PER_CLASS)
final class ClockFaults {
  private static final int PER_SECOND = 20;
  private static final int ORDERS = 100;
  private static final List<String> CLOCKS =
      List.of("now", "transaction_timestamp", "statement_timestamp", "clock_timestamp");

  private Trial trial;

  @BeforeAll
  void start(@TempDir Path folder) {
    trial = Trial.start(folder);
  }

  @AfterAll
  void stop() {
    trial.close();
  }

  @ParameterizedTest
  @CsvSource({"ORDER, 5", "INVENTORY, 5", "INVENTORY, -5", "PAYMENT, -5"})
  void oneClockIsMinutesOff(Service service, int minutes) {
    try {
      setClock(service, minutes);
      try (Traffic traffic = trial.orders(PER_SECOND)) {
        traffic.awaitMore(ORDERS);
      }
      trial.verify("the clock of " + service.title() + " " + minutes + " minutes off");
    } finally {
      resetClock(service);
    }
  }

  /** New sessions find these functions before PostgreSQL's own. */
  private void setClock(Service service, int minutes) {
    for (String clock : CLOCKS) {
      execute(
          service,
          """
          CREATE FUNCTION public.%1$s() RETURNS timestamptz LANGUAGE sql STABLE AS
            $$ SELECT pg_catalog.%1$s() + interval '%2$s minutes' $$
          """
              .formatted(clock, minutes));
    }
    execute(
        service,
        "ALTER DATABASE %s SET search_path = public, pg_catalog".formatted(database(service)));
    new Faults(trial.cluster()).endSessions(service);
  }

  private void resetClock(Service service) {
    CLOCKS.forEach(clock -> execute(service, "DROP FUNCTION IF EXISTS public." + clock + "()"));
    execute(service, "ALTER DATABASE %s RESET search_path".formatted(database(service)));
    new Faults(trial.cluster()).endSessions(service);
  }

  private String database(Service service) {
    return trial.cluster().database().value(service, "SELECT current_database()");
  }

  private void execute(Service service, String sql) {
    trial.cluster().database().execute(service, sql);
  }
}
