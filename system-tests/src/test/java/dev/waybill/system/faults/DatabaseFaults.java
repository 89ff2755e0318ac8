package dev.waybill.system.faults;

import dev.waybill.common.server.ServiceDefinition;
import dev.waybill.local.stack.Services;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** PostgreSQL dies, disconnects or is slow while orders are placed. */
@TestInstance(Lifecycle.PER_CLASS)
final class DatabaseFaults {
  private static final int PER_SECOND = 20;
  private static final int A_FEW = 20;

  /** The table that each order writes, of the services that take part in one. */
  private static final Map<ServiceDefinition<?, ?>, String> HOTTEST_TABLES =
      Map.of(Services.ORDER, "orders", Services.INVENTORY, "items", Services.PAYMENT, "payments");

  private Trial trial;
  private Faults faults;

  @BeforeAll
  void start(@TempDir Path folder) {
    trial = Trial.start(folder);
    faults = new Faults(trial.cluster());
  }

  @AfterAll
  void stop() {
    trial.close();
  }

  static Stream<Named<ServiceDefinition<?, ?>>> servicesWithDatabase() {
    return Services.ALL.stream()
        .filter(service -> service.database().isPresent())
        .map(DatabaseFaults::named);
  }

  static Stream<Named<ServiceDefinition<?, ?>>> servicesWithHotTable() {
    return HOTTEST_TABLES.keySet().stream().map(DatabaseFaults::named);
  }

  private static Named<ServiceDefinition<?, ?>> named(ServiceDefinition<?, ?> service) {
    return Named.of(service.title(), service);
  }

  @Test
  void postgresIsKilledAndStartedAgain() {
    try (Traffic traffic = trial.orders(PER_SECOND)) {
      for (int time = 0; time < 3; time++) {
        traffic.awaitMore(A_FEW);
        faults.killDatabase();
      }
      traffic.awaitMore(A_FEW);
    }
    trial.verify("PostgreSQL killed 3 times");
  }

  @ParameterizedTest
  @MethodSource("servicesWithDatabase")
  void allSessionsOfAServiceAreTerminated(ServiceDefinition<?, ?> service) {
    try (Traffic traffic = trial.orders(PER_SECOND)) {
      for (int time = 0; time < 5; time++) {
        traffic.awaitMore(A_FEW);
        faults.endSessions(service);
      }
      traffic.awaitMore(A_FEW);
    }
    trial.verify("all sessions of " + service.title() + " terminated 5 times");
  }

  /** Every statement waits for the lock, so that every connection of the pools is soon in use. */
  @ParameterizedTest
  @MethodSource("servicesWithHotTable")
  void slowStatementsTakeAllConnections(ServiceDefinition<?, ?> service) throws SQLException {
    try (Traffic traffic = trial.orders(PER_SECOND)) {
      traffic.awaitMore(A_FEW);
      try (Connection session = trial.cluster().database().connect(service);
          Statement statement = session.createStatement()) {
        session.setAutoCommit(false);
        statement.execute(
            "LOCK TABLE " + HOTTEST_TABLES.get(service) + " IN ACCESS EXCLUSIVE MODE");
        traffic.awaitMore(3 * A_FEW);
        session.rollback();
      }
      traffic.awaitMore(A_FEW);
    }
    trial.verify("all connections of " + service.title() + " busy with slow statements");
  }

  /**
   * PostgreSQL reports these conditions when transactions conflict; here it does so half the time.
   */
  @ParameterizedTest
  @ValueSource(strings = {"deadlock_detected", "serialization_failure"})
  void transactionsAreRejected(String condition) {
    try (Traffic traffic = trial.orders(PER_SECOND)) {
      for (ServiceDefinition<?, ?> service : HOTTEST_TABLES.keySet()) {
        traffic.awaitMore(A_FEW);
        turnDown(service, condition);
        traffic.awaitMore(3 * A_FEW);
        trial.cluster().database().execute(service, "DROP FUNCTION turn_down CASCADE");
      }
      traffic.awaitMore(A_FEW);
    }
    trial.verify("every other statement that writes fails with " + condition);
  }

  private void turnDown(ServiceDefinition<?, ?> service, String condition) {
    trial
        .cluster()
        .database()
        .execute(
            service,
            """
            CREATE FUNCTION turn_down() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              IF random() < 0.5 THEN
                RAISE %1$s;
              END IF;
              RETURN NULL;
            END $$;
            CREATE TRIGGER turn_down BEFORE INSERT OR UPDATE ON %2$s
              FOR EACH STATEMENT EXECUTE FUNCTION turn_down();
            """
                .formatted(condition, HOTTEST_TABLES.get(service)));
  }
}
