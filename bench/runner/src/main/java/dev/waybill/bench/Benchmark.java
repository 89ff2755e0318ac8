package dev.waybill.bench;

import dev.waybill.bench.machine.Postgres;
import dev.waybill.bench.report.Findings;
import dev.waybill.bench.report.Report;
import dev.waybill.bench.stack.Jars;
import dev.waybill.cli.WrongUsage;
import dev.waybill.cli.console.Logs;
import dev.waybill.local.stack.Lifetime;
import dev.waybill.postgres.TemporaryFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

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
  /** A placeholder until picocli injects the command's own. */
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--quick", description = "About seven minutes: fewer rounds and levels.")
  private boolean quick;

  @Option(
      names = "--smoke",
      description = "As short as can be: shows that everything works, and measures nothing.")
  private boolean smoke;

  @Option(
      names = "--before",
      paramLabel = "DIR",
      description =
          "Another version to compare with, measured in turns with this one: a checkout that was"
              + " built, or a folder with the jars of its services.")
  private @Nullable Path before;

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
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Benchmark())
        .setParameterExceptionHandler((failure, _) -> WrongUsage.explain(failure));
  }

  @Override
  public Integer call() {
    if (quick && smoke) {
      throw wrongUsage("--quick cannot be combined with --smoke");
    }
    if (out != null && Files.exists(out) && !Files.isDirectory(out)) {
      throw wrongUsage("--out: expected a folder, but was " + out);
    }
    Optional<Jars> other = Optional.ofNullable(before).map(this::jars);
    try (Lifetime lifetime = Lifetime.untilTheProcessEnds()) {
      Path folder = lifetime.own(() -> TemporaryFolder.create("waybill-bench-")).path();
      Postgres postgres = lifetime.own(() -> Postgres.start(folder));
      Findings measured = new Session(plan(), postgres, root, other, folder, lifetime).run();
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

  private Jars jars(Path folder) {
    try {
      return Jars.in(folder);
    } catch (IllegalArgumentException e) {
      throw wrongUsage("--before: " + e.getMessage());
    }
  }

  private ParameterException wrongUsage(String message) {
    return new ParameterException(spec.commandLine(), message);
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
