package dev.waybill.cli.payment;

import dev.waybill.cli.client.ClientCommand;
import dev.waybill.cli.client.Connection;
import dev.waybill.cli.client.ExitCode;
import dev.waybill.cli.output.Screen;
import dev.waybill.local.stack.Services;
import dev.waybill.proto.payment.v1.GetPaymentRequest;
import dev.waybill.proto.payment.v1.GetPaymentResponse;
import dev.waybill.proto.payment.v1.PaymentServiceGrpc;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** `waybill payment get`: shows the payment of one order. */
@Command(name = "get", description = "Shows the payment of one order.")
final class PaymentGetCommand extends ClientCommand {
  @Parameters(paramLabel = "ORDER_ID", description = "The order's UUID.")
  private String orderId = "";

  PaymentGetCommand() {
    super(Services.PAYMENT);
  }

  @Override
  protected int run(Connection connection, Screen screen) {
    GetPaymentResponse response =
        PaymentServiceGrpc.newBlockingStub(connection.channel())
            .getPayment(GetPaymentRequest.newBuilder().setOrderId(orderId).build());
    if (wantsJson()) {
      screen.json(response);
    } else {
      screen.table(PaymentView.of(response.getPayment()));
    }
    return ExitCode.DONE;
  }
}
