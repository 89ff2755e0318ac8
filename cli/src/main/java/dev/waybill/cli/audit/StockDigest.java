package dev.waybill.cli.audit;

import com.google.type.Money;
import dev.waybill.proto.inventory.audit.v1.ReservationDigest;
import dev.waybill.proto.inventory.v1.ReservationState;

/**
 * What an audit needs to know of a reservation.
 *
 * @param total the default instance when nothing was ever reserved
 */
record StockDigest(String orderId, ReservationState state, Money total) implements Digest {
  static StockDigest of(ReservationDigest message) {
    return new StockDigest(message.getOrderId(), message.getState(), message.getTotal());
  }
}
