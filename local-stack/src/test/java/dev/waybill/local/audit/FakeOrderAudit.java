package dev.waybill.local.audit;

import dev.waybill.proto.order.audit.v1.ListDigestsRequest;
import dev.waybill.proto.order.audit.v1.ListDigestsResponse;
import dev.waybill.proto.order.audit.v1.OrderAuditServiceGrpc;
import io.grpc.stub.StreamObserver;

/** Streams the orders of the `streamed` book. */
final class FakeOrderAudit extends OrderAuditServiceGrpc.OrderAuditServiceImplBase {
  private final FakeServices services;

  FakeOrderAudit(FakeServices services) {
    this.services = services;
  }

  @Override
  public void listDigests(
      ListDigestsRequest request, StreamObserver<ListDigestsResponse> observer) {
    services.streamed.orders.values().forEach(observer::onNext);
    observer.onCompleted();
  }
}
