package dev.waybill.order.audit;

import dev.waybill.common.message.MoneyMessages;
import dev.waybill.common.message.TimeMessages;
import dev.waybill.common.stream.StreamedAnswer;
import dev.waybill.order.grpc.OrderMessages;
import dev.waybill.proto.order.audit.v1.ListDigestsRequest;
import dev.waybill.proto.order.audit.v1.ListDigestsResponse;
import dev.waybill.proto.order.audit.v1.OrderAuditServiceGrpc;
import io.grpc.stub.StreamObserver;
import java.time.Duration;

/** Streams audit results of orders, as fast as the auditor takes them. */
public final class OrderAuditGrpcService extends OrderAuditServiceGrpc.OrderAuditServiceImplBase {

  private final OrderAudit audit;

  public OrderAuditGrpcService(OrderAudit audit) {
    this.audit = audit;
  }

  @Override
  public void listDigests(
      ListDigestsRequest request, StreamObserver<ListDigestsResponse> observer) {
    Duration settledFor = TimeMessages.toDuration(request.getSettledFor());
    StreamedAnswer.start(
        sink -> audit.digests(settledFor, digest -> sink.accept(response(digest))), observer);
  }

  private static ListDigestsResponse response(OrderDigest digest) {
    ListDigestsResponse.Builder response =
        ListDigestsResponse.newBuilder()
            .setOrderId(digest.orderId().toString())
            .setState(OrderMessages.toMessage(digest.state()))
            .setCustomerId(digest.customerId())
            .setRequestId(digest.requestId().toString());
    if (digest.total() != null) {
      response.setTotal(MoneyMessages.toMessage(digest.total()));
    }
    return response.build();
  }
}
