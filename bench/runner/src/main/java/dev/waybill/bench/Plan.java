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
 * @param serviceLevels orders in flight at which the services are measured
 * @param pgbenchClients clients of pgbench; 16 and 32 must be among them
 * @param peerLevels orders in flight at which the REST peer is measured
 * @param settle how long to wait until PostgreSQL's backends have reported their flushes
 */
record Plan(
    int rounds,
    Duration sample,
    Duration shortSample,
    Duration warmUp,
    List<Integer> serviceLevels,
    List<Integer> pgbenchClients,
    List<Integer> peerLevels,
    Duration settle) {

  /** As short as possible: shows that everything works, and measures nothing. */
  static Plan smoke() {
    return new Plan(
        1,
        Duration.ofSeconds(1),
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        List.of(16, 64),
        List.of(16, 32),
        List.of(16),
        Duration.ofSeconds(1));
  }

  /**
   * About four minutes. Ratios are accurate to one or two tenths, and the JVMs are colder than in
   * the full run.
   */
  static Plan quick() {
    return new Plan(
        2,
        Duration.ofMillis(1250),
        Duration.ofSeconds(1),
        Duration.ofSeconds(3),
        List.of(16, 256),
        List.of(16, 32),
        List.of(64),
        Duration.ofSeconds(1));
  }

  /** About twenty minutes. */
  static Plan full() {
    return new Plan(
        3,
        Duration.ofSeconds(8),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        List.of(1, 16, 64, 256),
        List.of(1, 16, 32, 64),
        List.of(16, 64, 128),
        Duration.ofSeconds(11));
  }
}
