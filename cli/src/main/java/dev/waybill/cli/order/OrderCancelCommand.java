package dev.waybill.cli.order;

import dev.waybill.cli.client.ClientCommand;
import dev.waybill.cli.client.Connection;
import dev.waybill.cli.client.ExitCode;
import dev.waybill.cli.output.Screen;
import dev.waybill.local.stack.Services;
import dev.waybill.proto.order.v1.CancelOrderRequest;
import dev.waybill.proto.order.v1.CancelOrderResponse;
import dev.waybill.proto.order.v1.OrderServiceGrpc;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** `waybill order cancel`: cancels an order that is not being fulfilled yet. */
@Command(name = "cancel", description = "Cancels an order that is not being fulfilled yet.")
final class OrderCancelCommand extends ClientCommand {
  @Parameters(paramLabel = "ORDER_ID", description = "The order's UUID.")
  private String orderId = "";

  OrderCancelCommand() {
    super(Services.ORDER);
  }

  @Override
  protected int run(Connection connection, Screen screen) {
    CancelOrderResponse response =
        OrderServiceGrpc.newBlockingStub(connection.channel())
            .cancelOrder(CancelOrderRequest.newBuilder().setOrderId(orderId).build());
    if (wantsJson()) {
      screen.json(response);
    } else {
      screen.table(OrderView.of(response.getOrder()));
    }
    return ExitCode.DONE;
  }
}
