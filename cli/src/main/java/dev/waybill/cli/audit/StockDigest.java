package dev.waybill.cli.audit;

import com.google.type.Money;
import dev.waybill.common.rpc.TimeMessages;
import dev.waybill.proto.inventory.audit.v1.ReservationDigest;
import dev.waybill.proto.inventory.v1.ReservationState;
import java.time.Duration;

/**
 * What an audit needs to know of a reservation.
 *
 * @param total the default instance when nothing was ever reserved
 * @param remaining how long a hold still lasts; negative when it should have ended, zero for what
 *     is no hold
 */
record StockDigest(String orderId, ReservationState state, Money total, Duration remaining)
    implements Digest {
  static StockDigest of(ReservationDigest message) {
    return new StockDigest(
        message.getOrderId(),
        message.getState(),
        message.getTotal(),
        TimeMessages.toDuration(message.getRemaining()));
  }
}
