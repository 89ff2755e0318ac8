package dev.waybill.cli.client;

import dev.waybill.cli.output.Screen;
import dev.waybill.common.server.ServiceDefinition;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * What all commands that call a service share: where the service is, the form of the answer, and
 * the explanation of a failure. A picocli mixin.
 */
class ServiceCall {
  /** The command that this is mixed into; a placeholder until picocli injects it. */
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Mixin private Targets targets = new Targets();

  @Option(names = "--json", description = "Print the answer in protobuf's JSON mapping.")
  private boolean json;

  /** What a command does on a connection. */
  @FunctionalInterface
  public interface Work {
    /** Returns the exit code. */
    int on(Connection connection, Screen screen) throws InterruptedException;
  }

  /**
   * Does the work, or explains its failure, and returns the exit code.
   *
   * @param advice suggests what the user can do about a failure; empty if there is nothing
   */
  final int run(
      ServiceDefinition<?, ?> service,
      Work work,
      Function<StatusRuntimeException, List<String>> advice) {
    Screen screen = Screen.of(spec.commandLine());
    try (Connection connection = open(service)) {
      try {
        return work.on(connection, screen);
      } catch (StatusRuntimeException failure) {
        List<String> lines = new ArrayList<>(FailedCall.lines(connection.title(), failure));
        lines.addAll(advice.apply(failure));
        screen.error(lines);
        return ExitCode.FAILED;
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return ExitCode.INTERRUPTED;
      }
    }
  }

  final Connection open(ServiceDefinition<?, ?> service) {
    return targets.open(service);
  }

  /** Whether the answer should be printed as JSON. */
  public final boolean wantsJson() {
    return json;
  }

  final ParameterException wrongUsage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
