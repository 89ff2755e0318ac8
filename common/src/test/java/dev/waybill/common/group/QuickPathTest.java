package dev.waybill.common.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.waybill.common.command.Command;
import dev.waybill.common.command.RowCache;
import dev.waybill.common.command.Rows;
import dev.waybill.common.db.Database;
import dev.waybill.common.db.DatabaseSettings;
import dev.waybill.common.failure.OutcomeUnknownException;
import dev.waybill.common.table.Column;
import dev.waybill.common.table.ColumnType;
import dev.waybill.common.table.GroupWrites;
import dev.waybill.common.table.NamedSql;
import dev.waybill.common.table.SetStatement;
import dev.waybill.common.table.Table;
import dev.waybill.common.testing.CommitFault;
import dev.waybill.common.testing.DatabaseLink;
import dev.waybill.common.testing.DatabaseTap;
import dev.waybill.common.testing.DatabaseTap.RoundTrip;
import dev.waybill.common.testing.TestPostgres;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * A group whose rows are known is written in one round trip, if they are still as they are known.
 */
final class QuickPathTest {
  private static final String MIGRATIONS = CommitterFixture.MIGRATIONS;
  private static final String QUICK = "BEGIN WITH SELECT COMMIT";

  private final DatabaseSettings settings = TestPostgres.freshDatabase(MIGRATIONS);
  private final DatabaseTap tap = new DatabaseTap(settings);
  private final Database database = Database.open(tap.settings().withConnections(1), MIGRATIONS);
  private final GroupCommitter<Rows<String, Row>> committer =
      new GroupCommitter<>("rows", database, new RowWriter(), GroupSettings.defaults());

  @BeforeEach
  void readTheClock() {
    assertThat(put("first", 1).before()).isZero();
    tap.clear();
  }

  @AfterEach
  void closeAll() {
    committer.close();
    database.close();
    tap.close();
  }

  @Test
  void writesKnownAndNewRowsInOneRoundTrip() {
    assertThat(put("first", 2).before()).isEqualTo(1);
    assertThat(put("first", 3).before()).isEqualTo(2);
    assertThat(putNew("second", 1).before()).isZero();

    assertThat(trips()).containsExactly(QUICK, QUICK, "BEGIN INSERT SELECT COMMIT");
    assertThat(stored("first")).isEqualTo(3);
    assertThat(stored("second")).isEqualTo(1);
  }

  @Test
  void locksRowsThatItDoesNotKnow() {
    TestPostgres.execute(settings, "INSERT INTO entry VALUES ('foreign', 5)");

    assertThat(put("foreign", 6).before()).isEqualTo(5);

    assertThat(trips()).containsExactly("BEGIN SELECT SELECT", "WITH COMMIT");
  }

  @Test
  void decidesAgainIfAnotherHasChangedTheRow() {
    TestPostgres.execute(settings, "UPDATE entry SET value = 10");

    assertThat(put("first", 11).before()).isEqualTo(10);

    assertThat(trips()).containsExactly(QUICK, "ROLLBACK", "BEGIN SELECT SELECT", "WITH COMMIT");
    assertThat(stored("first")).isEqualTo(11);
  }

  @Test
  void decidesAgainIfARowIsNotNew() {
    TestPostgres.execute(settings, "INSERT INTO entry VALUES ('foreign', 5)");

    assertThat(putNew("foreign", 6).before()).isEqualTo(5);
    assertThat(stored("foreign")).isEqualTo(6);
  }

  @Test
  void decidesAgainIfTheTimeIsOldWhenTheRowIsLocked() throws Exception {
    CompletableFuture<Replaced> waiting;
    Instant released;
    try (var other =
            DriverManager.getConnection(
                settings.url().toString(), settings.user(), settings.password().value());
        var statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("SELECT FROM entry FOR UPDATE");
      waiting = committer.submit(new Put("first", 2, false), CommitterFixture.plenty());
      await().until(() -> hasWaited("300 ms"));
      released = Instant.now();
      other.commit();
    }

    assertThat(waiting.join().time()).isAfterOrEqualTo(released);
    assertThat(trips()).containsExactly(QUICK, "ROLLBACK", "BEGIN SELECT SELECT", "WITH COMMIT");
  }

