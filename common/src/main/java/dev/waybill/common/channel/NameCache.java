package dev.waybill.common.channel;

import java.security.Security;
import java.time.Duration;

/**
 * How long this process keeps the address of a host name. The JVM and gRPC's resolver each have a
 * cache of their own, of 30 seconds, which is how long a service that has moved would be missed.
 */
public final class NameCache {
  /** Spares the name server, and is short beside the time that a call may take. */
  public static final Duration DEFAULT = Duration.ofSeconds(1);

  private static final String TTL = "networkaddress.cache.ttl";
  private static final String NEGATIVE_TTL = "networkaddress.cache.negative.ttl";

  private NameCache() {}

  /**
   * Keeps addresses for the whole seconds of the time, and for as long that a name has none. Has an
   * effect only before the first name is looked up.
   */
  public static void keepFor(Duration time) {
    String seconds = Long.toString(time.toSeconds());
    Security.setProperty(TTL, seconds);
    Security.setProperty(NEGATIVE_TTL, seconds);
    // gRPC reads a system property of the same name.
    System.setProperty(TTL, seconds);
  }
}
