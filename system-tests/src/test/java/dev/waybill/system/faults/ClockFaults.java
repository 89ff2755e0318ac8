package dev.waybill.system.faults;

import dev.waybill.common.server.ServiceDefinition;
import dev.waybill.local.stack.Services;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * One service's clock is five minutes off. Services take the time of leases and holds from their
 * database, so the database gets the wrong clock.
 */
final class ClockFaults {
  private static final int PER_SECOND = 20;
  private static final int ORDERS = 100;
  private static final List<String> CLOCKS =
      List.of("now", "transaction_timestamp", "statement_timestamp", "clock_timestamp");

  /**
   * Each in its own cluster, because what a fast clock has dated is in the future of a correct one.
   */
  @ParameterizedTest
  @CsvSource({"order, 5", "inventory, 5", "inventory, -5", "payment, -5"})
  void oneClockIsMinutesOff(String name, int minutes, @TempDir Path folder) {
    ServiceDefinition<?, ?> service = Services.named(name);
    try (Trial trial = Trial.start(folder)) {
      setClock(trial, service, minutes);
      try (Traffic traffic = trial.orders(PER_SECOND)) {
        traffic.awaitMore(ORDERS);
      }
      trial.verify("the clock of " + service.title() + " " + minutes + " minutes off");
    }
  }

  /** New sessions find these functions before PostgreSQL's own. */
  private static void setClock(Trial trial, ServiceDefinition<?, ?> service, int minutes) {
    for (String clock : CLOCKS) {
      execute(
          trial,
          service,
          """
          CREATE FUNCTION public.%1$s() RETURNS timestamptz LANGUAGE sql STABLE AS
            $$ SELECT pg_catalog.%1$s() + interval '%2$s minutes' $$
          """
              .formatted(clock, minutes));
    }
    String database = trial.cluster().database().value(service, "SELECT current_database()");
    execute(
        trial,
        service,
        "ALTER DATABASE %s SET search_path = public, pg_catalog".formatted(database));
    new Faults(trial.cluster()).endSessions(service);
  }

  private static void execute(Trial trial, ServiceDefinition<?, ?> service, String sql) {
    trial.cluster().database().execute(service, sql);
  }
}
