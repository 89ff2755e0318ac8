package dev.waybill.common.audit;

import dev.waybill.common.stream.StreamedAnswer;
import dev.waybill.proto.audit.v1.AuditServiceGrpc;
import dev.waybill.proto.audit.v1.CheckInvariantsRequest;
import dev.waybill.proto.audit.v1.CheckInvariantsResponse;
import io.grpc.stub.StreamObserver;

/**
 * Streams the violations that a service finds in its own data, as fast as the auditor takes them.
 */
public final class AuditGrpcService extends AuditServiceGrpc.AuditServiceImplBase {
  private final InvariantCheck check;

  public AuditGrpcService(InvariantCheck check) {
    this.check = check;
  }

  @Override
  public void checkInvariants(
      CheckInvariantsRequest request, StreamObserver<CheckInvariantsResponse> observer) {
    StreamedAnswer.start(
        sink -> check.violations(violation -> sink.accept(response(violation))), observer);
  }

  private static CheckInvariantsResponse response(Violation violation) {
    return CheckInvariantsResponse.newBuilder()
        .setViolation(
            dev.waybill.proto.audit.v1.Violation.newBuilder()
                .setInvariant(violation.invariant())
                .setResource(violation.resource())
                .setDescription(violation.description()))
        .build();
  }
}
