package dev.waybill.cli.client;

import dev.waybill.cli.output.Screen;
import dev.waybill.common.server.ServiceDefinition;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

/** Base of the commands that do more than one call, or answer with exit codes of their own. */
@Command(
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n")
public abstract class ClientCommand implements Callable<Integer> {
  @Mixin private ServiceCall call = new ServiceCall();

  private final ServiceDefinition<?, ?> service;

  protected ClientCommand(ServiceDefinition<?, ?> service) {
    this.service = service;
  }

  @Override
  public final Integer call() {
    return call.run(service, this::run, this::advice);
  }

  /** Makes the call, prints its answer and returns the exit code. */
  protected abstract int run(Connection connection, Screen screen) throws InterruptedException;

  /** Suggests what the user can do about the failure; empty if there is nothing. */
  protected List<String> advice(StatusRuntimeException failure) {
    return List.of();
  }

  /** Opens a connection to a service other than the command's own. */
  protected final Connection open(ServiceDefinition<?, ?> other) {
    return call.open(other);
  }

  protected final boolean wantsJson() {
    return call.wantsJson();
  }

  /** Creates the exception to throw for an invalid argument. */
  protected final ParameterException wrongUsage(String message) {
    return call.wrongUsage(message);
  }
}
