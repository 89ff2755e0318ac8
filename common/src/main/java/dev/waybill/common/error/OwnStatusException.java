package dev.waybill.common.error;

import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/** A status that this process decided to answer, as opposed to one it got from an upstream. */
public final class OwnStatusException extends StatusRuntimeException {
  private final Metadata ownTrailers;

  public OwnStatusException(Status status, Metadata trailers) {
    super(status, trailers);
    this.ownTrailers = trailers;
  }

  /** The trailers to close the call with. */
  public Metadata ownTrailers() {
    return ownTrailers;
  }

  /**
   * An answer, not a fault: nobody reads its stack trace, and filling it costs more than the call.
   */
  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
