package dev.waybill.payment.grpc;

import dev.waybill.common.deadline.CallBudget;
import dev.waybill.common.rpc.Replies;
import dev.waybill.common.stream.MessageWindow;
import dev.waybill.common.time.TimeBudget;
import dev.waybill.payment.domain.OrderId;
import dev.waybill.payment.domain.PaymentStore;
import dev.waybill.payment.workflow.AuthorizePayment;
import dev.waybill.payment.workflow.CancelPayment;
import dev.waybill.payment.workflow.CapturePayment;
import dev.waybill.proto.payment.v1.AuthorizePaymentRequest;
import dev.waybill.proto.payment.v1.AuthorizePaymentResponse;
import dev.waybill.proto.payment.v1.CancelPaymentRequest;
import dev.waybill.proto.payment.v1.CancelPaymentResponse;
import dev.waybill.proto.payment.v1.CapturePaymentRequest;
import dev.waybill.proto.payment.v1.CapturePaymentResponse;
import dev.waybill.proto.payment.v1.GetPaymentRequest;
import dev.waybill.proto.payment.v1.GetPaymentResponse;
import dev.waybill.proto.payment.v1.ListPaymentsRequest;
import dev.waybill.proto.payment.v1.ListPaymentsResponse;
import dev.waybill.proto.payment.v1.Payment;
import dev.waybill.proto.payment.v1.PaymentServiceGrpc;
import dev.waybill.proto.payment.v1.SettlePaymentsRequest;
import dev.waybill.proto.payment.v1.SettlePaymentsResponse;
import io.grpc.stub.StreamObserver;

/** The gRPC service for payments. Its unary handlers block, so they run on virtual threads. */
public final class PaymentGrpcService extends PaymentServiceGrpc.PaymentServiceImplBase {
  /** Enough to fill a group, and as many as order-service leaves unanswered on its one stream. */
  private static final int INSTRUCTIONS_AT_ONCE = 256;

  private final PaymentStore store;
  private final PaymentPages pages;
  private final AuthorizePayment authorizePayment;
  private final CapturePayment capturePayment;
  private final CancelPayment cancelPayment;

  public PaymentGrpcService(
      PaymentStore store,
      AuthorizePayment authorizePayment,
      CapturePayment capturePayment,
      CancelPayment cancelPayment) {
    this.store = store;
    this.pages = new PaymentPages(store);
    this.authorizePayment = authorizePayment;
    this.capturePayment = capturePayment;
    this.cancelPayment = cancelPayment;
  }

  @Override
  public void authorizePayment(
      AuthorizePaymentRequest request, StreamObserver<AuthorizePaymentResponse> observer) {
    Replies.unary(() -> authorize(request), observer);
  }

  private AuthorizePaymentResponse authorize(AuthorizePaymentRequest request) {
    OrderId orderId = PaymentMessages.orderId(request.getOrderId());
    var outcome = authorizePayment.authorize(orderId, PaymentMessages.terms(request), budget());
    return AuthorizePaymentResponse.newBuilder()
        .setPayment(PaymentStatuses.answer(outcome))
        .build();
  }

  @Override
  public void capturePayment(
      CapturePaymentRequest request, StreamObserver<CapturePaymentResponse> observer) {
    Replies.unary(() -> capture(request), observer);
  }

  private CapturePaymentResponse capture(CapturePaymentRequest request) {
    OrderId orderId = PaymentMessages.orderId(request.getOrderId());
    var amount = PaymentMessages.amount(request.getAmount());
    var outcome = capturePayment.capture(orderId, amount, budget());
    return CapturePaymentResponse.newBuilder().setPayment(PaymentStatuses.answer(outcome)).build();
  }

  @Override
  public StreamObserver<SettlePaymentsRequest> settlePayments(
      StreamObserver<SettlePaymentsResponse> observer) {
    return MessageWindow.open(observer, INSTRUCTIONS_AT_ONCE, new Settlement(capturePayment));
  }

  @Override
  public void cancelPayment(
      CancelPaymentRequest request, StreamObserver<CancelPaymentResponse> observer) {
    Replies.unary(() -> cancel(request), observer);
  }

  private CancelPaymentResponse cancel(CancelPaymentRequest request) {
    OrderId orderId = PaymentMessages.orderId(request.getOrderId());
    var outcome = cancelPayment.cancel(orderId, budget());
    return CancelPaymentResponse.newBuilder().setPayment(PaymentStatuses.answer(outcome)).build();
  }

  @Override
  public void getPayment(GetPaymentRequest request, StreamObserver<GetPaymentResponse> observer) {
    Replies.unary(() -> get(request), observer);
  }

  private GetPaymentResponse get(GetPaymentRequest request) {
    OrderId orderId = PaymentMessages.orderId(request.getOrderId());
    Payment payment =
        store
            .find(orderId, budget())
            .map(PaymentMessages::toMessage)
            .orElseThrow(() -> PaymentStatuses.notFound(orderId));
    return GetPaymentResponse.newBuilder().setPayment(payment).build();
  }

  @Override
  public void listPayments(
      ListPaymentsRequest request, StreamObserver<ListPaymentsResponse> observer) {
    Replies.unary(() -> pages.page(request, budget()), observer);
  }

  private static TimeBudget budget() {
    return CallBudget.ofCurrentCall();
  }
}
