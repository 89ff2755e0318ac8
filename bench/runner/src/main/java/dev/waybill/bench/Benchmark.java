package dev.waybill.bench;

import dev.waybill.bench.machine.Postgres;
import dev.waybill.bench.report.Findings;
import dev.waybill.bench.report.Report;
import dev.waybill.cli.console.Logs;
import dev.waybill.local.stack.Lifetime;
import dev.waybill.postgres.TemporaryFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures all contenders side by side and writes the results. */
@Command(
    name = "bench/run",
    mixinStandardHelpOptions = true,
    description = {
      "Measures Waybill against the machine's limits and against what people would use instead.",
      "Writes RESULTS.md, raw data and pictures. Prints the targets with measured values, and all"
          + " figures as one line of JSON on standard output."
    })
public final class Benchmark implements Callable<Integer> {
  @Option(names = "--quick", description = "About four minutes: fewer rounds and levels.")
  private boolean quick;

  @Option(
      names = "--smoke",
      description = "As short as can be: shows that everything works, and measures nothing.")
  private boolean smoke;

  @Option(
      names = "--root",
      paramLabel = "DIR",
      required = true,
      description = "The project's folder.")
  private Path root = Path.of("");

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Where results are written. Default: bench of the project; nowhere with --quick.")
  private @Nullable Path out;

  /** Created empty, for picocli to fill. */
  public Benchmark() {}

  public static void main(String[] arguments) {
    Logs.warningsOnly();
    System.exit(new CommandLine(new Benchmark()).execute(arguments));
  }

  @Override
  public Integer call() {
    try (Lifetime lifetime = Lifetime.untilTheProcessEnds()) {
      Path folder = lifetime.own(() -> TemporaryFolder.create("waybill-bench-")).path();
      Postgres postgres = lifetime.own(() -> Postgres.start(folder));
      Findings measured = new Session(plan(), postgres, root, folder, lifetime).run();
      Report report = new Report(measured);
      boolean whole = !quick && !smoke;
      if (whole || out != null) {
        report.write(out == null ? root.resolve("bench") : out);
      }
      System.err.println(report.table());
      System.out.println(report.jsonLine());
      return report.isSound() ? 0 : 1;
    }
  }

  private Plan plan() {
    if (smoke) {
      return Plan.smoke();
    }
    return quick ? Plan.quick() : Plan.full();
  }

  /** The text of a file of the project. */
  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
