package dev.waybill.bench.stack;

import dev.waybill.bench.load.Load;
import dev.waybill.bench.machine.Cpu;
import dev.waybill.bench.machine.Postgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The installed pgbench, running the statements of one order row by row. */
public final class PgBench implements Contender {
  static final String DATABASE = "pgbench";
  private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");
  private static final Pattern COUNT = Pattern.compile("transactions actually processed: ([0-9]+)");
  private static final Pattern LATENCY = Pattern.compile("latency average = ([0-9.]+) ms");

  private final String name;
  private final Postgres postgres;
  private final Path script;

  private PgBench(String name, Postgres postgres, Path script) {
    this.name = name;
    this.postgres = postgres;
    this.script = script;
  }

  /**
   * A contender for the text of the script, which needs the tables to exist. Without pgbench it is
   * a loop over JDBC.
   */
  public static Contender of(String name, Postgres postgres, Path folder, String script) {
    if (!isInstalled()) {
      return new JdbcBench(
          name.replace("pgbench", "JDBC loop for pgbench"), postgres, new JdbcScript(script));
    }
    try {
      Path file = folder.resolve(name.replace(' ', '-') + ".sql");
      Files.writeString(file, script);
      return new PgBench(name, postgres, file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isInstalled() {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "pgbench")));
  }

  /** Creates one database with the tables of all three services and stock that does not run out. */
  public static void prepare(Postgres postgres) {
    for (String service : List.of("order", "inventory", "payment")) {
      postgres.migrate(DATABASE, service);
    }
    postgres.execute(DATABASE, "CREATE SEQUENCE IF NOT EXISTS order_event_position");
    postgres.execute(DATABASE, Stock.INSERT);
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
    String output = output(load);
    Map<String, Double> after = cpu.millis(List.of());
    after.merge("generator", (double) (Cpu.endedChildrenMillis() - pgbenchBefore), Double::sum);
    double rate = Double.parseDouble(find(RATE, output));
    long count = Long.parseLong(find(COUNT, output));
    double average = Double.parseDouble(find(LATENCY, output));
    return new Sample(
        name,
        load.inFlight(),
        load.hot(),
        count,
        0,
        rate,
        rate,
        average,
        Double.NaN,
        Stack.perOrder(before, after, count));
  }

  private String output(Load load) {
    List<String> command =
        List.of(
            "pgbench",
            "--no-vacuum",
            "--protocol=prepared",
            "--client=" + load.inFlight(),
            "--jobs=" + Math.min(2, load.inFlight()),
            "--time=" + Math.max(1, load.duration().toSeconds()),
            "--define=last_item=" + (load.hot() ? 0 : Stock.ITEMS - 1),
            "--file=" + script,
            "--host=127.0.0.1",
            "--port=" + postgres.port(),
            "--username=" + postgres.database(DATABASE).user(),
            DATABASE);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("PGPASSFILE", postgres.passwordFile().toString());
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
