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

/** Plays the demonstration and leaves nothing behind. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Tells a story of orders, good and bad, on three real services and a real PostgreSQL, then"
          + " audits their books.",
      "Uses free ports and a temporary folder, and leaves nothing behind."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all came as told, and the books are in order",
      "1:something did not, or the story could not be printed",
      "2:wrong usage",
      "130:interrupted by Ctrl-C"
    })
public final class DemoCommand implements Callable<Integer> {
  private static final int AS_TOLD = 0;
  private static final int NOT_AS_TOLD = 1;

  /** A placeholder until picocli injects the command's own. */
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--verbose", description = "Log what the services do to standard error.")
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
        return new Demo(lifetime, folder, screen).run() ? AS_TOLD : NOT_AS_TOLD;
      } catch (RuntimeException e) {
        return lifetime.interrupted(e);
      }
    }
  }
}
