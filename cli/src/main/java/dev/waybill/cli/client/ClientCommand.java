package dev.waybill.cli.client;

import dev.waybill.cli.output.Screen;
import dev.waybill.common.server.ServiceDefinition;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Base of all client commands: each calls one service, prints one answer and fails in one line. */
@Command(
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:the call failed", "2:wrong usage", "130:interrupted by Ctrl-C"})
public abstract class ClientCommand implements Callable<Integer> {
  /** A placeholder until picocli injects the command's own. */
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private Targets targets = new Targets();

  @Option(names = "--json", description = "Print the answer in protobuf's JSON mapping.")
  private boolean json;

  private final ServiceDefinition<?, ?> service;

  protected ClientCommand(ServiceDefinition<?, ?> service) {
    this.service = service;
  }

  @Override
  public final Integer call() {
    Screen screen = Screen.of(spec.commandLine());
    try (Connection connection = targets.open(service)) {
      try {
        return run(connection, screen);
      } catch (StatusRuntimeException failure) {
        List<String> lines = new ArrayList<>(FailedCall.lines(connection.title(), failure));
        lines.addAll(advice(failure));
        screen.error(lines);
        return ExitCode.FAILED;
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return ExitCode.INTERRUPTED;
      }
    }
  }

  /** Makes the call, prints its answer and returns the exit code. */
  protected abstract int run(Connection connection, Screen screen) throws InterruptedException;

  /** Suggests what the user can do about the failure; empty if there is nothing. */
  protected List<String> advice(StatusRuntimeException failure) {
    return List.of();
  }

  /** Opens a connection to a service other than the command's own. */
  protected final Connection open(ServiceDefinition<?, ?> other) {
    return targets.open(other);
  }

  protected final boolean wantsJson() {
    return json;
  }

  /** Creates the exception to throw for an invalid argument. */
  protected final ParameterException wrongUsage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
