package dev.waybill.bench.stack;

import dev.waybill.bench.load.Answers;
import dev.waybill.bench.load.Load;
import dev.waybill.bench.load.Rate;
import dev.waybill.bench.machine.Cpu;
import dev.waybill.bench.machine.Postgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The installed pgbench, running a script with the statements of orders. */
public final class PgBench implements Contender {
  private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");
  private static final Pattern COUNT = Pattern.compile("transactions actually processed: ([0-9]+)");
  private static final Pattern LATENCY = Pattern.compile("latency average = ([0-9.]+) ms");

  /** More than are ever busy at a rate whose orders take 50 ms. */
  private static final int CLIENTS_AT_A_RATE = 32;

  /** The services set these for their own sessions, for the same statements on sets of rows. */
  private static final List<String> SETTINGS_FOR_SETS =
      List.of(
          "enable_seqscan=off",
          "enable_hashjoin=off",
          "enable_mergejoin=off",
          "jit=off",
          "plan_cache_mode=force_generic_plan");

  /** The orders that the scripts for sets write at a time. */
  private static final int SET = 64;

  private final String name;
  private final Postgres postgres;
  private final String database;
  private final Path script;
  private final int ordersEach;

  private PgBench(String name, Postgres postgres, String database, Path script, int ordersEach) {
    this.name = name;
    this.postgres = postgres;
    this.database = database;
    this.script = script;
    this.ordersEach = ordersEach;
  }

  /**
   * A contender for the text of a script that runs one order, row by row. Without pgbench it is a
   * loop over JDBC.
   */
  public static Contender of(String name, Postgres postgres, Path folder, String script) {
    String database = "pgbench";
    prepare(postgres, database);
    return isInstalled()
        ? new PgBench(name, postgres, database, write(name, folder, script), 1)
        : new JdbcBench(
            name.replace("pgbench", "JDBC loop for pgbench"),
            postgres,
            database,
            new JdbcScript(script));
  }

  /**
   * A contender for the text of a script that writes the rows of 64 orders at a time. Empty without
   * pgbench.
   */
  public static Optional<Contender> ofSets(
      String name, Postgres postgres, Path folder, String script) {
    if (!isInstalled()) {
      return Optional.empty();
    }
    String database = name.replace(' ', '_');
    prepare(postgres, database);
    return Optional.of(new PgBench(name, postgres, database, write(name, folder, script), SET));
  }

  private static Path write(String name, Path folder, String script) {
    try {
      return Files.writeString(folder.resolve(name.replace(' ', '-') + ".sql"), script);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static boolean isInstalled() {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "pgbench")));
  }

  /** Creates one database with the tables of all three services and stock that does not run out. */
  private static void prepare(Postgres postgres, String database) {
    for (String service : List.of("order", "inventory", "payment")) {
      postgres.migrate(database, service);
    }
    postgres.execute(database, "CREATE SEQUENCE IF NOT EXISTS order_event_position");
    postgres.execute(database, Stock.INSERT);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Sample run(Load load) {
    Cpu cpu = new Cpu(postgres.processId());
    Map<String, Double> before = cpu.millis(List.of());
    long pgbenchBefore = Cpu.endedChildrenMillis();
    String output =
        output(
            List.of(
                "--client=" + load.inFlight(),
                "--jobs=" + Math.min(2, load.inFlight()),
                "--time=" + Math.max(1, load.duration().toSeconds()),
                "--define=last_item=" + (load.hot() ? 0 : Stock.ITEMS - 1)));
    Map<String, Double> after = cpu.millis(List.of());
    after.merge("generator", (double) (Cpu.endedChildrenMillis() - pgbenchBefore), Double::sum);
    double rate = ordersEach * Double.parseDouble(find(RATE, output));
    long count = ordersEach * Long.parseLong(find(COUNT, output));
    double average = Double.parseDouble(find(LATENCY, output));
    return new Sample(
        name,
        load.inFlight() * ordersEach,
        load.hot(),
        count,
        0,
        rate,
        rate,
        average,
        Double.NaN,
        Stack.perOrder(before, after, count),
        Double.NaN);
  }

  @Override
  public Answers at(Rate rate) {
    Path log = script.resolveSibling(script.getFileName() + ".log");
    output(
        List.of(
            "--client=" + CLIENTS_AT_A_RATE,
            "--jobs=2",
            "--rate=" + rate.perSecond(),
            // Whole seconds only.
            "--time=" + rate.leadIn().plus(rate.duration()).plusMillis(999).toSeconds(),
            "--define=last_item=" + (Stock.ITEMS - 1),
            "--log",
            "--log-prefix=" + log));
    // Each of its threads has written a file of its own, whose name begins with the prefix.
    List<String> lines = new ArrayList<>();
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(script.toAbsolutePath().getParent(), log.getFileName() + ".*")) {
      for (Path file : files) {
        lines.addAll(Files.readAllLines(file));
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return PgBenchLog.read(lines.stream(), rate);
  }

  /** Every run waits for its orders. */
  @Override
  public void finish() {}

  private String output(List<String> pace) {
    List<String> command =
        new ArrayList<>(List.of("pgbench", "--no-vacuum", "--protocol=prepared"));
    command.addAll(pace);
    command.addAll(
        List.of(
            "--file=" + script,
            "--host=127.0.0.1",
            "--port=" + postgres.port(),
            "--username=" + postgres.database(database).user(),
            database));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("PGPASSFILE", postgres.passwordFile().toString());
    if (ordersEach > 1) {
      builder.environment().put("PGOPTIONS", "-c " + String.join(" -c ", SETTINGS_FOR_SETS));
    }
    try {
      Process process = builder.start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException("pgbench failed: " + output);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while pgbench runs", e);
    }
  }

  private static String find(Pattern pattern, String output) {
    Matcher matcher = pattern.matcher(output);
    // pgbench prints no rate if no transaction finished in time.
    return matcher.find() ? matcher.group(1) : "0";
  }
}
