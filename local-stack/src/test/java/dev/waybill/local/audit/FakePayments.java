package dev.waybill.local.audit;

import dev.waybill.proto.payment.v1.GetPaymentRequest;
import dev.waybill.proto.payment.v1.GetPaymentResponse;
import dev.waybill.proto.payment.v1.Payment;
import dev.waybill.proto.payment.v1.PaymentServiceGrpc;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;

/** Returns single payments from the `now` book. */
final class FakePayments extends PaymentServiceGrpc.PaymentServiceImplBase {
  private final FakeServices services;

  FakePayments(FakeServices services) {
    this.services = services;
  }

  @Override
  public void getPayment(GetPaymentRequest request, StreamObserver<GetPaymentResponse> observer) {
    Payment found = services.now.payments.get(request.getOrderId());
    if (found == null) {
      observer.onError(Status.NOT_FOUND.asRuntimeException());
      return;
    }
    observer.onNext(GetPaymentResponse.newBuilder().setPayment(found).build());
    observer.onCompleted();
  }
}
