package dev.waybill.local.audit;

import dev.waybill.common.server.ServiceDefinition;
import dev.waybill.local.stack.ServiceChannels;
import dev.waybill.local.stack.Services;
import dev.waybill.proto.audit.v1.AuditServiceGrpc;
import dev.waybill.proto.audit.v1.AuditServiceGrpc.AuditServiceBlockingStub;
import dev.waybill.proto.audit.v1.CheckInvariantsRequest;
import dev.waybill.proto.audit.v1.CheckInvariantsResponse;

/** Asks every service what it finds wrong with its own data, one after the other. */
record OwnInvariants(ServiceChannels channels) {
  void check(Findings findings) {
    Services.ALL.forEach(service -> check(service, findings));
  }

  private void check(ServiceDefinition<?, ?> service, Findings findings) {
    AuditServiceBlockingStub audit = AuditServiceGrpc.newBlockingStub(channels.to(service));
    new Answers(service)
        .stream(
                () -> audit.checkInvariants(CheckInvariantsRequest.getDefaultInstance()),
                CheckInvariantsResponse::getViolation)
            .forEachRemaining(findings::violation);
  }
}
