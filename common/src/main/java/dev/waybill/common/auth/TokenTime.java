package dev.waybill.common.auth;

import dev.waybill.common.caller.Caller;
import java.time.Duration;
import java.time.Instant;

/**
 * The time of day by which tokens expire. It is the machine's, because a token must be checked
 * without a call to the database, and the leeway allows for a clock that is slightly off.
 */
public final class TokenTime {
  private TokenTime() {}

  static Instant now() {
    return Instant.now();
  }

  /** Returns how long the person's token is still accepted; negative if it no longer is. */
  public static Duration left(Caller.Person person) {
    return Duration.between(now(), person.expiry());
  }
}
