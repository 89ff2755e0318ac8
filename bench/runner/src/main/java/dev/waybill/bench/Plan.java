package dev.waybill.bench;

import java.time.Duration;
import java.util.List;

/**
 * How much to measure.
 *
 * @param rounds how often everything is measured, one contender after another
 * @param sample how long each measurement of a contender takes
 * @param shortSample the same for contenders that need less
 * @param warmUp how long each contender is warmed up
 * @param versionWarmUp how long this version and the one before are warmed up after that: an order
 *     costs them several times as much until its code is compiled, which takes most of a minute
 * @param serviceLevels orders in flight at which the services are measured; 1, 16 and 256 must be
 *     among them
 * @param pgbenchClients clients of pgbench; 16 and 32 must be among them
 * @param peerLevels orders in flight at which the REST peer is measured
 * @param settle how long to wait until PostgreSQL's backends have reported their flushes
 * @param search how the rate with a p99 of 50 ms is searched
 * @param thorough whether to measure what no target needs, too: flushes, rows and bytes of an
 *     order, two instances of each service, and the rate of pgbench without fulfilment
 */
record Plan(
    int rounds,
    Duration sample,
    Duration shortSample,
    Duration warmUp,
    Duration versionWarmUp,
    List<Integer> serviceLevels,
    List<Integer> pgbenchClients,
    List<Integer> peerLevels,
    Duration settle,
    Search search,
    boolean thorough) {

  private static final List<Integer> LEVELS = List.of(1, 16, 64, 256);

  /**
   * A search for the highest rate that is carried.
   *
   * @param rounds how often each contender is searched, in turns
   * @param mostTests how many rates are tested at most, those that are tried again included
   * @param leadIn how long a rate runs before it counts: longer than the pause before fulfilment,
   *     so that fulfilment goes on beside the orders that are measured
   * @param step how long a rate is measured; twice as long where that is too few orders for a p99
   */
  record Search(int rounds, int mostTests, Duration leadIn, Duration step) {
    /** Keeps a search from going on if tests take longer than planned. */
    Duration longest() {
      return leadIn.plus(step.multipliedBy(2)).multipliedBy(2L * mostTests);
    }
  }

  /** As short as possible: shows that everything works, and measures nothing. */
  static Plan smoke() {
    return new Plan(
        1,
        Duration.ofSeconds(1),
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(1),
        LEVELS,
        List.of(16, 32),
        List.of(16),
        Duration.ofSeconds(1),
        new Search(1, 2, Duration.ofSeconds(1), Duration.ofSeconds(1)),
        true);
  }

  /** About seven minutes. Ratios are accurate to one or two tenths. */
  static Plan quick() {
    return new Plan(
        2,
        Duration.ofMillis(1250),
        Duration.ofSeconds(1),
        Duration.ofSeconds(3),
        Duration.ofSeconds(40),
        LEVELS,
        List.of(16, 32),
        List.of(64),
        Duration.ofSeconds(1),
        new Search(1, 6, Duration.ofMillis(2500), Duration.ofSeconds(2)),
        false);
  }

  /** About forty minutes. */
  static Plan full() {
    return new Plan(
        3,
        Duration.ofSeconds(8),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofSeconds(60),
        LEVELS,
        List.of(1, 16, 32, 64),
        List.of(16, 64, 128),
        Duration.ofSeconds(11),
        new Search(3, 10, Duration.ofSeconds(3), Duration.ofSeconds(6)),
        true);
  }
}
