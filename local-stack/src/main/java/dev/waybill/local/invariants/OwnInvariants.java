package dev.waybill.local.invariants;

import dev.waybill.common.server.ServiceDefinition;
import dev.waybill.local.stack.ServiceChannels;
import dev.waybill.local.stack.Services;
import dev.waybill.proto.audit.v1.AuditServiceGrpc;
import dev.waybill.proto.audit.v1.AuditServiceGrpc.AuditServiceBlockingStub;
import dev.waybill.proto.audit.v1.CheckInvariantsRequest;
import dev.waybill.proto.audit.v1.CheckInvariantsResponse;
import dev.waybill.proto.audit.v1.Violation;
import java.util.function.Consumer;

/** Asks every service what it finds wrong with its own data, one after the other. */
public record OwnInvariants(ServiceChannels channels) {
  /**
   * Reports each violation.
   *
   * @throws AuditFailedException if a service does not answer
   */
  public void check(Consumer<Violation> violations) {
    Services.ALL.forEach(service -> check(service, violations));
  }

  private void check(ServiceDefinition<?, ?> service, Consumer<Violation> violations) {
    AuditServiceBlockingStub audit = AuditServiceGrpc.newBlockingStub(channels.to(service));
    new Answers(service)
        .stream(
                () -> audit.checkInvariants(CheckInvariantsRequest.getDefaultInstance()),
                CheckInvariantsResponse::getViolation)
            .forEachRemaining(violations);
  }
}
