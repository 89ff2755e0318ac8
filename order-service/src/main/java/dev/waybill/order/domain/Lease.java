package dev.waybill.order.domain;

import java.time.Instant;

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
