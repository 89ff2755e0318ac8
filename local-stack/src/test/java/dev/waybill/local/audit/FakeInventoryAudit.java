package dev.waybill.local.audit;

import dev.waybill.proto.inventory.audit.v1.GetDigestRequest;
import dev.waybill.proto.inventory.audit.v1.GetDigestResponse;
import dev.waybill.proto.inventory.audit.v1.InventoryAuditServiceGrpc;
import dev.waybill.proto.inventory.audit.v1.ListDigestsRequest;
import dev.waybill.proto.inventory.audit.v1.ListDigestsResponse;
import dev.waybill.proto.inventory.audit.v1.ReservationDigest;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;

/** Streams the reservations of the `streamed` book, and returns single ones from the `now` book. */
final class FakeInventoryAudit extends InventoryAuditServiceGrpc.InventoryAuditServiceImplBase {
  private final FakeServices services;

  FakeInventoryAudit(FakeServices services) {
    this.services = services;
  }

  @Override
  public void listDigests(
      ListDigestsRequest request, StreamObserver<ListDigestsResponse> observer) {
    for (ReservationDigest digest : services.streamed.reservations.values()) {
      observer.onNext(ListDigestsResponse.newBuilder().setDigest(digest).build());
    }
    observer.onCompleted();
  }

  @Override
  public void getDigest(GetDigestRequest request, StreamObserver<GetDigestResponse> observer) {
    ReservationDigest found = services.now.reservations.get(request.getOrderId());
    if (found == null) {
      observer.onError(Status.NOT_FOUND.asRuntimeException());
      return;
    }
    observer.onNext(GetDigestResponse.newBuilder().setDigest(found).build());
    observer.onCompleted();
  }
}
