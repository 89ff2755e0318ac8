package dev.waybill.inventory.grpc;

import dev.waybill.common.message.EnumMessages;
import dev.waybill.common.message.MoneyMessages;
import dev.waybill.common.message.TimeMessages;
import dev.waybill.inventory.domain.Item;
import dev.waybill.inventory.domain.Pricing.Booking;
import dev.waybill.inventory.domain.Pricing.PricedLine;
import dev.waybill.inventory.domain.Refusal;
import dev.waybill.inventory.domain.Reservation;
import dev.waybill.inventory.domain.Reservation.ReservationState;
import dev.waybill.inventory.domain.ReservationCommand.Standing;
import dev.waybill.inventory.domain.StockLevel;
import dev.waybill.inventory.domain.StockLevels.ItemLevel;
import dev.waybill.proto.inventory.v1.RefusalReason;

/** Converts the domain to messages. */
public final class InventoryMessages {
  private static final EnumMessages<
          ReservationState, dev.waybill.proto.inventory.v1.ReservationState>
      STATES =
          EnumMessages.ofSent(
              ReservationState.class, dev.waybill.proto.inventory.v1.ReservationState.class);
  private static final EnumMessages<Refusal.Reason, RefusalReason> REFUSALS =
      EnumMessages.ofSent(Refusal.Reason.class, RefusalReason.class);

  private InventoryMessages() {}

  static dev.waybill.proto.inventory.v1.Item toMessage(Item item) {
    return dev.waybill.proto.inventory.v1.Item.newBuilder()
        .setSku(item.sku().value())
        .setName(item.name())
        .setUnitPrice(MoneyMessages.toMessage(item.unitPrice()))
        .setLevel(toMessage(item.level()))
        .build();
  }

  static dev.waybill.proto.inventory.v1.ItemLevel toMessage(ItemLevel level) {
    return dev.waybill.proto.inventory.v1.ItemLevel.newBuilder()
        .setSku(level.sku().value())
        .setLevel(toMessage(level.level()))
        .setVersion(level.version())
        .build();
  }

  private static dev.waybill.proto.inventory.v1.StockLevel toMessage(StockLevel level) {
    return dev.waybill.proto.inventory.v1.StockLevel.newBuilder()
        .setReceived(level.received())
        .setAvailable(level.available())
        .setReserved(level.reserved())
        .setShipped(level.shipped())
        .build();
  }

  static dev.waybill.proto.inventory.v1.Reservation toMessage(Standing standing) {
    Reservation reservation = standing.reservation();
    var message =
        dev.waybill.proto.inventory.v1.Reservation.newBuilder()
            .setOrderId(reservation.orderId().toString())
            .setState(toMessage(reservation.state()))
            .setRemaining(TimeMessages.toMessage(standing.remaining()));
    Booking booking = reservation.bookingOrNull();
    if (booking != null) {
      booking.lines().forEach(line -> message.addPricedLines(toMessage(line)));
      message.setTotal(MoneyMessages.toMessage(booking.total()));
    }
    if (reservation instanceof Reservation.Refused refused) {
      message.setRefusal(toMessage(refused.refusal()));
    }
    return message.build();
  }

  private static dev.waybill.proto.inventory.v1.PricedLine toMessage(PricedLine line) {
    return dev.waybill.proto.inventory.v1.PricedLine.newBuilder()
        .setSku(line.sku().value())
        .setQuantity(line.quantity())
        .setUnitPrice(MoneyMessages.toMessage(line.unitPrice()))
        .setTotal(MoneyMessages.toMessage(line.total()))
        .build();
  }

  public static dev.waybill.proto.inventory.v1.ReservationState toMessage(ReservationState state) {
    return STATES.toMessage(state);
  }

  private static dev.waybill.proto.inventory.v1.Refusal toMessage(Refusal refusal) {
    var message =
        dev.waybill.proto.inventory.v1.Refusal.newBuilder()
            .setReason(REFUSALS.toMessage(refusal.reason()));
    if (refusal.sku() != null) {
      message.setSku(refusal.sku().value());
    }
    if (refusal.requested() != null) {
      message.setRequested(refusal.requested());
    }
    if (refusal.available() != null) {
      message.setAvailable(refusal.available());
    }
    return message.build();
  }
}
