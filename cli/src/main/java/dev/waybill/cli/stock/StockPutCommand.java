package dev.waybill.cli.stock;

import com.google.type.Money;
import dev.waybill.cli.client.ClientCommand;
import dev.waybill.cli.client.Connection;
import dev.waybill.cli.client.ExitCode;
import dev.waybill.cli.output.Screen;
import dev.waybill.local.stack.Services;
import dev.waybill.proto.inventory.v1.InventoryServiceGrpc;
import dev.waybill.proto.inventory.v1.PutItemRequest;
import dev.waybill.proto.inventory.v1.PutItemResponse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** `waybill stock put`: adds an item to the catalogue or changes it. */
@Command(
    name = "put",
    description = "Adds an item to the catalogue, or changes its name and price.")
final class StockPutCommand extends ClientCommand {
  @Parameters(index = "0", paramLabel = "SKU", description = "The item, for example SKU-001.")
  private String sku = "";

  @Parameters(index = "1", paramLabel = "NAME", description = "What a person calls it.")
  private String name = "";

  @Parameters(
      index = "2",
      paramLabel = "PRICE",
      converter = PriceConverter.class,
      description = "Price of one piece, for example 12.50EUR.")
  private Money price = Money.getDefaultInstance();

  StockPutCommand() {
    super(Services.INVENTORY);
  }

  @Override
  protected int run(Connection connection, Screen screen) {
    PutItemResponse response =
        InventoryServiceGrpc.newBlockingStub(connection.channel())
            .putItem(
                PutItemRequest.newBuilder().setSku(sku).setName(name).setUnitPrice(price).build());
    if (wantsJson()) {
      screen.json(response);
    } else {
      screen.table(ItemView.of(response.getItem()));
    }
    return ExitCode.DONE;
  }
}
