package dev.waybill.cli.demo;

import dev.waybill.cli.console.LogOptions;
import dev.waybill.cli.console.Logs;
import dev.waybill.cli.output.Screen;
import dev.waybill.local.stack.Lifetime;
import dev.waybill.postgres.TemporaryFolder;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** `waybill demo`: plays the demonstration and leaves nothing behind. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Starts the three services and PostgreSQL, places good and bad orders, explains each outcome,"
          + " and audits the result.",
      "Uses free ports and a temporary folder, and leaves nothing behind."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every outcome was as expected, and the audit found no violation",
      "1:an outcome was unexpected, the audit found a violation, or the output cannot be written",
      "2:wrong usage",
      "130:interrupted by Ctrl-C"
    })
public final class DemoCommand implements Callable<Integer> {
  private static final int SUCCEEDED = 0;
  private static final int FAILED = 1;

  /** A placeholder until picocli injects the command's own. */
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--verbose", description = "Write the services' log to standard error.")
  private boolean verbose;

  @Mixin private final LogOptions logOptions = new LogOptions();

  @Override
  public Integer call() {
    try (Lifetime lifetime = Lifetime.untilTheProcessEnds()) {
      try {
        Path folder = lifetime.own(() -> TemporaryFolder.create("waybill-demo-")).path();
        if (verbose) {
          Logs.toStandardError(logOptions.level());
        } else {
          Logs.toFile(folder.resolve("services.log"), logOptions.level());
        }
        Screen screen = Screen.of(spec.commandLine()).silentOnce(lifetime::isEnding);
        return new Demo(lifetime, folder, screen).run() ? SUCCEEDED : FAILED;
      } catch (RuntimeException e) {
        return lifetime.interrupted(e);
      }
    }
  }
}
