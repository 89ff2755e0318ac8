package dev.waybill.common.error;

/** The stable error reasons that every service can return, in addition to its own. */
public enum CommonErrorReason {
  /** The request breaks a rule of the contract; BadRequest details name the fields. */
  INVALID_REQUEST,
  /** The page token is damaged, or was given out for another list or filter. */
  INVALID_PAGE_TOKEN,
  /** A limit on waiting work is reached; nothing was done. */
  OVERLOADED,
  /** The service cannot reach its database; nothing was read or stored. */
  DATABASE_UNAVAILABLE,
  /**
   * The request may have been carried out, fully or in part; send the same request again to find
   * out.
   */
  OUTCOME_UNKNOWN,
  /**
   * Time ran out in the server. The limit was the caller's deadline or, without one, the method's
   * default.
   */
  TIME_EXPIRED,
  /** Too little time was left for the call to succeed, so the client did not send it. */
  CALL_NOT_SENT,
  /** The resume token is damaged, or was given out for another stream or filter. */
  INVALID_RESUME_TOKEN,
  /** The server ended the stream; ResumeInfo says how to resume it. */
  STREAM_ENDED,
  /** The caller read messages more slowly than they arrived; ResumeInfo says how to resume. */
  SLOW_CONSUMER,
  /** The caller already has as many streams open as one caller may have. */
  TOO_MANY_STREAMS,
  /** The stream reached the maximum age in its contract. */
  STREAM_MAX_AGE,
  /** No message passed through the stream for longer than the contract allows. */
  STREAM_IDLE,
  /** The call has neither a token nor a certificate, and the method is not open to everybody. */
  CREDENTIALS_MISSING,
  /** The token is not valid: malformed, wrongly signed, or for another issuer or audience. */
  TOKEN_INVALID,
  /** The token was valid once. */
  TOKEN_EXPIRED,
  /** The keys of the tokens' issuer cannot be read, so the token cannot be checked. */
  TOKEN_KEYS_UNAVAILABLE,
  /** The contract does not allow the method to this caller. */
  CALLER_NOT_ALLOWED,
  /** A customer's request names another customer, or none. */
  NOT_OWNER
}
