package dev.waybill.order.domain;

import java.time.Duration;
import java.time.Instant;

/**
 * An order with the lease under which it is worked on.
 *
 * @param readTime the database's clock when the order was read and locked, or recalled
 */
public record ClaimedOrder(Order order, Lease lease, Instant readTime) {
  /** How far the database's clock may be set back before the difference counts as a fault. */
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
   * The age of the order when it was read, by the database's clock alone. If a clock that ran ahead
   * dated the order in the future, its true age is unknown. It then counts as older than every
   * limit; otherwise it would stay undecided until that time.
   */
  public Duration age() {
    Duration age = Duration.between(order.createTime(), readTime);
    return age.plus(CLOCK_SLACK).isNegative() ? UNKNOWN_AGE : age;
  }

  /**
   * Gives the order to the owner that claimed it when it was due. A confirmed order is due for
   * fulfilment. The claim starts fulfilment, so the order can no longer be cancelled.
   */
  public ClaimedOrder claimedBy(Claim next, Instant now, OrderTimes times) {
    Order claimed =
        order.state() instanceof OrderState.Confirmed confirmed
            ? order.moveSilentlyTo(confirmed.startFulfilment())
            : order;
    return new ClaimedOrder(claimed, lease.heldBy(next, now.plus(times.lease())), now);
  }

  ClaimedOrder readAt(Instant now) {
    return new ClaimedOrder(order, lease, now);
  }

  ClaimedOrder with(Order next, Lease nextLease) {
    return new ClaimedOrder(next, nextLease, readTime);
  }

  /**
   * The current owner of an order, and when another may claim it.
   *
   * @param due when any instance may claim the order: at the end of the owner's time, or when the
   *     next attempt or the fulfilment is due
   * @param attempts how often the order was put off since it last moved
   */
  public record Lease(Claim claim, Instant due, int attempts) {

    Lease heldBy(Claim next, Instant until) {
      return new Lease(next, until, attempts);
    }

    Lease moved(Instant nextDue) {
      return new Lease(claim, nextDue, 0);
    }

    Lease putOffTo(Instant nextDue) {
      return new Lease(claim, nextDue, attempts + 1);
    }
  }
}
