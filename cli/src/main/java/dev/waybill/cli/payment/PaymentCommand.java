package dev.waybill.cli.payment;

import dev.waybill.cli.client.CommandGroup;
import dev.waybill.cli.client.LimitConverter;
import dev.waybill.cli.client.Pages;
import dev.waybill.cli.client.UnaryCall;
import dev.waybill.common.message.PagedList.Page;
import dev.waybill.local.stack.Services;
import dev.waybill.proto.payment.v1.GetPaymentRequest;
import dev.waybill.proto.payment.v1.ListPaymentsRequest;
import dev.waybill.proto.payment.v1.ListPaymentsResponse;
import dev.waybill.proto.payment.v1.Payment;
import dev.waybill.proto.payment.v1.PaymentServiceGrpc;
import io.grpc.Channel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** `waybill payment`: shows the payments of orders. */
@Command(name = "payment", description = "Shows the payments of orders.")
public final class PaymentCommand extends CommandGroup {
  @Command(name = "get", description = "Shows the payment of one order.")
  int get(
      @Mixin UnaryCall call,
      @Parameters(paramLabel = "ORDER_ID", description = "The order's UUID.") String orderId) {
    GetPaymentRequest request = GetPaymentRequest.newBuilder().setOrderId(orderId).build();
    return call.show(
        Services.PAYMENT,
        channel -> PaymentServiceGrpc.newBlockingStub(channel).getPayment(request),
        response -> PaymentView.of(response.getPayment()));
  }

  @Command(name = "list", description = "Lists payments, newest first.")
  int list(
      @Mixin UnaryCall call,
      @Option(
              names = "--limit",
              paramLabel = "COUNT",
              defaultValue = "50",
              converter = LimitConverter.class,
              description = "The most payments to list. Default: ${DEFAULT-VALUE}.")
          int limit) {
    return call.list(
        Services.PAYMENT,
        limit,
        PaymentCommand::page,
        payments -> ListPaymentsResponse.newBuilder().addAllPayments(payments).build(),
        PaymentView::of);
  }

  private static Page<Payment> page(Channel channel, Pages.Request page) {
    ListPaymentsRequest request =
        ListPaymentsRequest.newBuilder()
            .setPageSize(page.size())
            .setPageToken(page.token())
            .build();
    ListPaymentsResponse response =
        PaymentServiceGrpc.newBlockingStub(channel).listPayments(request);
    return new Page<>(response.getPaymentsList(), response.getNextPageToken());
  }
}
