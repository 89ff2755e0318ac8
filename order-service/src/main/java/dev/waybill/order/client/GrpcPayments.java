package dev.waybill.order.client;

import dev.waybill.common.message.MoneyMessages;
import dev.waybill.common.money.Money;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.order.domain.OrderId;
import dev.waybill.order.domain.Payments;
import dev.waybill.proto.payment.v1.AuthorizePaymentRequest;
import dev.waybill.proto.payment.v1.CancelPaymentRequest;
import dev.waybill.proto.payment.v1.PaymentServiceGrpc;
import dev.waybill.proto.payment.v1.PaymentServiceGrpc.PaymentServiceBlockingStub;
import dev.waybill.proto.payment.v1.SettlePaymentsRequest;
import io.grpc.Channel;
import java.util.Map;

/** Reaches payment-service by gRPC. */
public final class GrpcPayments implements Payments {

  /** Errors after which there is nothing to capture for the order, now or later. */
  private static final Map<String, CaptureOutcome> CAPTURE_REFUSALS =
      Map.of(
          "PAYMENT_NOT_FOUND", CaptureOutcome.REFUSED,
          "PAYMENT_NOT_AUTHORIZED", CaptureOutcome.REFUSED);

  private final Participant<PaymentServiceBlockingStub> service;
  private final SettlementStream settlement;

  public GrpcPayments(Channel channel) {
    this.service = new Participant<>(PaymentServiceGrpc.newBlockingStub(channel));
    this.settlement = new SettlementStream(channel);
  }

  @Override
  public Authorization authorize(OrderId id, Money amount, String paymentToken, TimeBudget budget) {
    AuthorizePaymentRequest request =
        AuthorizePaymentRequest.newBuilder()
            .setOrderId(id.toString())
            .setAmount(MoneyMessages.toMessage(amount))
            .setPaymentToken(paymentToken)
            .build();
    return service.ask(
        PaymentServiceGrpc.getAuthorizePaymentMethod(),
        id,
        budget,
        stub -> PaymentMessages.authorization(stub.authorizePayment(request).getPayment()));
  }

  /** Waits as long as the equivalent unary method would. */
  @Override
  public CaptureOutcome capture(OrderId id, Money amount, TimeBudget budget) {
    TimeBudget wait =
        TimeBudget.of(Participant.time(PaymentServiceGrpc.getCapturePaymentMethod(), budget));
    SettlePaymentsRequest instruction =
        SettlePaymentsRequest.newBuilder()
            .setOrderId(id.toString())
            .setAmount(MoneyMessages.toMessage(amount))
            .build();
    return Participant.answer(
        PaymentServiceGrpc.getSettlePaymentsMethod(),
        id,
        () -> PaymentMessages.captureOutcome(settlement.settle(instruction, wait)),
        CAPTURE_REFUSALS);
  }

  @Override
  public void cancel(OrderId id, TimeBudget budget) {
    CancelPaymentRequest request =
        CancelPaymentRequest.newBuilder().setOrderId(id.toString()).build();
    service.ask(
        PaymentServiceGrpc.getCancelPaymentMethod(),
        id,
        budget,
        stub -> PaymentMessages.cancelled(stub.cancelPayment(request).getPayment()));
  }

  /** Closes the stream of captures; the channel stays open. */
  @Override
  public void close() {
    settlement.close();
  }
}
