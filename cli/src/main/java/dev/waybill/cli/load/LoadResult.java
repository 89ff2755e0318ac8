package dev.waybill.cli.load;

import java.util.Map;

/**
 * What a phase of load came to.
 *
 * @param perSecond answers that came within the phase, by its length
 * @param outcomes answered orders by their state
 * @param reasons refused orders by their reason
 * @param failures failed calls by status and reason
 * @param latencyMillis of the answered calls, from when they should have been sent
 */
record LoadResult(
    Schedule schedule,
    double perSecond,
    Map<String, Long> outcomes,
    Map<String, Long> reasons,
    Map<String, Long> failures,
    Latency latencyMillis) {
  private static final double LATE_SHARE_ALLOWED = 0.01;

  /**
   * How well the pace was kept.
   *
   * @param offered calls that the pace asked for
   * @param sent calls that were sent
   * @param late those of them that were sent too long after their time
   */
  record Schedule(long offered, long sent, long late) {
    /** Whether nearly all calls were sent, and sent in time. */
    boolean isKept() {
      return offered - sent + late <= offered * LATE_SHARE_ALLOWED;
    }
  }

  long answered() {
    return sum(outcomes);
  }

  long failed() {
    return sum(failures);
  }

  Verdict verdict() {
    if (failed() > 0) {
      return Verdict.FAILED;
    }
    if (!schedule.isKept()) {
      return Verdict.BEHIND;
    }
    return outcomes.containsKey("PENDING") ? Verdict.UNDECIDED : Verdict.GOOD;
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
