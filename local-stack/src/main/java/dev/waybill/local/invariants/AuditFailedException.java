package dev.waybill.local.invariants;

import dev.waybill.common.server.ServiceDefinition;
import io.grpc.StatusRuntimeException;

/** The audit could not be finished because a service did not answer a request. */
public final class AuditFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient ServiceDefinition<?, ?> service;
  private final StatusRuntimeException failure;

  AuditFailedException(ServiceDefinition<?, ?> service, StatusRuntimeException failure) {
    super(service.title() + ": " + failure.getStatus(), failure);
    this.service = service;
    this.failure = failure;
  }

  public ServiceDefinition<?, ?> service() {
    return service;
  }

  public StatusRuntimeException failure() {
    return failure;
  }
}
