package dev.waybill.cli.order;

import dev.waybill.cli.client.ClientCommand;
import dev.waybill.cli.client.Connection;
import dev.waybill.cli.client.ExitCode;
import dev.waybill.cli.output.Screen;
import dev.waybill.local.stack.Services;
import dev.waybill.proto.order.v1.GetOrderRequest;
import dev.waybill.proto.order.v1.GetOrderResponse;
import dev.waybill.proto.order.v1.OrderServiceGrpc;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** `waybill order get`: shows one order. */
@Command(name = "get", description = "Shows one order.")
final class OrderGetCommand extends ClientCommand {
  @Parameters(paramLabel = "ORDER_ID", description = "The order's UUID.")
  private String orderId = "";

  OrderGetCommand() {
    super(Services.ORDER);
  }

  @Override
  protected int run(Connection connection, Screen screen) {
    GetOrderResponse response =
        OrderServiceGrpc.newBlockingStub(connection.channel())
            .getOrder(GetOrderRequest.newBuilder().setOrderId(orderId).build());
    if (wantsJson()) {
      screen.json(response);
    } else {
      screen.table(OrderView.of(response.getOrder()));
    }
    return ExitCode.DONE;
  }
}
