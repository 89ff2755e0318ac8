package dev.waybill.inventory.domain;

import dev.waybill.common.money.Money;
import org.jspecify.annotations.Nullable;

/** The short form of a reservation; the total is null when nothing was ever reserved. */
public record ReservationDigest(OrderId orderId, State state, @Nullable Money total) {

  /** What has become of the reservation. */
  public enum State {
    /** Set aside until the hold expires. */
    HELD,
    /** The order's for good. */
    COMMITTED,
    /** Given back, or closed before anything was reserved. */
    RELEASED,
    /** The hold ran out. */
    EXPIRED,
    /** Nothing was reserved. */
    REFUSED
  }
}
