package dev.waybill.cli.up;

import dev.waybill.cli.console.LogOptions;
import dev.waybill.cli.console.Logs;
import dev.waybill.cli.console.Timer;
import dev.waybill.cli.output.Screen;
import dev.waybill.local.stack.Lifetime;
import dev.waybill.local.stack.LocalStack;
import dev.waybill.local.stack.Services;
import dev.waybill.local.stack.StackPorts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Runs the services until stopped. What else happens at the start is added by overriding {@link
 * #prepare} and {@link #nextSteps}.
 */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs PostgreSQL and the services on this machine until Ctrl-C, and keeps their data."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "1:the services cannot start",
      "2:wrong usage",
      "130:stopped by Ctrl-C",
      "143:stopped by SIGTERM"
    })
public class UpCommand implements Callable<Integer> {
  /** A placeholder until picocli injects the command's own. */
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private final PortBaseOption portBaseOption = new PortBaseOption();

  @Mixin private final DataOption data = new DataOption();

  @Option(names = "--fresh", description = "Delete the kept data first.")
  private boolean fresh;

  @Option(
      names = "--secure",
      description =
          "Secure the services: with TLS, certificates between them, and tokens of people. Makes the"
              + " certificates and keys that are not there, as ./waybill certs and ./waybill token"
              + " do.")
  private boolean secure;

  @Option(
      names = "--metrics",
      description =
          "Serve each service's metrics for Prometheus over HTTP, on the port 1000 above its own;"
              + " on any free port with --port-base 0.")
  private boolean metrics;

  @Option(
      names = "--verbose",
      description = "Write the services' log to standard error instead of a file.")
  private boolean verbose;

  @Mixin private final LogOptions logOptions = new LogOptions();

  /** Creates a command without arguments, for picocli to fill. */
  public UpCommand() {}

  @Override
  public final Integer call() throws InterruptedException {
    int portBase = portBaseOption.value();
    int highest = metrics ? StackPorts.highestWithMetrics() : StackPorts.HIGHEST;
    if (portBase < 0 || portBase > highest) {
      throw new ParameterException(
          spec.commandLine(),
          "--port-base: expected 0 to %s, but was %s".formatted(highest, portBase));
    }
    IgnoredVariables.of(spec.root(), System.getenv())
        .forEach(line -> spec.commandLine().getErr().println("waybill: " + line));
    Path folder = data.folder();
    Path log = folder.resolve("logs").resolve("services.log");
    if (verbose) {
      Logs.toStandardError(logOptions.level());
    } else {
      Logs.toFile(log, logOptions.level());
    }
    return serve(
        new UpSettings(new StackPorts(portBase), folder, fresh, secure, metrics),
        verbose ? "standard error" : log.toString());
  }

  private int serve(UpSettings settings, String log) throws InterruptedException {
    Timer timer = Timer.start();
    try (Lifetime lifetime = Lifetime.untilTheProcessEnds()) {
      try {
        Screen screen = Screen.of(spec.commandLine()).silentOnce(lifetime::isEnding);
        Up up = Up.start(lifetime, settings, screen);
        prepare(up.stack());
        new Banner(up, settings, log).print(screen, timer, nextSteps(up.stack(), up.credentials()));
        // Ctrl-C and SIGTERM end the JVM, and its shutdown hook ends the lifetime.
        new CountDownLatch(1).await();
        return 0;
      } catch (RuntimeException e) {
        return lifetime.interrupted(e);
      }
    }
  }

  /** Runs when the services serve, before users are told so. */
  protected void prepare(LocalStack stack) {}

  /** Lines about what to do next. */
  protected List<String> nextSteps(LocalStack stack, Credentials credentials) {
    List<String> lines = new ArrayList<>();
    lines.add("Call them from another terminal" + credentials.reader());
    lines.addAll(credentials.exports());
    String target = stack.address(Services.ALL.getFirst());
    lines.add("  %s %s list".formatted(credentials.grpcurl(), target));
    return lines;
  }
}
