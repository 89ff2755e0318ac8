package dev.waybill.common.db;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what a start is waiting for during migrations: its own, or those of another instance. */
final class MigrationProgress extends BaseCallback implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(MigrationProgress.class);
  private static final Duration FIRST = Duration.ofSeconds(2);
  private static final Duration INTERVAL = Duration.ofSeconds(30);

  /** Between migrations, the only thing left to wait for is Flyway's lock. */
  private static final String WAITING = "waiting for another instance to finish its migrations";

  private final String database;
  private final long began = System.nanoTime();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("migration-progress").factory());
  private volatile String activity = "connecting, or " + WAITING;

  private MigrationProgress(String database) {
    this.database = database;
  }

  static MigrationProgress start(String database) {
    MigrationProgress progress = new MigrationProgress(database);
    var _ =
        progress.timer.scheduleAtFixedRate(
            progress::log, FIRST.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    return progress;
  }

  @Override
  public boolean supports(Event event, Context context) {
    return event == Event.BEFORE_MIGRATE
        || event == Event.BEFORE_EACH_MIGRATE
        || event == Event.AFTER_EACH_MIGRATE;
  }

  @Override
  public void handle(Event event, Context context) {
    activity =
        event == Event.BEFORE_EACH_MIGRATE
            ? "applying migration " + context.getMigrationInfo().getScript()
            : WAITING;
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  private void log() {
    LOGGER.info(
        "database {}: {}, for {}s now",
        database,
        activity,
        Duration.ofNanos(System.nanoTime() - began).toSeconds());
  }
}
