package dev.waybill.cli.client;

import dev.waybill.proto.inventory.v1.InventoryServiceGrpc;
import dev.waybill.proto.inventory.v1.ReceiveStockRequest;
import dev.waybill.proto.inventory.v1.ReceiveStockResponse;
import dev.waybill.proto.inventory.v1.RejectedReading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** `waybill stock receive`: books goods in, from a file of readings or as named. */
@Command(
    name = "receive",
    description = {
      "Books goods in.",
      "A file has a reading a line: scan_id,sku,quantity[,scan_time]. Each scan id counts once, so a"
          + " file may be sent again. Readings without one are named after the whole file's content"
          + " and their line. Goods named as SKU:QTY are new each time."
    },
    exitCodeList = {
      "0:all readings are booked in",
      "1:the call failed, or readings were rejected",
      "2:wrong usage"
    })
final class StockReceiveCommand extends ClientCommand {
  @Parameters(
      arity = "1..*",
      paramLabel = "FILE.csv|SKU:QTY",
      description = "One file, or goods such as SKU-001:20.")
  private List<String> arguments = List.of();

  StockReceiveCommand() {
    super(Service.INVENTORY);
  }

  @Override
  int run(Connection connection, Screen screen) {
    ReceiveStockResponse response = receive(connection);
    if (wantsJson()) {
      screen.json(response);
    } else {
      print(response, screen);
    }
    return response.getRejected() == 0 ? ExitCode.DONE : ExitCode.FAILED;
  }

  private ReceiveStockResponse receive(Connection connection) {
    try {
      Path file = Path.of(arguments.getFirst());
      if (arguments.size() == 1 && Files.isRegularFile(file)) {
        return CsvReadings.check(file).read(readings -> send(connection, readings));
      }
      return send(
          connection, arguments.stream().map(StockReceiveCommand::reading).toList().iterator());
    } catch (IllegalArgumentException e) {
      throw wrongUsage(String.valueOf(e.getMessage()));
    } catch (IOException | UncheckedIOException e) {
      throw wrongUsage("cannot read " + arguments.getFirst() + ": " + e.getMessage());
    }
  }

  private static ReceiveStockRequest reading(String argument) {
    if (argument.indexOf(':') < 0) {
      throw new IllegalArgumentException("neither a file nor SKU:QTY: " + argument);
    }
    SkuQuantity goods = SkuQuantity.parse(argument);
    return ReceiveStockRequest.newBuilder()
        .setScanId(UUID.randomUUID().toString())
        .setSku(goods.sku())
        .setQuantity(goods.quantity())
        .build();
  }

  private static ReceiveStockResponse send(
      Connection connection, Iterator<ReceiveStockRequest> readings) {
    return Upload.send(
        InventoryServiceGrpc.newBlockingV2Stub(connection.channel()).receiveStock(), readings);
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