  @Test
  void locksIfADecisionBuildsOnARowThatItLeavesUnchanged() {
    assertThat(put("first", 1).before()).isEqualTo(1);

    assertThat(trips()).containsExactly("BEGIN SELECT SELECT", "COMMIT");
  }

  @Test
  void locksInOneRoundTripAlsoOnceTheDriverHasPreparedTheStatements() {
    for (int i = 0; i < 12; i++) {
      var _ = put("first", 1);
    }
    tap.clear();

    var _ = put("first", 1);

    assertThat(trips()).containsExactly("BEGIN SELECT SELECT", "COMMIT");
  }

  @Test
  void writesInOneRoundTripAlsoOnceTheDriverHasPreparedTheStatements() {
    for (int i = 0; i < 12; i++) {
      var _ = put("first", i);
    }
    AtomicInteger value = new AtomicInteger(100);

    // Once is enough: on a busy machine a group can be held up until its time is too old.
    await()
        .untilAsserted(
            () -> {
              tap.clear();
              var _ = put("first", value.incrementAndGet());
              assertThat(trips()).containsExactly(QUICK);
            });
  }

  @Test
  void settlesACommitOfUnknownOutcomeOnLockedRows() {
    CommitFault.endSession(settings, "entry", 1);

    assertThat(put("first", 2).before()).isEqualTo(1);
    assertThat(stored("first")).isEqualTo(2);
  }

  @Test
  void settlesACommitWhoseAnswerWasLostOnLockedRows() {
    try (DatabaseLink link = new DatabaseLink(settings);
        Database linked = Database.open(link.settings(), MIGRATIONS);
        GroupCommitter<Rows<String, Row>> other =
            new GroupCommitter<>("linked", linked, new RowWriter(), GroupSettings.defaults())) {
      var _ = other.apply(new Put("linked", 1, true), CommitterFixture.plenty());
      link.loseAnswersToCommits(1);

      // The second run finds the effect of the first.
      assertThat(other.apply(new Put("linked", 2, false), CommitterFixture.plenty()).before())
          .isEqualTo(2);
      link.loseAnswersToCommits(2);
      assertThatThrownBy(() -> other.apply(new Put("linked", 3, false), CommitterFixture.plenty()))
          .isInstanceOf(OutcomeUnknownException.class);
      assertThat(stored("linked")).isEqualTo(3);
    }
  }

  @Test
  void answersFromLockedRowsIfADecisionOnRecalledRowsFails() {
    FailOnce command =
        new FailOnce(
            () -> {
              throw new IllegalStateException("seeded");
            });

    assertThat(committer.apply(command, CommitterFixture.plenty())).isEqualTo(2);

    assertThat(trips()).containsExactly("BEGIN SELECT SELECT", "COMMIT");
  }

  @Test
  void logsAnErrorThatOnlyRecalledRowsCause() {
    FailOnce command =
        new FailOnce(
            () -> {
              throw new AssertionError("seeded for the log");
            });
    Logger log = (Logger) LoggerFactory.getLogger(GroupAttempt.class);
    ListAppender<ILoggingEvent> logged = new ListAppender<>();
    logged.start();
    log.addAppender(logged);
    try {
      assertThat(committer.apply(command, CommitterFixture.plenty())).isEqualTo(2);
    } finally {
      log.detachAppender(logged);
    }

    assertThat(List.copyOf(logged.list))
        .filteredOn(event -> event.getThrowableProxy() != null)
        .extracting(ILoggingEvent::getLevel, event -> event.getThrowableProxy().getMessage())
        .contains(tuple(Level.WARN, "seeded for the log"));
  }

  @Test
  void forgetsRowsThatWereNotCommitted() {
    CommitFault.refuse(settings, "entry", "23514");

    assertThat(CommitterFixture.failureOf(submit("first", 2))).hasStackTraceContaining("23514");
    tap.clear();
    TestPostgres.execute(settings, "DROP TRIGGER commit_fault ON entry");
    assertThat(put("first", 3).before()).isEqualTo(1);

    assertThat(trips()).containsExactly("BEGIN SELECT SELECT", "WITH COMMIT");
  }

  @Test
  void locksMoreGroupsAfterEachMiss() {
    QuickPath path = new QuickPath();

    assertThat(lockedAfterMiss(path)).isEqualTo(1);
    assertThat(lockedAfterMiss(path)).isEqualTo(2);
    assertThat(lockedAfterMiss(path)).isEqualTo(4);
    path.hit();
    assertThat(lockedAfterMiss(path)).isEqualTo(1);
  }

