package dev.waybill.local.audit.digest;

import com.google.type.Money;
import dev.waybill.common.message.TimeMessages;
import dev.waybill.proto.inventory.audit.v1.ReservationDigest;
import dev.waybill.proto.inventory.v1.ReservationState;
import java.time.Duration;

/**
 * What an audit needs to know about a reservation.
 *
 * @param total the default instance if nothing was ever reserved
 * @param remaining how long a hold still lasts; negative if it is overdue, zero if this is not a
 *     hold
 */
public record StockDigest(String orderId, ReservationState state, Money total, Duration remaining)
    implements Digest {
  public static StockDigest of(ReservationDigest message) {
    return new StockDigest(
        message.getOrderId(),
        message.getState(),
        message.getTotal(),
        TimeMessages.toDuration(message.getRemaining()));
  }
}
