package dev.waybill.local.load;

import java.util.Map;

/**
 * The result of one phase of load.
 *
 * @param perSecond answers received within the phase, divided by its length
 * @param outcomes answered orders by state
 * @param reasons refused orders by reason
 * @param failures failed calls by status and reason
 * @param latencyMillis of the answered calls, since they should have been sent
 */
public record LoadResult(
    Schedule schedule,
    double perSecond,
    Map<String, Long> outcomes,
    Map<String, Long> reasons,
    Map<String, Long> failures,
    Latency latencyMillis) {
  private static final double LATE_SHARE_ALLOWED = 0.01;

  /**
   * How well the generator kept its pace.
   *
   * @param offered calls that the pace required
   * @param sent calls that were sent
   * @param late sent calls that were sent too late
   */
  public record Schedule(long offered, long sent, long late) {
    /** Whether nearly all calls were sent on time. */
    boolean isKept() {
      return offered - sent + late <= offered * LATE_SHARE_ALLOWED;
    }
  }

  public long answered() {
    return sum(outcomes);
  }

  public long failed() {
    return sum(failures);
  }

  public Verdict verdict() {
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
