package dev.waybill.bench.jmh;

import dev.waybill.common.command.Command;
import dev.waybill.common.command.WorkingSet;
import dev.waybill.common.db.Database;
import dev.waybill.common.db.DatabaseSettings;
import dev.waybill.common.group.GroupCommitter;
import dev.waybill.common.group.GroupSettings;
import dev.waybill.common.group.GroupWriter;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.local.stack.Lifetime;
import dev.waybill.postgres.DatabaseAccess;
import dev.waybill.postgres.LocalPostgres;
import dev.waybill.postgres.ServerPlan;
import dev.waybill.postgres.TemporaryFolder;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import picocli.CommandLine;

/** Hand-offs, grouping and an empty transaction. Nothing is written, so nothing is flushed. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
@Threads(64)
public class GroupCommitterBenchmark {
  private static final Duration BUDGET = Duration.ofSeconds(10);

  @Param({"1", "256"})
  private int maxGroup;

  private final Lifetime lifetime = Lifetime.untilTheProcessEnds();
  private GroupCommitter<NoRows> committer;

  @Setup
  public void start() {
    TemporaryFolder folder = lifetime.own(() -> TemporaryFolder.create("waybill-jmh-"));
    ServerPlan plan = ServerPlan.in(folder.path()).deleting(folder.path());
    DatabaseAccess access = lifetime.own(() -> LocalPostgres.start(plan)).database("jmh");
    DatabaseSettings settings = new DatabaseSettings();
    CommandLine.populateCommand(
        settings,
        "--database-url",
        access.url(),
        "--database-user",
        access.user(),
        "--database-password",
        access.password());
    // The tables of any service will do, because none is used.
    Database database = lifetime.own(() -> Database.open(settings, "db/migration/inventory"));
    committer =
        lifetime.own(
            () ->
                new GroupCommitter<>(
                    "jmh", database, new NoRows(), new GroupSettings(maxGroup, 4096)));
  }

  @TearDown
  public void stop() {
    lifetime.close();
  }

  @Benchmark
  public Integer apply() {
    return committer.apply(new Nothing(), TimeBudget.of(BUDGET));
  }

  /** A command that affects no row. */
  private record Nothing() implements Command<NoRows, Integer> {
    @Override
    public boolean isNewWork() {
      return true;
    }

    @Override
    public void nameRows(NoRows set) {}

    @Override
    public Integer decide(NoRows set, Instant now) {
      return 1;
    }
  }

  /** Sends nothing to the database. */
  private static final class NoRows implements GroupWriter<NoRows>, WorkingSet {
    @Override
    public NoRows begin() {
      return this;
    }

    @Override
    public Instant lock(Handle handle, NoRows set) {
      return Instant.EPOCH;
    }

    @Override
    public void write(Handle handle, NoRows set, Instant now) {}

    @Override
    public Instant writeUnlocked(Handle handle, NoRows set, Instant now) {
      throw new UnsupportedOperationException("nothing is recalled");
    }

    @Override
    public boolean recall(Instant now) {
      return false;
    }

    @Override
    public boolean isRewritten() {
      return false;
    }

    @Override
    public void remember() {}
  }
}
