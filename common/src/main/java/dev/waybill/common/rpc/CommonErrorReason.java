package dev.waybill.common.rpc;

/** The stable error reasons that every service can answer, beside those of its own. */
public enum CommonErrorReason {
  /** The request breaks a rule of the contract; BadRequest details name the fields. */
  INVALID_REQUEST,
  /** The page token is damaged, or was given out for another list or filter. */
  INVALID_PAGE_TOKEN,
  /** A bound on waiting work is reached; nothing was done. */
  OVERLOADED,
  /** The service cannot reach its database; nothing was read or stored. */
  DATABASE_UNAVAILABLE,
  /** A change may or may not have been stored; the same request again finds out. */
  OUTCOME_UNKNOWN,
  /**
   * Time ran out in the server; set by the caller's deadline or, without one, the method's default.
   */
  TIME_EXPIRED,
  /** Too little time was left for the call to succeed, so the client did not send it. */
  CALL_NOT_SENT,
  /** The stream reached the longest life that the contract gives it. */
  STREAM_MAX_AGE,
  /** No message went through the stream for longer than the contract allows. */
  STREAM_IDLE
}
