package dev.waybill.local.tokens;

import dev.waybill.common.caller.Role;
import dev.waybill.common.channel.BearerToken;
import io.grpc.CallCredentials;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * The token of one person, with at least half of its time left whenever it is asked for. As
 * credentials it goes with each call.
 */
public final class FreshToken extends CallCredentials {
  private final DevelopmentIssuer issuer;
  private final String subject;
  private final Role role;
  private final Duration validity;
  private final InstantSource clock;
  private String value = "";
  private Instant renewal = Instant.MIN;

  /** Signs nothing yet. */
  public FreshToken(DevelopmentIssuer issuer, String subject, Role role, Duration validity) {
    this(issuer, subject, role, validity, InstantSource.system());
  }

  FreshToken(
      DevelopmentIssuer issuer, String subject, Role role, Duration validity, InstantSource clock) {
    this.issuer = issuer;
    this.subject = subject;
    this.role = role;
    this.validity = validity;
    this.clock = clock;
  }

  /** Returns the token, signed anew if half of its time is over. */
  public synchronized String value() {
    Instant now = clock.instant();
    if (!now.isBefore(renewal)) {
      value = issuer.token(subject, Set.of(role), validity);
      renewal = now.plus(validity.dividedBy(2));
    }
    return value;
  }

  @Override
  public void applyRequestMetadata(RequestInfo call, Executor executor, MetadataApplier applier) {
    new BearerToken(value()).applyRequestMetadata(call, executor, applier);
  }

  /** Hides the token. */
  @Override
  public String toString() {
    return "token of " + subject;
  }
}
