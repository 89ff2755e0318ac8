package dev.waybill.cli.stock;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.type.Money;
import dev.waybill.cli.client.CommandGroup;
import dev.waybill.cli.client.ExitCode;
import dev.waybill.cli.client.LimitConverter;
import dev.waybill.cli.client.Pages;
import dev.waybill.cli.client.UnaryCall;
import dev.waybill.common.message.PagedList.Page;
import dev.waybill.local.shop.Catalogue;
import dev.waybill.local.stack.Services;
import dev.waybill.proto.inventory.v1.GetItemRequest;
import dev.waybill.proto.inventory.v1.InventoryServiceGrpc;
import dev.waybill.proto.inventory.v1.Item;
import dev.waybill.proto.inventory.v1.ListItemsRequest;
import dev.waybill.proto.inventory.v1.ListItemsResponse;
import dev.waybill.proto.inventory.v1.PutItemRequest;
import io.grpc.Channel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** `waybill stock`: maintains the catalogue, receives goods and watches the stock. */
@Command(
    name = "stock",
    description = "Maintains the catalogue, receives goods and watches the stock.",
    subcommands = {StockReceiveCommand.class, StockWatchCommand.class})
public final class StockCommand extends CommandGroup {
  @Command(
      name = "fill",
      description = {
        "Fills an empty inventory with a catalogue: SKU-000 to SKU-099, all in stock.",
        "An inventory that already has items is not changed, so the command can be repeated."
            + " `up` and compose do this when they start."
      })
  int fill(@Mixin UnaryCall call) {
    return call.run(
        Services.INVENTORY,
        (connection, screen) -> {
          boolean filled = Catalogue.fill(connection.channel());
          if (call.wantsJson()) {
            Value value = Value.newBuilder().setBoolValue(filled).build();
            screen.json(Struct.newBuilder().putFields("filled", value).build());
          } else {
            screen.line(
                filled
                    ? "filled: SKU-000 to SKU-099"
                    : "not changed: the inventory already has items");
          }
          return ExitCode.DONE;
        });
  }

  @Command(
      name = "put",
      description = "Adds an item to the catalogue, or changes its name and price.")
  int put(
      @Mixin UnaryCall call,
      @Parameters(index = "0", paramLabel = "SKU", description = "The item, for example SKU-001.")
          String sku,
      @Parameters(index = "1", paramLabel = "NAME", description = "The name of the item.")
          String name,
      @Parameters(
              index = "2",
              paramLabel = "PRICE",
              converter = PriceConverter.class,
              description = "The price of one piece, for example 12.50EUR.")
          Money price) {
    PutItemRequest request =
        PutItemRequest.newBuilder().setSku(sku).setName(name).setUnitPrice(price).build();
    return call.show(
        Services.INVENTORY,
        channel -> InventoryServiceGrpc.newBlockingStub(channel).putItem(request),
        response -> ItemView.of(response.getItem()));
  }

  @Command(name = "get", description = "Shows one item and its stock.")
  int get(
      @Mixin UnaryCall call,
      @Parameters(paramLabel = "SKU", description = "The item, for example SKU-001.") String sku) {
    GetItemRequest request = GetItemRequest.newBuilder().setSku(sku).build();
    return call.show(
        Services.INVENTORY,
        channel -> InventoryServiceGrpc.newBlockingStub(channel).getItem(request),
        response -> ItemView.of(response.getItem()));
  }

  @Command(name = "list", description = "Lists items and their stock, by SKU.")
  int list(
      @Mixin UnaryCall call,
      @Option(
              names = "--limit",
              paramLabel = "COUNT",
              defaultValue = "100",
              converter = LimitConverter.class,
              description = "The most items to list. Default: ${DEFAULT-VALUE}.")
          int limit) {
    return call.list(
        Services.INVENTORY,
        limit,
        StockCommand::page,
        items -> ListItemsResponse.newBuilder().addAllItems(items).build(),
        ItemView::of);
  }

  private static Page<Item> page(Channel channel, Pages.Request page) {
    ListItemsRequest request =
        ListItemsRequest.newBuilder().setPageSize(page.size()).setPageToken(page.token()).build();
    ListItemsResponse response = InventoryServiceGrpc.newBlockingStub(channel).listItems(request);
    return new Page<>(response.getItemsList(), response.getNextPageToken());
  }
}
