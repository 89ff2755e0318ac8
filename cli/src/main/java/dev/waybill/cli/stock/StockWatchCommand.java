package dev.waybill.cli.stock;

import dev.waybill.cli.client.ClientCommand;
import dev.waybill.cli.client.Connection;
import dev.waybill.cli.client.ExitCode;
import dev.waybill.cli.client.WatchBound;
import dev.waybill.cli.client.WatchOptions;
import dev.waybill.cli.output.Screen;
import dev.waybill.cli.stream.ResumingStream;
import dev.waybill.cli.stream.ScreenNotices;
import dev.waybill.local.stack.Services;
import dev.waybill.proto.inventory.v1.InventoryServiceGrpc;
import dev.waybill.proto.inventory.v1.InventoryServiceGrpc.InventoryServiceStub;
import dev.waybill.proto.inventory.v1.WatchStockRequest;
import dev.waybill.proto.inventory.v1.WatchStockResponse;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** `waybill stock watch`: shows the stock as it changes. */
@Command(
    name = "watch",
    description = {
      "Shows the stock of items now and after each change, until Ctrl-C.",
      "A terminal shows a live table of all items, or of those that changed last if there is no"
          + " room for all. Elsewhere each change is a line. If the stream breaks, it is reopened."
    },
    exitCodeList = {
      "0:--limit or --for ended the command",
      "1:the call failed",
      "2:wrong usage",
      "130:interrupted by Ctrl-C"
    })
final class StockWatchCommand extends ClientCommand {
  @Parameters(paramLabel = "SKU", arity = "0..*", description = "The items. Default: all.")
  private List<String> skus = List.of();

  @Mixin private WatchOptions options = new WatchOptions();

  private final LevelBoard board = new LevelBoard();

  StockWatchCommand() {
    super(Services.INVENTORY);
  }

  @Override
  protected int run(Connection connection, Screen screen) throws InterruptedException {
    InventoryServiceStub stub = InventoryServiceGrpc.newStub(connection.channel());
    WatchStockRequest request = WatchStockRequest.newBuilder().addAllSkus(skus).build();
    options.announce(skus.isEmpty() ? "all items" : String.join(", ", skus), screen);
    WatchBound bound = options.start();
    // Reopening with the same request misses nothing, so there is no position to keep.
    new ResumingStream<WatchStockResponse>(
            (_, reader) -> stub.watchStock(request, reader),
            _ -> "",
            "",
            options.patience(),
            new ScreenNotices(connection.title(), screen))
        .read(
            messages -> {
              show(
                  bound.admit(messages.stream().filter(WatchStockResponse::hasLevel).toList()),
                  screen);
              return !bound.isReached() && screen.hasReader();
            });
    return ExitCode.DONE;
  }

  private void show(List<WatchStockResponse> changes, Screen screen) {
    if (screen.canDrawInPlace() && !wantsJson()) {
      changes.forEach(change -> board.put(change.getLevel()));
      if (!changes.isEmpty() || screen.isTableOutOfShape()) {
        screen.tableInPlace(board::table);
      }
      return;
    }
    for (WatchStockResponse change : changes) {
      screen.line(wantsJson() ? Screen.jsonLine(change) : LevelBoard.line(change.getLevel()));
    }
  }
}
