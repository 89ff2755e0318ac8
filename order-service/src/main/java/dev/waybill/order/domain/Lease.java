package dev.waybill.order.domain;

import java.time.Instant;

/**
 * Who works on an order, and from when on anyone else may.
 *
 * @param due when any instance may claim the order: the end of the owner's time, or when the next
 *     attempt or the fulfilment is due
 * @param attempts times the order was put off since it last moved
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
