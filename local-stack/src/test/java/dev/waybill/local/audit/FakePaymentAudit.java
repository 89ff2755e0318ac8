package dev.waybill.local.audit;

import dev.waybill.proto.payment.audit.v1.ListDigestsRequest;
import dev.waybill.proto.payment.audit.v1.ListDigestsResponse;
import dev.waybill.proto.payment.audit.v1.PaymentAuditServiceGrpc;
import dev.waybill.proto.payment.v1.Payment;
import io.grpc.stub.StreamObserver;

/** Streams the payments of the `streamed` book. */
final class FakePaymentAudit extends PaymentAuditServiceGrpc.PaymentAuditServiceImplBase {
  private final FakeServices services;

  FakePaymentAudit(FakeServices services) {
    this.services = services;
  }

  @Override
  public void listDigests(
      ListDigestsRequest request, StreamObserver<ListDigestsResponse> observer) {
    for (Payment payment : services.streamed.payments.values()) {
      observer.onNext(
          ListDigestsResponse.newBuilder()
              .setOrderId(payment.getOrderId())
              .setState(payment.getState())
              .setCaptured(payment.getCaptured())
              .setRefunded(payment.getRefunded())
              .build());
    }
    observer.onCompleted();
  }
}
