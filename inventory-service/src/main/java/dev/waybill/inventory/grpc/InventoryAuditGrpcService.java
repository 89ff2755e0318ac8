package dev.waybill.inventory.grpc;

import dev.waybill.common.rpc.CallBudget;
import dev.waybill.common.rpc.Replies;
import dev.waybill.common.rpc.TimeMessages;
import dev.waybill.common.stream.StreamedAnswer;
import dev.waybill.inventory.domain.InventoryAudit;
import dev.waybill.inventory.domain.OrderId;
import dev.waybill.proto.inventory.audit.v1.CheckInvariantsRequest;
import dev.waybill.proto.inventory.audit.v1.CheckInvariantsResponse;
import dev.waybill.proto.inventory.audit.v1.GetDigestRequest;
import dev.waybill.proto.inventory.audit.v1.GetDigestResponse;
import dev.waybill.proto.inventory.audit.v1.InventoryAuditServiceGrpc;
import dev.waybill.proto.inventory.audit.v1.ListDigestsRequest;
import dev.waybill.proto.inventory.audit.v1.ListDigestsResponse;
import io.grpc.stub.StreamObserver;
import java.time.Duration;

/** InventoryAuditService at the gRPC edge; a reader that is slow slows the reading down. */
public final class InventoryAuditGrpcService
    extends InventoryAuditServiceGrpc.InventoryAuditServiceImplBase {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

  private final InventoryAudit audit;

  public InventoryAuditGrpcService(InventoryAudit audit) {
    this.audit = audit;
  }

  @Override
  public void checkInvariants(
      CheckInvariantsRequest request, StreamObserver<CheckInvariantsResponse> observer) {
    StreamedAnswer.start(
        sink ->
            audit.checkStock(
                violation ->
                    sink.accept(
                        CheckInvariantsResponse.newBuilder()
                            .setViolation(InventoryMessages.toMessage(violation))
                            .build())),
        observer);
  }

  @Override
  public void listDigests(
      ListDigestsRequest request, StreamObserver<ListDigestsResponse> observer) {
    Duration settledFor = TimeMessages.toDuration(request.getSettledFor());
    StreamedAnswer.start(
        sink ->
            audit.digests(
                settledFor,
                digest ->
                    sink.accept(
                        ListDigestsResponse.newBuilder()
                            .setDigest(InventoryMessages.toMessage(digest))
                            .build())),
        observer);
  }

  @Override
  public void getDigest(GetDigestRequest request, StreamObserver<GetDigestResponse> observer) {
    OrderId orderId = InventoryRequests.orderId(request.getOrderId());
    Replies.unary(
        () ->
            audit
                .digest(orderId, CallBudget.ofCurrentCall(LONGEST_WAIT))
                .map(InventoryMessages::toMessage)
                .map(digest -> GetDigestResponse.newBuilder().setDigest(digest).build())
                .orElseThrow(() -> InventoryStatuses.reservationNotFound(orderId)),
        observer);
  }
}
