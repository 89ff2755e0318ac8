package dev.waybill.cli.stock;

import dev.waybill.cli.client.ClientCommand;
import dev.waybill.cli.client.Connection;
import dev.waybill.cli.client.ExitCode;
import dev.waybill.cli.client.FailedCall;
import dev.waybill.cli.console.FileName;
import dev.waybill.cli.output.Cell;
import dev.waybill.cli.output.Progress;
import dev.waybill.cli.output.Screen;
import dev.waybill.cli.output.Style;
import dev.waybill.cli.output.Table;
import dev.waybill.cli.shop.SkuQuantity;
import dev.waybill.cli.stream.ScreenNotices;
import dev.waybill.cli.stream.Upload;
import dev.waybill.common.config.DurationConverter;
import dev.waybill.common.file.FileFailure;
import dev.waybill.local.stack.Services;
import dev.waybill.local.text.TextLines;
import dev.waybill.proto.inventory.v1.ReceiveStockRequest;
import dev.waybill.proto.inventory.v1.ReceiveStockResponse;
import dev.waybill.proto.inventory.v1.RejectedReading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** `waybill stock receive`: receives goods, from a file of readings or from the arguments. */
@Command(
    name = "receive",
    description = {
      "Receives goods into stock.",
      "A file has one reading per line: scan_id,sku,quantity[,scan_time]. Each scan id counts once,"
          + " so a file can be sent again. A reading without a scan id gets one derived from the"
          + " whole file and its line number. Goods given as SKU:QTY are new each time.",
      "If the stream breaks, the readings without an answer are sent again, and those that had"
          + " arrived count as duplicates."
    },
    exitCodeList = {
      "0:no reading was rejected",
      "1:the call failed, or readings were rejected",
      "2:wrong usage",
      "130:interrupted by Ctrl-C"
    })
final class StockReceiveCommand extends ClientCommand {
  @Parameters(
      arity = "1..*",
      paramLabel = "FILE.csv|SKU:QTY",
      description = "One file, or goods such as SKU-001:20.")
  private List<String> arguments = List.of();

  @Option(
      names = "--patience",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description =
          "How long to retry while the service cannot be reached. Default: ${DEFAULT-VALUE}.")
  private Duration patience = Duration.ofSeconds(30);

  StockReceiveCommand() {
    super(Services.INVENTORY);
  }

  @Override
  protected int run(Connection connection, Screen screen) throws InterruptedException {
    ReceiveStockResponse response = receive(connection, screen);
    if (wantsJson()) {
      screen.json(response);
    } else {
      print(response, screen);
    }
    return response.getRejected() == 0 ? ExitCode.DONE : ExitCode.FAILED;
  }

  private ReceiveStockResponse receive(Connection connection, Screen screen)
      throws InterruptedException {
    ScreenNotices notices = new ScreenNotices(connection.title(), screen);
    Delivery delivery = new Delivery(connection.channel(), new Upload(patience, notices));
    String first = arguments.getFirst();
    try {
      Path file = FileName.parse(first);
      if (arguments.size() == 1 && (Files.exists(file) || first.indexOf(':') < 0)) {
        return receive(file, delivery, screen);
      }
      List<ReceiveStockRequest> goods =
          arguments.stream().map(StockReceiveCommand::reading).toList();
      return delivery.send(goods.stream(), new Progress(screen, "readings", goods.size()));
    } catch (IllegalArgumentException e) {
      throw wrongUsage(String.valueOf(e.getMessage()));
    } catch (UncheckedIOException e) {
      throw wrongUsage(FileFailure.cannotRead(first, e.getCause()));
    } catch (NoSuchFileException _) {
      throw wrongUsage("expected a file or SKU:QTY, but was \"" + first + "\"");
    } catch (IOException e) {
      throw wrongUsage(FileFailure.cannotRead(first, e));
    }
  }

  private static ReceiveStockResponse receive(Path file, Delivery delivery, Screen screen)
      throws IOException, InterruptedException {
    CsvReadings readings = CsvReadings.check(file);
    if (readings.count() == 0) {
      screen.notice(file + " contains no readings; nothing was received");
    }
    try (TextLines lines = TextLines.open(file)) {
      return delivery.send(readings.of(lines), new Progress(screen, "readings", readings.count()));
    }
  }

  private static ReceiveStockRequest reading(String argument) {
    if (argument.indexOf(':') < 0) {
      throw new IllegalArgumentException(
          "expected a file or SKU:QTY, but was \"" + argument + "\"");
    }
    SkuQuantity goods = SkuQuantity.parse(argument);
    return ReceiveStockRequest.newBuilder()
        .setScanId(UUID.randomUUID().toString())
        .setSku(goods.sku())
        .setQuantity(goods.quantity())
        .build();
  }

  private static void print(ReceiveStockResponse response, Screen screen) {
    screen.table(
        new Table()
            .field("accepted", Cell.number(Long.toString(response.getAccepted())))
            .field("duplicates", Cell.number(Long.toString(response.getDuplicates())))
            .field("rejected", Cell.number(Long.toString(response.getRejected()))));
    for (RejectedReading rejected : response.getFirstErrorsList()) {
      List<String> lines = FailedCall.lines(rejected.getError());
      String reading = "reading " + (rejected.getIndex() + 1) + ", scan " + rejected.getScanId();
      screen.line(Style.BAD, reading + ": " + lines.getFirst());
      lines.stream().skip(1).forEach(screen::line);
    }
  }
}
