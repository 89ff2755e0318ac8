package dev.waybill.common.channel;

import java.security.Security;
import java.time.Duration;

/**
 * Sets how long this process caches the address of a host name. The JVM and gRPC's resolver each
 * have their own cache of 30 seconds, so without this a service that has moved would be unreachable
 * for that long.
 */
public final class NameCache {
  /** Spares the name server, and is short compared to the time limit of a call. */
  public static final Duration DEFAULT = Duration.ofSeconds(1);

  private static final String TTL = "networkaddress.cache.ttl";
  private static final String NEGATIVE_TTL = "networkaddress.cache.negative.ttl";

  private NameCache() {}

  /**
   * Caches addresses, and failed lookups, for this time in whole seconds. Only takes effect before
   * the first name is looked up.
   */
  public static void keepFor(Duration time) {
    String seconds = Long.toString(time.toSeconds());
    Security.setProperty(TTL, seconds);
    Security.setProperty(NEGATIVE_TTL, seconds);
    // gRPC reads a system property with the same name.
    System.setProperty(TTL, seconds);
  }
}
