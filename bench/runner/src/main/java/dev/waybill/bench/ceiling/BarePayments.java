package dev.waybill.bench.ceiling;

import dev.waybill.proto.payment.v1.AuthorizePaymentRequest;
import dev.waybill.proto.payment.v1.AuthorizePaymentResponse;
import dev.waybill.proto.payment.v1.Payment;
import dev.waybill.proto.payment.v1.PaymentServiceGrpc;
import dev.waybill.proto.payment.v1.PaymentState;
import io.grpc.stub.StreamObserver;

/** Authorizes every amount. */
final class BarePayments extends PaymentServiceGrpc.PaymentServiceImplBase {
  @Override
  public void authorizePayment(
      AuthorizePaymentRequest request, StreamObserver<AuthorizePaymentResponse> caller) {
    Payment payment =
        Payment.newBuilder()
            .setOrderId(request.getOrderId())
            .setAmount(request.getAmount())
            .setState(PaymentState.PAYMENT_STATE_AUTHORIZED)
            .build();
    caller.onNext(AuthorizePaymentResponse.newBuilder().setPayment(payment).build());
    caller.onCompleted();
  }
}
