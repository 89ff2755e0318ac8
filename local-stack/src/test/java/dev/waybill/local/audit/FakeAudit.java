package dev.waybill.local.audit;

import dev.waybill.proto.audit.v1.AuditServiceGrpc;
import dev.waybill.proto.audit.v1.CheckInvariantsRequest;
import dev.waybill.proto.audit.v1.CheckInvariantsResponse;
import dev.waybill.proto.audit.v1.Violation;
import io.grpc.stub.StreamObserver;
import java.util.List;

/** Streams the violations that one service finds in its own data. */
final class FakeAudit extends AuditServiceGrpc.AuditServiceImplBase {
  private final List<Violation> violations;

  FakeAudit(List<Violation> violations) {
    this.violations = violations;
  }

  @Override
  public void checkInvariants(
      CheckInvariantsRequest request, StreamObserver<CheckInvariantsResponse> observer) {
    violations.forEach(
        violation ->
            observer.onNext(CheckInvariantsResponse.newBuilder().setViolation(violation).build()));
    observer.onCompleted();
  }
}
