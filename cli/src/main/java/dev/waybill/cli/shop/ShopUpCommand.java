package dev.waybill.cli.shop;

import dev.waybill.cli.up.Credentials;
import dev.waybill.cli.up.UpCommand;
import dev.waybill.common.channel.Channels;
import dev.waybill.local.shop.Catalogue;
import dev.waybill.local.stack.LocalStack;
import dev.waybill.local.stack.Services;
import dev.waybill.local.stack.StackPorts;
import dev.waybill.local.tokens.TokenFiles;
import dev.waybill.proto.inventory.v1.InventoryServiceGrpc;
import dev.waybill.proto.order.v1.OrderServiceGrpc;
import dev.waybill.proto.order.v1.PlaceOrderLine;
import dev.waybill.proto.order.v1.PlaceOrderRequest;
import io.grpc.ManagedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import picocli.CommandLine.Command;

/** `waybill up` with goods in the shop. */
@Command(
    name = "up",
    description = {
      "Runs PostgreSQL and the services on this machine until Ctrl-C, and keeps their data.",
      "An empty database gets a catalogue: SKU-000 to SKU-099, all in stock."
    })
public final class ShopUpCommand extends UpCommand {
  /** Creates a command without arguments, for picocli to fill. */
  public ShopUpCommand() {}

  @Override
  protected void prepare(LocalStack stack) {
    fillCatalogue(stack);
  }

  /** Puts goods into a new shop. */
  static void fillCatalogue(LocalStack stack) {
    ManagedChannel inventory =
        Channels.open(
            stack.address(Services.INVENTORY),
            stack.security(Services.INVENTORY),
            InventoryServiceGrpc.getServiceDescriptor());
    try {
      Catalogue.fill(inventory);
    } finally {
      Channels.close(inventory, Duration.ofSeconds(1));
    }
  }

  @Override
  protected List<String> nextSteps(LocalStack stack, Credentials credentials) {
    int order = stack.port(Services.ORDER);
    String portBase = order == StackPorts.DEFAULT.first() ? "" : " --port-base " + order;
    PlaceOrderRequest request =
        PlaceOrderRequest.newBuilder()
            .setRequestId(UUID.randomUUID().toString())
            .setCustomerId("demo-customer")
            .addLines(PlaceOrderLine.newBuilder().setSku("SKU-001").setQuantity(2))
            .setPaymentToken("tok_ok")
            .build();
    String place = "./waybill order place SKU-001:2" + portBase;
    List<String> lines = new ArrayList<>();
    lines.add("Place an order from another terminal" + credentials.reader());
    lines.addAll(credentials.exports());
    lines.add("  " + place);
    lines.add(
        "  "
            + GrpcurlLine.of(
                credentials.grpcurl(), order, OrderServiceGrpc.getPlaceOrderMethod(), request));
    lines.addAll(credentials.asCustomer(place + " --customer " + TokenFiles.CUSTOMER));
    return lines;
  }
}
