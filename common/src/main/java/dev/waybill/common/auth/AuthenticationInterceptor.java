package dev.waybill.common.auth;

import dev.waybill.common.caller.Caller;
import dev.waybill.common.error.Closing;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCall.Listener;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.StatusRuntimeException;
import java.util.List;

/**
 * Finds out who calls, and puts the {@link Caller} into the call's context. A token counts more
 * than a certificate, so that a service can pass on a call with the rights of the person who made
 * it.
 */
final class AuthenticationInterceptor implements ServerInterceptor {
  static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private static final String BEARER = "Bearer ";

  private final TokenVerifier tokens;

  AuthenticationInterceptor(TokenVerifier tokens) {
    this.tokens = tokens;
  }

  @Override
  public <Q, R> Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    Caller caller;
    try {
      caller = identify(call, headers);
    } catch (StatusRuntimeException e) {
      Closing.close(call, e);
      return new Listener<>() {};
    }
    return Contexts.interceptCall(CallerContext.with(caller), call, headers, next);
  }

  private Caller identify(ServerCall<?, ?> call, Metadata headers) {
    String authorization = headers.get(AUTHORIZATION);
    if (authorization != null) {
      return tokens.verify(token(authorization));
    }
    List<String> names = PeerCertificate.names(call.getAttributes());
    return names.isEmpty() ? new Caller.Stranger() : new Caller.Service(names);
  }

  private static String token(String authorization) {
    if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      throw AuthErrors.invalidToken("authorization does not begin with \"Bearer\"");
    }
    return authorization.substring(BEARER.length()).strip();
  }
}
