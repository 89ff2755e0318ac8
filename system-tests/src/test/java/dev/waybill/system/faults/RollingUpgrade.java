package dev.waybill.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.common.server.ServiceDefinition;
import dev.waybill.local.stack.Services;
import dev.waybill.system.cluster.Cluster;
import dev.waybill.system.cluster.Instance;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Replaces the previous release by this version, one instance at a time, while clients of both
 * place orders; then back. Every mixture comes about that an upgrade in either order can have.
 * {@code system-tests/compatibility/check} builds the previous release and sets {@code
 * -Dwaybill.release} to its jar and {@code -Dwaybill.release.client} to its client's classes.
 */
final class RollingUpgrade {
  private static final int PER_SECOND = 20;

  /** How much each mixture of versions does. */
  private static final int ORDERS_BETWEEN = PER_SECOND;

  private static final Duration LENGTH_OF_RELEASED_LOAD = Duration.ofSeconds(60);

  /** The name resolver for two instances is the tests', so their classes come along. */
  private static final String RELEASE =
      System.getProperty("waybill.release")
          + File.pathSeparator
          + Path.of("target", "test-classes").toAbsolutePath();

  private static final String TODAY = System.getProperty("java.class.path");

  @Test
  void losesNothingInEitherOrder(@TempDir Path folder) {
    try (Trial trial = Trial.start(folder, Trial.plan(2, Trial.quicklyAnd()).runFrom(RELEASE))) {
      Cluster cluster = trial.cluster();
      KeptTokens tokens = KeptTokens.takeFrom(cluster);
      try (LoadClients released =
          LoadClients.start(
              cluster, Map.of("of-the-release", releasedLoad()), LENGTH_OF_RELEASED_LOAD)) {
        cluster.explainFailureOf(
            () -> {
              try (Traffic traffic = trial.orders(PER_SECOND)) {
                traffic.awaitMore(ORDERS_BETWEEN);
                replaceAll(TODAY, cluster, traffic);
                tokens.areTakenBy(cluster);
                // The old code on the new schema. Halfway, the old order-service calls the new
                // inventory and payment, as in an upgrade in the other order.
                replaceAll(RELEASE, cluster, traffic);
                // And both on tomorrow's schema.
                Services.ALL.forEach(service -> expandSchema(service, cluster));
                traffic.awaitMore(ORDERS_BETWEEN);
                restart(cluster.instance(Services.ORDER, 0), TODAY, cluster, traffic);
              }
            });
        released.awaitAnswers();
        trial.verify("rolling upgrade from the previous release, and back");
        released.audit();
      }
    }
  }

  /** Replaces order first, then the services that it calls. */
  private static void replaceAll(String classPath, Cluster cluster, Traffic traffic) {
    cluster.allInstances().forEach(instance -> restart(instance, classPath, cluster, traffic));
  }

  private static void restart(
      Instance instance, String classPath, Cluster cluster, Traffic traffic) {
    instance.stop();
    instance.runFrom(classPath);
    cluster.startAgain(instance);
    traffic.awaitMore(ORDERS_BETWEEN);
  }

  /** Adds a column to every table, as a later version's migration would, and records it. */
  private static void expandSchema(ServiceDefinition<?, ?> service, Cluster cluster) {
    String tables =
        cluster
            .database()
            .value(
                service,
                """
                SELECT string_agg(schemaname || '.' || tablename, ' ') FROM pg_tables
                WHERE schemaname NOT IN ('pg_catalog', 'information_schema')
                  AND tablename <> 'flyway_schema_history'
                """);
    for (String table : tables.split(" ", -1)) {
      cluster.database().execute(service, "ALTER TABLE " + table + " ADD COLUMN of_tomorrow text");
    }
    cluster
        .database()
        .execute(
            service,
            """
            INSERT INTO flyway_schema_history (installed_rank, version, description, type, script,
              installed_by, execution_time, success)
            SELECT max(installed_rank) + 1, '9999', 'of tomorrow', 'SQL', 'V9999__of_tomorrow.sql',
              current_user, 0, true
            FROM flyway_schema_history
            """);
  }

  private static List<String> releasedLoad() {
    String classes = System.getProperty("waybill.release.client", "");
    assertThat(classes).as("waybill.release.client").isNotEmpty();
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-cp",
        classes + File.pathSeparator + System.getProperty("waybill.release"),
        "dev.waybill.client.Load");
  }
}
