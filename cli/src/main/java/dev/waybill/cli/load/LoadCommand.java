package dev.waybill.cli.load;

import dev.waybill.cli.client.Connection;
import dev.waybill.cli.client.ExitCode;
import dev.waybill.cli.client.FailedCall;
import dev.waybill.cli.client.Targets;
import dev.waybill.cli.console.CtrlC;
import dev.waybill.cli.output.Screen;
import dev.waybill.local.load.AnswerJournal;
import dev.waybill.local.load.KneeSearch;
import dev.waybill.local.load.LoadResult;
import dev.waybill.local.load.LoadRun;
import dev.waybill.local.load.OrderCalls;
import dev.waybill.local.load.OrderMix;
import dev.waybill.local.load.Stocking;
import dev.waybill.local.stack.Services;
import dev.waybill.proto.order.v1.ListOrdersRequest;
import dev.waybill.proto.order.v1.OrderServiceGrpc;
import io.grpc.StatusRuntimeException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** `waybill load`: places orders at a chosen rate and reports the results. */
@Command(
    name = "load",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Places orders of one piece each at a fixed rate, and reports outcomes and latency.",
      "Latency is measured from the time at which an order should have been sent, so a service that"
          + " stalls cannot hide how long customers wait. An order is late if it was sent more than"
          + " 10 ms after that time. Calls are not retried."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every order was answered and decided; with --max, a rate was found",
      "1:calls failed, or the result cannot be written",
      "2:wrong usage",
      "3:more than 1 %% of the orders were late or could not be sent",
      "4:orders were answered as PENDING",
      "130:interrupted by Ctrl-C; the result until then is printed"
    })
public final class LoadCommand implements Callable<Integer> {
  private static final int CATALOGUE_SIZE = 100;

  /** A placeholder until picocli injects the command's own. */
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private LoadOptions options = new LoadOptions();

  @Option(
      names = "--no-restock",
      description = "Do not receive goods before the run. Items can then sell out.")
  private boolean noRestock;

  @Option(
      names = "--journal",
      paramLabel = "FILE",
      description = "Append every answer to this file, for `waybill audit --journal`.")
  private @Nullable Path journalFile;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Write the result to this file as JSON.")
  private @Nullable Path reportFile;

  @Option(names = "--json", description = "Print only the result, as JSON.")
  private boolean json;

  @Mixin private Targets targets = new Targets();

  /** Creates a command without arguments, for picocli to fill. */
  public LoadCommand() {}

  @Override
  public Integer call() {
    options.problem().ifPresent(this::wrongUsage);
    if (reportFile != null && !LoadReport.canBeWritten(reportFile)) {
      wrongUsage("--report: expected a file in an existing folder, but was " + reportFile);
    }
    Screen screen = Screen.of(spec.commandLine());
    // CtrlC closes last: everything must be written before it stops waiting.
    try (CtrlC _ = CtrlC.interruptsThis();
        AnswerJournal journal = AnswerJournal.open(journalFile)) {
      return load(journal, screen);
    } catch (UncheckedIOException e) {
      screen.error(List.of(String.valueOf(e.getMessage())));
      return ExitCode.FAILED;
    }
  }

  private int load(AnswerJournal journal, Screen screen) {
    LoadScreen printed = new LoadScreen(screen, json);
    List<String> skus = options.hotSku().map(List::of).orElseGet(LoadCommand::catalogue);
    if (!isReachable(screen) || !(noRestock || isStocked(skus, printed, screen))) {
      return ExitCode.FAILED;
    }
    String target = targets.address(Services.ORDER);
    try (OrderCalls calls =
        OrderCalls.open(
            target,
            targets.security(Services.ORDER),
            options.connections(),
            targets.timeout(),
            targets.credentials(),
            journal)) {
      OrderMix mix = new OrderMix(skus, options.declinePercent());
      LoadRun run = new LoadRun(calls, mix, options.plan(), printed);
      return options.max() ? findKnee(run, printed) : measure(run, printed);
    }
  }

  private int measure(LoadRun run, LoadScreen printed) {
    Optional<LoadResult> measured = run.once();
    if (measured.isEmpty()) {
      printed.interrupted("nothing was measured");
      return ExitCode.INTERRUPTED;
    }
    LoadResult result = measured.get();
    printed.result(result);
    report(LoadReport.of(targets.address(Services.ORDER), options, result), printed);
    if (run.isInterrupted()) {
      printed.interrupted("the result covers the time until then");
      return ExitCode.INTERRUPTED;
    }
    return VerdictView.of(result.verdict()).exitCode();
  }

  private int findKnee(LoadRun run, LoadScreen printed) {
    KneeSearch.Knee knee = run.knee();
    printed.knee(knee.rate(), options.p99Limit());
    report(LoadReport.of(targets.address(Services.ORDER), options, knee), printed);
    if (run.isInterrupted()) {
      printed.interrupted("the search was not finished");
      return ExitCode.INTERRUPTED;
    }
    return knee.rate() > 0 ? ExitCode.DONE : ExitCode.FAILED;
  }

  private void report(LoadReport report, LoadScreen printed) {
    printed.json(report);
    if (reportFile != null) {
      report.write(reportFile);
    }
  }

  /** Checked first, because one error line is better than a failure for every order. */
  private boolean isReachable(Screen screen) {
    try (Connection order = targets.open(Services.ORDER)) {
      return succeeds(
          order,
          screen,
          () ->
              OrderServiceGrpc.newBlockingStub(order.channel())
                  .listOrders(ListOrdersRequest.newBuilder().setPageSize(1).build()));
    }
  }

  private boolean isStocked(List<String> skus, LoadScreen printed, Screen screen) {
    try (Connection inventory = targets.open(Services.INVENTORY)) {
      long piecesEach = options.mostOrders() / skus.size() + 1;
      return succeeds(
          inventory,
          screen,
          () -> printed.stocked(new Stocking(inventory.channel()).ensure(skus, piecesEach)));
    }
  }

  private static boolean succeeds(Connection connection, Screen screen, Runnable call) {
    try {
      call.run();
      return true;
    } catch (StatusRuntimeException e) {
      screen.error(FailedCall.lines(connection.title(), e));
      return false;
    }
  }

  private static List<String> catalogue() {
    return IntStream.range(0, CATALOGUE_SIZE)
        .mapToObj(number -> String.format(Locale.ROOT, "SKU-%03d", number))
        .toList();
  }

  private void wrongUsage(String message) {
    throw new ParameterException(spec.commandLine(), message);
  }
}
