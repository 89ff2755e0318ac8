package dev.waybill.system.faults;

import dev.waybill.common.server.ServiceDefinition;
import dev.waybill.system.cluster.Cluster;
import dev.waybill.system.cluster.Health;
import dev.waybill.system.cluster.Instance;
import java.time.Duration;
import org.awaitility.Awaitility;

/** Injects the faults that a cluster must survive. */
final class Faults {
  private static final Duration STARTING_TIME = Duration.ofMinutes(3);

  private final Cluster cluster;

  Faults(Cluster cluster) {
    this.cluster = cluster;
  }

  void perform(PlannedAct planned) {
    switch (planned.act()) {
      case KILL -> instance(planned).kill();
      case STOP -> instance(planned).stop();
      case START -> start(instance(planned));
      case PAUSE -> instance(planned).pause();
      case CONTINUE -> instance(planned).resume();
      case END_SESSIONS -> endSessions(planned.service());
      case KILL_DATABASE -> killDatabase();
    }
  }

  /**
   * Starts the instance, as often as needed, because a service exits at once if it finds no
   * database.
   */
  void start(Instance instance) {
    Awaitility.await(instance + " serves again")
        .atMost(STARTING_TIME)
        .ignoreExceptions()
        .until(
            () -> {
              if (!instance.isRunning()) {
                instance.startAgain();
              }
              return Health.isServing(instance);
            });
  }

  /** Ends all sessions of the service, no matter what they are doing. */
  void endSessions(ServiceDefinition<?, ?> service) {
    cluster
        .database()
        .execute(
            service,
            """
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid()
            """);
  }

  /** Returns when the server accepts statements again. */
  void killDatabase() {
    cluster.database().kill();
    cluster.database().awaitUp();
  }

  private Instance instance(PlannedAct planned) {
    return cluster.instance(planned.service(), planned.instance());
  }
}
