package dev.waybill.cli.order;

import dev.waybill.cli.client.ClientCommand;
import dev.waybill.cli.client.Connection;
import dev.waybill.cli.client.ExitCode;
import dev.waybill.cli.console.CtrlC;
import dev.waybill.cli.console.FileName;
import dev.waybill.cli.importing.OrderImport;
import dev.waybill.cli.importing.OrderLines;
import dev.waybill.cli.importing.SampleOrders;
import dev.waybill.cli.output.Screen;
import dev.waybill.cli.stream.ScreenNotices;
import dev.waybill.common.config.DurationConverter;
import dev.waybill.common.config.PositiveNumberConverter;
import dev.waybill.common.file.FileFailure;
import dev.waybill.local.stack.Services;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** `waybill order import`: places the orders of a file over one stream. */
@Command(
    name = "import",
    description = {
      "Places the orders of a file over one stream.",
      "The file has one order per line: a PlaceOrderRequest in protobuf's JSON mapping. Empty lines"
          + " and lines that begin with # are skipped. A file can be imported again without placing"
          + " an order twice, because it contains the request ids. Lines that fail are written to a"
          + " file of their own, to be corrected and imported.",
      "With --json the result of each line is printed as an ImportOrdersResponse, and the summary"
          + " goes to standard error."
    },
    exitCodeList = {
      "0:every line became an order: confirmed, rejected or not decided yet",
      "1:lines failed, the call failed, or the results cannot be written",
      "2:wrong usage",
      "130:interrupted by Ctrl-C"
    })
final class OrderImportCommand extends ClientCommand {
  private static final String STANDARD_INPUT = "-";

  private static final String AGAIN =
      "to place the rest, import the same file again; no order is placed twice";

  /** Ctrl-C should end the command soon, and by then most orders in flight have been answered. */
  private static final Duration AFTER_INTERRUPT = Duration.ofSeconds(2);

  @ArgGroup(multiplicity = "1")
  private ImportSource source = new ImportSource();

  @Option(
      names = "--failures",
      paramLabel = "FILE",
      description =
          "The file to write failed lines to; an existing one is replaced. Default:"
              + " FILE.failures.jsonl.")
  private @Nullable Path failuresPath;

  @Option(
      names = "--patience",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "How long to continue without any answer. Default: ${DEFAULT-VALUE}.")
  private Duration patience = Duration.ofSeconds(30);

  OrderImportCommand() {
    super(Services.ORDER);
  }

  @Override
  protected int run(Connection connection, Screen screen) throws InterruptedException {
    String name = source.file;
    if (name == null) {
      return printSample(screen);
    }
    Optional<Path> file = name.equals(STANDARD_INPUT) ? Optional.empty() : Optional.of(path(name));
    Path failuresFile = failuresPath(file);
    // CtrlC closes last: everything must be written before it stops waiting.
    try (CtrlC _ = CtrlC.interruptsThis();
        FailureFile failures = new FailureFile(failuresFile);
        OrderLines lines = new OrderLines(open(file))) {
      ImportReport report = new ImportReport(screen, wantsJson(), lines, failures, size(file));
      int exitCode =
          place(connection, lines, report, new ScreenNotices(connection.title(), screen));
      if (report.isEmpty() && exitCode == ExitCode.DONE) {
        screen.notice(name + " contains no orders; nothing was placed");
      }
      return exitCode;
    } catch (IOException e) {
      throw wrongUsage(FileFailure.cannotRead(name, e));
    } catch (UncheckedIOException e) {
      screen.error(List.of(String.valueOf(e.getMessage())));
      return ExitCode.FAILED;
    }
  }

  /** Importing again is safe because the request ids are in the file. */
  @Override
  protected List<String> advice(StatusRuntimeException failure) {
    return List.of("  " + AGAIN);
  }

  private int place(
      Connection connection, OrderLines lines, ImportReport report, ScreenNotices notices)
      throws IOException, InterruptedException {
    try (OrderImport orders = new OrderImport(connection.channel(), report, notices, patience)) {
      try {
        orders.run(lines);
        report.summary(0);
        return report.hasFailures() ? ExitCode.FAILED : ExitCode.DONE;
      } catch (InterruptedException _) {
        report.summary(orders.settle(AFTER_INTERRUPT));
        notices.screen().notice("interrupted; " + AGAIN);
        return ExitCode.INTERRUPTED;
      } catch (StatusRuntimeException e) {
        report.summary(orders.settle(Duration.ZERO));
        throw e;
      }
    }
  }

  private int printSample(Screen screen) {
    for (int number = 0; number < source.sample && screen.hasReader(); number++) {
      screen.line(SampleOrders.line(number));
    }
    return ExitCode.DONE;
  }

  private Path failuresPath(Optional<Path> file) {
    Path failures = failuresPath;
    if (failures == null) {
      String name = file.map(Path::toString).orElse("import").replaceFirst("\\.jsonl$", "");
      return Path.of(name + ".failures.jsonl");
    }
    if (file.filter(orders -> isSame(orders, failures)).isPresent()) {
      throw wrongUsage("--failures would overwrite " + file.get());
    }
    if (Files.isDirectory(failures)) {
      throw wrongUsage("--failures: cannot write " + failures + ": is a directory");
    }
    return failures;
  }

  private static boolean isSame(Path one, Path other) {
    return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
  }

  private Path path(String name) {
    try {
      return FileName.parse(name);
    } catch (IllegalArgumentException e) {
      throw wrongUsage(String.valueOf(e.getMessage()));
    }
  }

  private static InputStream open(Optional<Path> file) throws IOException {
    return file.isPresent() ? Files.newInputStream(file.get()) : System.in;
  }

  private static long size(Optional<Path> file) throws IOException {
    return file.isPresent() ? Files.size(file.get()) : 0;
  }

  /** The file to import or the sample to print: exactly one of them. */
  private static final class ImportSource {
    @Parameters(
        paramLabel = "FILE.jsonl",
        arity = "1",
        description = "The file of orders; - reads standard input.")
    @Nullable String file;

    @Option(
        names = "--sample",
        paramLabel = "COUNT",
        converter = PositiveNumberConverter.class,
        description = "Instead of importing, print this many new sample orders.")
    int sample;
  }
}
