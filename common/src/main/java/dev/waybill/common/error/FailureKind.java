package dev.waybill.common.error;

import io.grpc.Status;

/** What the status code of a failed call says about trying again. */
public enum FailureKind {
  /** The server, or the way to it, could not serve the call; a later attempt may succeed. */
  OUTAGE,

  /** A fault of one of the two sides; it proves nothing about the request. */
  FAULT,

  /** The server does not accept this request, and would not accept it later. */
  REFUSAL;

  /** Returns the kind of a code; OK counts as a fault, because it came without the answer. */
  public static FailureKind of(Status.Code code) {
    return switch (code) {
      case UNAVAILABLE, DEADLINE_EXCEEDED, CANCELLED, RESOURCE_EXHAUSTED, ABORTED -> OUTAGE;
      case OK, UNKNOWN, INTERNAL -> FAULT;
      case INVALID_ARGUMENT,
          NOT_FOUND,
          ALREADY_EXISTS,
          PERMISSION_DENIED,
          FAILED_PRECONDITION,
          OUT_OF_RANGE,
          UNIMPLEMENTED,
          DATA_LOSS,
          UNAUTHENTICATED ->
          REFUSAL;
    };
  }
}
