package dev.waybill.order.domain;

import java.time.Duration;

/**
 * The durations that govern an order's life. All are settings, so that tests can shorten them.
 *
 * @param lease how long an owner has exclusive use of an order; longer than {@code workflowLimit},
 *     because a lease is never renewed
 * @param workflowLimit the longest that one run of the workflow may take
 * @param decisionLimit the age at which an undecided order is rejected
 * @param fulfilmentDelay how long a confirmed order can still be cancelled before fulfilment starts
 */
public record OrderTimes(
    Duration lease, Duration workflowLimit, Duration decisionLimit, Duration fulfilmentDelay) {

  public OrderTimes {
    if (lease.compareTo(workflowLimit) <= 0) {
      throw new IllegalArgumentException(
          "lease %s must be longer than the workflow limit %s".formatted(lease, workflowLimit));
    }
  }

  /**
   * The furthest in the future that work can be due. Work that is due later was dated by a clock
   * that ran ahead, or under longer settings than these, and is claimed without waiting.
   */
  public Duration furthestDue() {
    Duration longest = lease.compareTo(fulfilmentDelay) > 0 ? lease : fulfilmentDelay;
    return longest.plus(ClaimedOrder.CLOCK_SLACK);
  }
}
