package dev.waybill.common.auth;

import dev.waybill.common.error.CommonErrorReason;
import dev.waybill.common.error.RpcErrors;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.util.Map;

/** The errors for callers who are not known, or may not do what they ask for. */
public final class AuthErrors {
  /** What RFC 6750 puts into the WWW-Authenticate header, for gateways and developers. */
  private static final String CHALLENGE = "www_authenticate";

  private static final String INVALID = "Bearer error=\"invalid_token\"";

  private AuthErrors() {}

  static StatusRuntimeException missingCredentials() {
    return unauthenticated(
        CommonErrorReason.CREDENTIALS_MISSING,
        "the call has no credentials; send a token as `authorization: Bearer TOKEN`",
        "Bearer");
  }

  static StatusRuntimeException invalidToken(String message) {
    return unauthenticated(CommonErrorReason.TOKEN_INVALID, message, INVALID);
  }

  /** The token was valid once: at an earlier call, or at the beginning of this one. */
  public static StatusRuntimeException expiredToken() {
    return unauthenticated(
        CommonErrorReason.TOKEN_EXPIRED, "the token has expired; get a new one", INVALID);
  }

  static StatusRuntimeException keysUnavailable() {
    return RpcErrors.common(
        Code.UNAVAILABLE,
        CommonErrorReason.TOKEN_KEYS_UNAVAILABLE,
        "the token cannot be checked, because its issuer's keys cannot be read; nothing was done");
  }

  static StatusRuntimeException notAllowed(String message) {
    return RpcErrors.common(Code.PERMISSION_DENIED, CommonErrorReason.CALLER_NOT_ALLOWED, message);
  }

  static StatusRuntimeException notOwner(String field) {
    return RpcErrors.common(
        Code.PERMISSION_DENIED,
        CommonErrorReason.NOT_OWNER,
        field + " must name the customer who calls");
  }

  private static StatusRuntimeException unauthenticated(
      CommonErrorReason reason, String message, String challenge) {
    return RpcErrors.error(
        Code.UNAUTHENTICATED, reason.name(), message, Map.of(CHALLENGE, challenge));
  }
}
