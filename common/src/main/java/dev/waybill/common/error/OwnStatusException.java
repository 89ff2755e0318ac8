package dev.waybill.common.error;

import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/** A status chosen by this process, as opposed to one received from an upstream. */
public final class OwnStatusException extends StatusRuntimeException {
  private final Metadata ownTrailers;

  public OwnStatusException(Status status, Metadata trailers) {
    super(status, trailers);
    this.ownTrailers = trailers;
  }

  /** Returns the trailers to close the call with. */
  public Metadata ownTrailers() {
    return ownTrailers;
  }

  /**
   * Does nothing: the exception is an answer, not a fault. No one reads its stack trace, and
   * filling it would cost more than the call.
   */
  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
