package dev.waybill.cli.stock;

import dev.waybill.cli.client.ClientCommand;
import dev.waybill.cli.client.Connection;
import dev.waybill.cli.client.ExitCode;
import dev.waybill.cli.client.LimitConverter;
import dev.waybill.cli.client.Pages;
import dev.waybill.cli.output.Screen;
import dev.waybill.common.message.PagedList.Page;
import dev.waybill.local.stack.Services;
import dev.waybill.proto.inventory.v1.InventoryServiceGrpc;
import dev.waybill.proto.inventory.v1.InventoryServiceGrpc.InventoryServiceBlockingStub;
import dev.waybill.proto.inventory.v1.Item;
import dev.waybill.proto.inventory.v1.ListItemsRequest;
import dev.waybill.proto.inventory.v1.ListItemsResponse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** `waybill stock list`: lists items by SKU. */
@Command(name = "list", description = "Lists items and their stock, by SKU.")
final class StockListCommand extends ClientCommand {
  @Option(
      names = "--limit",
      paramLabel = "COUNT",
      defaultValue = "100",
      converter = LimitConverter.class,
      description = "The most items to list. Default: ${DEFAULT-VALUE}.")
  private int limit;

  StockListCommand() {
    super(Services.INVENTORY);
  }

  @Override
  protected int run(Connection connection, Screen screen) {
    InventoryServiceBlockingStub stub = InventoryServiceGrpc.newBlockingStub(connection.channel());
    Pages<Item> items = Pages.collect(limit, request -> page(stub, request));
    if (wantsJson()) {
      screen.json(ListItemsResponse.newBuilder().addAllItems(items.entries()).build());
    } else {
      screen.table(ItemView.of(items.entries()));
      items.printRest(screen);
    }
    return ExitCode.DONE;
  }

  private static Page<Item> page(InventoryServiceBlockingStub stub, Pages.Request request) {
    ListItemsResponse response =
        stub.listItems(
            ListItemsRequest.newBuilder()
                .setPageSize(request.size())
                .setPageToken(request.token())
                .build());
    return new Page<>(response.getItemsList(), response.getNextPageToken());
  }
}
