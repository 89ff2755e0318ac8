package dev.waybill.order.domain;

import java.time.Duration;
import java.time.Instant;

/**
 * An order together with the lease under which it is worked on.
 *
 * @param readTime the database's clock when the order was read, and locked
 */
public record ClaimedOrder(Order order, Lease lease, Instant readTime) {
  /** What the database's clock may be set back by without anybody taking it for a fault. */
  static final Duration CLOCK_SLACK = Duration.ofSeconds(30);

  /** Older than any limit. */
  private static final Duration UNKNOWN_AGE = Duration.ofDays(365);

  public OrderId id() {
    return order.id();
  }

  public Claim claim() {
    return lease.claim();
  }

  /**
   * How old the order was when it was read, by the database's clock alone. An order that a clock
   * which ran ahead has dated in the future may have waited for any time: it counts as older than
   * every limit, or it would stay undecided until that time comes.
   */
  public Duration age() {
    Duration age = Duration.between(order.createTime(), readTime);
    return age.plus(CLOCK_SLACK).isNegative() ? UNKNOWN_AGE : age;
  }

  /**
   * The order in the hands of the owner that claimed it when it was due. What a confirmed order is
   * due for is its fulfilment, which starts with this and so can no longer be cancelled.
   */
  public ClaimedOrder claimedBy(Claim next, Instant now, OrderTimes times) {
    Order claimed =
        order.state() instanceof OrderState.Confirmed confirmed
            ? order.moveSilentlyTo(confirmed.startFulfilment())
            : order;
    return new ClaimedOrder(claimed, lease.heldBy(next, now.plus(times.lease())), now);
  }

  ClaimedOrder with(Order next, Lease nextLease) {
    return new ClaimedOrder(next, nextLease, readTime);
  }
}
