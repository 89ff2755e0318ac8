package dev.waybill.cli.payment;

import dev.waybill.cli.client.ClientCommand;
import dev.waybill.cli.client.Connection;
import dev.waybill.cli.client.ExitCode;
import dev.waybill.cli.client.LimitConverter;
import dev.waybill.cli.client.Pages;
import dev.waybill.cli.output.Screen;
import dev.waybill.common.message.PagedList.Page;
import dev.waybill.local.stack.Services;
import dev.waybill.proto.payment.v1.ListPaymentsRequest;
import dev.waybill.proto.payment.v1.ListPaymentsResponse;
import dev.waybill.proto.payment.v1.Payment;
import dev.waybill.proto.payment.v1.PaymentServiceGrpc;
import dev.waybill.proto.payment.v1.PaymentServiceGrpc.PaymentServiceBlockingStub;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** `waybill payment list`: lists payments, newest first. */
@Command(name = "list", description = "Lists payments, newest first.")
final class PaymentListCommand extends ClientCommand {
  @Option(
      names = "--limit",
      paramLabel = "COUNT",
      defaultValue = "50",
      converter = LimitConverter.class,
      description = "The most payments to list. Default: ${DEFAULT-VALUE}.")
  private int limit;

  PaymentListCommand() {
    super(Services.PAYMENT);
  }

  @Override
  protected int run(Connection connection, Screen screen) {
    PaymentServiceBlockingStub stub = PaymentServiceGrpc.newBlockingStub(connection.channel());
    Pages<Payment> payments = Pages.collect(limit, request -> page(stub, request));
    if (wantsJson()) {
      screen.json(ListPaymentsResponse.newBuilder().addAllPayments(payments.entries()).build());
    } else {
      screen.table(PaymentView.of(payments.entries()));
      payments.printRest(screen);
    }
    return ExitCode.DONE;
  }

  private static Page<Payment> page(PaymentServiceBlockingStub stub, Pages.Request request) {
    ListPaymentsResponse response =
        stub.listPayments(
            ListPaymentsRequest.newBuilder()
                .setPageSize(request.size())
                .setPageToken(request.token())
                .build());
    return new Page<>(response.getPaymentsList(), response.getNextPageToken());
  }
}
