package dev.waybill.payment.grpc;

import dev.waybill.common.rpc.TimeMessages;
import dev.waybill.common.stream.StreamedAnswer;
import dev.waybill.payment.domain.PaymentAudit;
import dev.waybill.payment.domain.PaymentViolation;
import dev.waybill.proto.payment.audit.v1.CheckInvariantsRequest;
import dev.waybill.proto.payment.audit.v1.CheckInvariantsResponse;
import dev.waybill.proto.payment.audit.v1.ListDigestsRequest;
import dev.waybill.proto.payment.audit.v1.ListDigestsResponse;
import dev.waybill.proto.payment.audit.v1.PaymentAuditServiceGrpc;
import io.grpc.stub.StreamObserver;
import java.time.Duration;

/** PaymentAuditService at the gRPC edge; a reader that is slow slows the reading down. */
public final class PaymentAuditGrpcService
    extends PaymentAuditServiceGrpc.PaymentAuditServiceImplBase {
  private final PaymentAudit audit;

  public PaymentAuditGrpcService(PaymentAudit audit) {
    this.audit = audit;
  }

  @Override
  public void checkInvariants(
      CheckInvariantsRequest request, StreamObserver<CheckInvariantsResponse> observer) {
    StreamedAnswer.start(
        sink -> audit.violations(violation -> sink.accept(toResponse(violation))), observer);
  }

  private static CheckInvariantsResponse toResponse(PaymentViolation violation) {
    return CheckInvariantsResponse.newBuilder()
        .setViolation(PaymentMessages.toMessage(violation))
        .build();
  }

  @Override
  public void listDigests(
      ListDigestsRequest request, StreamObserver<ListDigestsResponse> observer) {
    Duration settledFor = TimeMessages.toDuration(request.getSettledFor());
    StreamedAnswer.start(
        sink -> audit.digests(settledFor, digest -> sink.accept(PaymentMessages.toMessage(digest))),
        observer);
  }
}
