package dev.waybill.payment.grpc;

import dev.waybill.common.contract.RequestValidator;
import dev.waybill.common.correlation.CorrelationId;
import dev.waybill.common.deadline.CallBudget;
import dev.waybill.common.error.RpcErrors;
import dev.waybill.common.stream.MessageWindow;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.payment.domain.OrderId;
import dev.waybill.payment.workflow.CapturePayment;
import dev.waybill.proto.payment.v1.Payment;
import dev.waybill.proto.payment.v1.PaymentServiceGrpc;
import dev.waybill.proto.payment.v1.SettlePaymentsRequest;
import dev.waybill.proto.payment.v1.SettlePaymentsResponse;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Captures the payments of many orders on one stream, each as CapturePayment would. */
final class Settlement
    implements MessageWindow.Worker<SettlePaymentsRequest, SettlePaymentsResponse> {
  private final CapturePayment capturePayment;

  Settlement(CapturePayment capturePayment) {
    this.capturePayment = capturePayment;
  }

  /**
   * A capture that has begun continues if the stream breaks, because the caller would ask for it
   * again anyway.
   */
  @Override
  public CompletableFuture<Optional<SettlePaymentsResponse>> take(
      SettlePaymentsRequest instruction) {
    TimeBudget budget = CallBudget.ofItem(PaymentServiceGrpc.getCapturePaymentMethod());
    return CompletableFuture.supplyAsync(
        () -> Optional.of(settle(instruction, budget)),
        work -> Thread.ofVirtual().name("settlement").start(CorrelationId.detached(work)));
  }

  private SettlePaymentsResponse settle(SettlePaymentsRequest instruction, TimeBudget budget) {
    SettlePaymentsResponse.Builder answer =
        SettlePaymentsResponse.newBuilder().setOrderId(RpcErrors.echo(instruction.getOrderId()));
    try {
      return answer.setPayment(capture(instruction, budget)).build();
    } catch (RuntimeException | Error e) {
      return answer.setError(RpcErrors.toItemError(e)).build();
    }
  }

  private Payment capture(SettlePaymentsRequest instruction, TimeBudget budget) {
    RequestValidator.check(instruction);
    OrderId orderId = PaymentMessages.orderId(instruction.getOrderId());
    var amount = PaymentMessages.amount(instruction.getAmount());
    return PaymentStatuses.answer(capturePayment.capture(orderId, amount, budget));
  }
}
