package dev.waybill.common.auth;

import dev.waybill.common.caller.Role;
import dev.waybill.common.config.StartupException;
import dev.waybill.common.contract.MayCall;
import io.grpc.Metadata;
import io.grpc.ServerInterceptor;
import java.util.List;
import java.util.Set;

/** How a server knows its callers: not at all, or people by tokens and services by certificates. */
public final class Authentication implements AutoCloseable {
  private static final Authentication NONE =
      new Authentication(
          List.of(),
          List.of(),
          List.of(),
          () -> {},
          "callers are not authenticated: everybody is admitted (--auth-jwks changes that)");

  private static final MayCall OPERATORS = new MayCall(Set.of(Role.OPERATOR), Set.of());

  private final List<ServerInterceptor> onCalls;
  private final List<ServerInterceptor> onRequests;
  private final List<ServerInterceptor> forOperators;
  private final Runnable closing;
  private final String description;

  private Authentication(
      List<ServerInterceptor> onCalls,
      List<ServerInterceptor> onRequests,
      List<ServerInterceptor> forOperators,
      Runnable closing,
      String description) {
    this.onCalls = onCalls;
    this.onRequests = onRequests;
    this.forOperators = forOperators;
    this.closing = closing;
    this.description = description;
  }

  /** Admits every caller, and adds nothing to a call. */
  public static Authentication none() {
    return NONE;
  }

  /**
   * Admits the callers that the contract names. Reads the keys again and again until it is closed.
   *
   * @throws StartupException if the file with the keys cannot be read
   */
  static Authentication byTokens(KeySource source, String issuer, String audience) {
    SigningKeys keys = SigningKeys.open(source);
    TokenVerifier tokens = new TokenVerifier(keys, issuer, audience);
    ServerInterceptor authentication = new AuthenticationInterceptor(tokens);
    return new Authentication(
        List.of(authentication, new AuthorizationInterceptor(MayCall::of)),
        List.of(new OwnerInterceptor()),
        List.of(authentication, new AuthorizationInterceptor(_ -> OPERATORS)),
        keys::close,
        ("people are known by tokens of %s for %s, with the keys at %s; services are known by their"
                + " certificates, and without TLS not at all")
            .formatted(issuer, audience, source));
  }

  /**
   * Returns whether finding out who makes a call with these headers may wait: for a token with an
   * unknown key, the issuer's keys are read again.
   */
  public static boolean mayWait(Metadata headers) {
    return headers.containsKey(AuthenticationInterceptor.AUTHORIZATION);
  }

  /** Returns whether nobody is asked who they are. */
  public boolean admitsEverybody() {
    return this == NONE;
  }

  /** Returns the interceptors that need no request, outermost first. */
  public List<ServerInterceptor> onCalls() {
    return onCalls;
  }

  /** Returns the interceptors that need the decoded request, outermost first. */
  public List<ServerInterceptor> onRequests() {
    return onRequests;
  }

  /** Returns the interceptors of services whose contracts say nothing about callers. */
  public List<ServerInterceptor> forOperators() {
    return forOperators;
  }

  @Override
  public void close() {
    closing.run();
  }

  /** Returns one line for the log of the start. */
  @Override
  public String toString() {
    return description;
  }
}
