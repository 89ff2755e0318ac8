package dev.waybill.inventory.audit;

import dev.waybill.common.deadline.CallBudget;
import dev.waybill.common.message.MoneyMessages;
import dev.waybill.common.message.TimeMessages;
import dev.waybill.common.rpc.Replies;
import dev.waybill.common.stream.StreamedAnswer;
import dev.waybill.inventory.domain.OrderId;
import dev.waybill.inventory.grpc.InventoryMessages;
import dev.waybill.inventory.grpc.InventoryRequests;
import dev.waybill.inventory.grpc.InventoryStatuses;
import dev.waybill.proto.inventory.audit.v1.GetDigestRequest;
import dev.waybill.proto.inventory.audit.v1.GetDigestResponse;
import dev.waybill.proto.inventory.audit.v1.InventoryAuditServiceGrpc;
import dev.waybill.proto.inventory.audit.v1.ListDigestsRequest;
import dev.waybill.proto.inventory.audit.v1.ListDigestsResponse;
import io.grpc.stub.StreamObserver;
import java.time.Duration;

/** The gRPC service for the audit; a slow reader slows the reading down. */
public final class InventoryAuditGrpcService
    extends InventoryAuditServiceGrpc.InventoryAuditServiceImplBase {
  private final InventoryAudit audit;

  public InventoryAuditGrpcService(InventoryAudit audit) {
    this.audit = audit;
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
                        ListDigestsResponse.newBuilder().setDigest(toMessage(digest)).build())),
        observer);
  }

  @Override
  public void getDigest(GetDigestRequest request, StreamObserver<GetDigestResponse> observer) {
    OrderId orderId = InventoryRequests.orderId(request.getOrderId());
    Replies.unary(
        () ->
            audit
                .digest(orderId, CallBudget.ofCurrentCall())
                .map(InventoryAuditGrpcService::toMessage)
                .map(digest -> GetDigestResponse.newBuilder().setDigest(digest).build())
                .orElseThrow(() -> InventoryStatuses.reservationNotFound(orderId)),
        observer);
  }

  private static dev.waybill.proto.inventory.audit.v1.ReservationDigest toMessage(
      ReservationDigest digest) {
    var message =
        dev.waybill.proto.inventory.audit.v1.ReservationDigest.newBuilder()
            .setOrderId(digest.orderId().toString())
            .setState(InventoryMessages.toMessage(digest.state()));
    if (digest.total() != null) {
      message.setTotal(MoneyMessages.toMessage(digest.total()));
    }
    if (digest.remaining() != null) {
      message.setRemaining(TimeMessages.toMessage(digest.remaining()));
    }
    return message.build();
  }
}
