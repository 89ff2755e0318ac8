package dev.waybill.cli.stock;

import dev.waybill.cli.client.ClientCommand;
import dev.waybill.cli.client.Connection;
import dev.waybill.cli.client.ExitCode;
import dev.waybill.cli.output.Screen;
import dev.waybill.local.stack.Services;
import dev.waybill.proto.inventory.v1.GetItemRequest;
import dev.waybill.proto.inventory.v1.GetItemResponse;
import dev.waybill.proto.inventory.v1.InventoryServiceGrpc;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** `waybill stock get`: shows one item and its stock. */
@Command(name = "get", description = "Shows one item and its stock.")
final class StockGetCommand extends ClientCommand {
  @Parameters(paramLabel = "SKU", description = "The item, for example SKU-001.")
  private String sku = "";

  StockGetCommand() {
    super(Services.INVENTORY);
  }

  @Override
  protected int run(Connection connection, Screen screen) {
    GetItemResponse response =
        InventoryServiceGrpc.newBlockingStub(connection.channel())
            .getItem(GetItemRequest.newBuilder().setSku(sku).build());
    if (wantsJson()) {
      screen.json(response);
    } else {
      screen.table(ItemView.of(response.getItem()));
    }
    return ExitCode.DONE;
  }
}
