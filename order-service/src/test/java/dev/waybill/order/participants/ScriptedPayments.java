package dev.waybill.order.participants;

import dev.waybill.common.error.RpcErrors;
import dev.waybill.common.rpc.Replies;
import dev.waybill.common.stream.MessageWindow;
import dev.waybill.proto.payment.v1.AuthorizePaymentRequest;
import dev.waybill.proto.payment.v1.AuthorizePaymentResponse;
import dev.waybill.proto.payment.v1.CancelPaymentRequest;
import dev.waybill.proto.payment.v1.CancelPaymentResponse;
import dev.waybill.proto.payment.v1.CapturePaymentRequest;
import dev.waybill.proto.payment.v1.DeclineReason;
import dev.waybill.proto.payment.v1.Payment;
import dev.waybill.proto.payment.v1.PaymentServiceGrpc.PaymentServiceImplBase;
import dev.waybill.proto.payment.v1.PaymentState;
import dev.waybill.proto.payment.v1.SettlePaymentsRequest;
import dev.waybill.proto.payment.v1.SettlePaymentsResponse;
import io.grpc.Context;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** A payment service whose answers a test sets; accepts every card by default. */
public final class ScriptedPayments extends PaymentServiceImplBase {

  public volatile Function<AuthorizePaymentRequest, Payment> authorize =
      request -> inState(request.getOrderId(), PaymentState.PAYMENT_STATE_AUTHORIZED);
  public volatile Function<CapturePaymentRequest, Payment> capture =
      request -> inState(request.getOrderId(), PaymentState.PAYMENT_STATE_CAPTURED);
  public volatile Function<CancelPaymentRequest, Payment> cancel =
      request -> inState(request.getOrderId(), PaymentState.PAYMENT_STATE_VOIDED);

  private final ParticipantJournal journal;

  ScriptedPayments(ParticipantJournal journal) {
    this.journal = journal;
  }

  @Override
  public void authorizePayment(
      AuthorizePaymentRequest request, StreamObserver<AuthorizePaymentResponse> observer) {
    journal.asked(request.getOrderId(), "authorize");
    Replies.unary(
        () -> AuthorizePaymentResponse.newBuilder().setPayment(authorize.apply(request)).build(),
        observer);
  }

  /** Answers each instruction from its own thread. */
  @Override
  public StreamObserver<SettlePaymentsRequest> settlePayments(
      StreamObserver<SettlePaymentsResponse> observer) {
    return MessageWindow.open(
        observer,
        256,
        instruction ->
            CompletableFuture.supplyAsync(
                () -> Optional.of(settle(instruction)),
                Context.currentContextExecutor(Thread::startVirtualThread)));
  }

  private SettlePaymentsResponse settle(SettlePaymentsRequest instruction) {
    String orderId = instruction.getOrderId();
    journal.asked(orderId, "capture");
    SettlePaymentsResponse.Builder answer = SettlePaymentsResponse.newBuilder().setOrderId(orderId);
    try {
      return answer
          .setPayment(
              capture.apply(
                  CapturePaymentRequest.newBuilder()
                      .setOrderId(orderId)
                      .setAmount(instruction.getAmount())
                      .build()))
          .build();
    } catch (StatusRuntimeException e) {
      return answer.setError(RpcErrors.toItemError(e)).build();
    }
  }

  @Override
  public void cancelPayment(
      CancelPaymentRequest request, StreamObserver<CancelPaymentResponse> observer) {
    journal.asked(request.getOrderId(), "cancel");
    Replies.unary(
        () -> CancelPaymentResponse.newBuilder().setPayment(cancel.apply(request)).build(),
        observer);
  }

  public static Payment declined(AuthorizePaymentRequest request, DeclineReason reason) {
    return inState(request.getOrderId(), PaymentState.PAYMENT_STATE_DECLINED).toBuilder()
        .setDeclineReason(reason)
        .build();
  }

  public static Payment inState(String orderId, PaymentState state) {
    return Payment.newBuilder().setOrderId(orderId).setState(state).build();
  }
}
