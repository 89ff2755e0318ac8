package dev.waybill.common.error;

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
  /** What was asked for may have been done, wholly or in part; the same request finds out. */
  OUTCOME_UNKNOWN,
  /**
   * Time ran out in the server; set by the caller's deadline or, without one, the method's default.
   */
  TIME_EXPIRED,
  /** Too little time was left for the call to succeed, so the client did not send it. */
  CALL_NOT_SENT,
  /** The resume token is damaged, or was given out for another stream or filter. */
  INVALID_RESUME_TOKEN,
  /** The server ended the stream by its own hand; ResumeInfo says how to go on. */
  STREAM_ENDED,
  /** The caller took messages more slowly than they came; ResumeInfo says how to go on. */
  SLOW_CONSUMER,
  /** The caller has as many streams open as one caller may have. */
  TOO_MANY_STREAMS,
  /** The stream reached the longest life that the contract gives it. */
  STREAM_MAX_AGE,
  /** No message went through the stream for longer than the contract allows. */
  STREAM_IDLE
}
