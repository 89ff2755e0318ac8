package dev.waybill.common.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.common.db.Database;
import dev.waybill.common.db.DatabaseSettings;
import dev.waybill.common.testing.TestPostgres;
import dev.waybill.common.time.TimeBudget;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A committer on a fresh database, with a separate connection to check what is stored. */
final class CommitterFixture implements AutoCloseable {
  static final String MIGRATIONS = "db/migration/testing";

  final DatabaseSettings settings;
  final EntryWriter writer = new EntryWriter();
  final GroupCommitter<Entries> committer;
  private final Database database;
  private final Database observer;

  CommitterFixture(GroupSettings bounds) {
    this(bounds, TestPostgres.freshDatabase(MIGRATIONS), UnaryOperator.identity());
  }

  /**
   * @param path changes the settings with which the committer reaches the database
   */
  CommitterFixture(
      GroupSettings bounds, DatabaseSettings settings, UnaryOperator<DatabaseSettings> path) {
    this.settings = settings;
    database = Database.open(path.apply(settings), MIGRATIONS);
    observer = Database.open(settings.withConnections(1), MIGRATIONS);
    committer = new GroupCommitter<>("entries", database, writer, bounds);
  }

  CompletableFuture<String> submit(String id, int value) {
    return committer.submit(new Entry(id, value), plenty());
  }

  /** Starts a group that stays open until the gate opens. */
  void holdLane(CountDownLatch gate) {
    int before = writer.attempts().size();
    writer.failNext(Fault.waitFor(gate));
    var _ = submit("held", 0);
    await().until(() -> writer.attempts().size() > before);
  }

  Map<String, Integer> stored() {
    return observer.read(
        plenty(),
        handle ->
            handle
                .createQuery("SELECT id, value FROM entry")
                .map((row, _) -> Map.entry(row.getString("id"), row.getInt("value")))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  static Throwable failureOf(CompletableFuture<?> answer) {
    try {
      throw new AssertionError("answered " + answer.orTimeout(20, TimeUnit.SECONDS).join());
    } catch (CompletionException e) {
      assertThat(e).hasCauseInstanceOf(Throwable.class);
      return answer.exceptionNow();
    }
  }

  static TimeBudget plenty() {
    return TimeBudget.of(Duration.ofSeconds(20));
  }

  @Override
  public void close() {
    committer.close();
    database.close();
    observer.close();
  }
}