  private static int lockedAfterMiss(QuickPath path) {
    path.missed();
    int groups = 0;
    while (!path.isOpen()) {
      path.locked();
      groups++;
    }
    return groups;
  }

  private boolean hasWaited(String time) {
    return TestPostgres.count(
            settings,
            "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                + " AND datname = current_database() AND query_start < clock_timestamp() - interval '"
                + time
                + "'")
        > 0;
  }

  private Replaced put(String id, int value) {
    return submit(id, value).join();
  }

  private CompletableFuture<Replaced> submit(String id, int value) {
    return committer.submit(new Put(id, value, false), CommitterFixture.plenty());
  }

  private Replaced putNew(String id, int value) {
    return committer.apply(new Put(id, value, true), CommitterFixture.plenty());
  }

  private int stored(String id) {
    return TestPostgres.count(settings, "SELECT value FROM entry WHERE id = '" + id + "'");
  }

  private List<String> trips() {
    return tap.trips().stream().map(RoundTrip::outline).filter(text -> !text.isEmpty()).toList();
  }

  /** A row of the table of these tests. */
  private record Row(String id, int value) {}

  /**
   * What a command found.
   *
   * @param before the value that it replaced; zero if there was none
   */
  private record Replaced(int before, Instant time) {}

  /** Sets a value. */
  private record Put(String id, int value, boolean isNewWork)
      implements Command<Rows<String, Row>, Replaced> {
    @Override
    public void nameRows(Rows<String, Row> rows) {
      if (isNewWork) {
        rows.nameNew(id);
      } else {
        rows.name(id);
      }
    }

    @Override
    public Replaced decide(Rows<String, Row> rows, Instant now) {
      Row before = rows.get(id);
      rows.put(id, new Row(id, value));
      return new Replaced(before == null ? 0 : before.value(), now);
    }
  }

  /** Fails when it is decided for the first time, and then returns how often it was. */
  private record FailOnce(Runnable failing, AtomicInteger decisions)
      implements Command<Rows<String, Row>, Integer> {
    FailOnce(Runnable failing) {
      this(failing, new AtomicInteger());
    }

    @Override
    public boolean isNewWork() {
      return false;
    }

    @Override
    public void nameRows(Rows<String, Row> rows) {
      rows.name("first");
    }

    @Override
    public Integer decide(Rows<String, Row> rows, Instant now) {
      if (decisions.incrementAndGet() == 1) {
        failing.run();
      }
      return decisions.get();
    }
  }

  /** Writes rows as the services do. */
  private static final class RowWriter implements GroupWriter<Rows<String, Row>> {
    private static final Table<Row> TABLE = new Table<>("entry");
    private static final Column<Row, String> ID =
        TABLE.key(Column.of("id", ColumnType.TEXT, Row::id));
    private static final Column<Row, Integer> VALUE =
        TABLE.changing(Column.of("value", ColumnType.INTEGER, Row::value));

    static {
      TABLE.guard(VALUE);
    }

    private static final NamedSql LOCK = NamedSql.of(TABLE.lock(), Table.CLOCK);

    private static final GroupWrites<Rows<String, Row>> WRITES =
        new GroupWrites<Rows<String, Row>>().rows(TABLE, Function.identity());

    private final RowCache<String, Row> recent = new RowCache<>(8);

    @Override
    public Rows<String, Row> begin() {
      return new Rows<>(recent);
    }

    @Override
    public Instant lock(Handle handle, Rows<String, Row> rows) {
      try (SetStatement lock = SetStatement.prepare(handle, LOCK)) {
        lock.bind("entry", ColumnType.TEXT, rows.named());
        lock.rows(row -> new Row(ID.read(row), VALUE.read(row)))
            .forEach(row -> rows.load(row.id(), row));
        return lock.clock();
      }
    }

    @Override
    public void write(Handle handle, Rows<String, Row> rows, Instant now) {
      WRITES.write(handle, rows, now);
    }

    @Override
    public Instant writeUnlocked(Handle handle, Rows<String, Row> rows, Instant now) {
      return WRITES.writeUnlocked(handle, rows, now);
    }
  }
}
