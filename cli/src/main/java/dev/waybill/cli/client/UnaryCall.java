package dev.waybill.cli.client;

import com.google.protobuf.Message;
import dev.waybill.cli.output.Table;
import dev.waybill.common.message.PagedList.Page;
import dev.waybill.common.server.ServiceDefinition;
import io.grpc.Channel;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The options of a command that makes one call and prints its answer. A picocli mixin. */
@Command(
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:the call failed", "2:wrong usage", "130:interrupted by Ctrl-C"})
@SuppressWarnings("UnusedVariable") // picocli reads the annotations of the help options
public final class UnaryCall extends ServiceCall {
  /** After the command's own options, which have no order; picocli's standard ones come first. */
  private static final int LAST = 1;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      order = LAST,
      description = "Show this help message and exit.")
  private boolean helpRequested;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      order = LAST,
      description = "Print version information and exit.")
  private boolean versionRequested;

  /** Does the work, or explains its failure, and returns the exit code. */
  public int run(ServiceDefinition<?, ?> service, Work work) {
    return run(service, work, _ -> List.of());
  }

  /** Makes one call and prints its answer: as a table, or as JSON. */
  public <R extends Message> int show(
      ServiceDefinition<?, ?> service, Function<Channel, R> call, Function<R, Table> view) {
    return run(
        service,
        (connection, screen) -> {
          R response = call.apply(connection.channel());
          if (wantsJson()) {
            screen.json(response);
          } else {
            screen.table(view.apply(response));
          }
          return ExitCode.DONE;
        });
  }

  /** Calls for page after page up to the limit and prints all entries as one answer. */
  public <T> int list(
      ServiceDefinition<?, ?> service,
      int limit,
      BiFunction<Channel, Pages.Request, Page<T>> call,
      Function<List<T>, Message> response,
      Function<List<T>, Table> view) {
    return run(
        service,
        (connection, screen) -> {
          Pages<T> pages =
              Pages.collect(limit, request -> call.apply(connection.channel(), request));
          if (wantsJson()) {
            screen.json(response.apply(pages.entries()));
          } else {
            screen.table(view.apply(pages.entries()));
            pages.printRest(screen);
          }
          return ExitCode.DONE;
        });
  }
}
