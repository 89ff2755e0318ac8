package dev.waybill.inventory.grpc;

import dev.waybill.common.message.MoneyMessages;
import dev.waybill.common.message.TimeMessages;
import dev.waybill.inventory.domain.Booking;
import dev.waybill.inventory.domain.Item;
import dev.waybill.inventory.domain.ItemLevel;
import dev.waybill.inventory.domain.PricedLine;
import dev.waybill.inventory.domain.Refusal;
import dev.waybill.inventory.domain.Reservation;
import dev.waybill.inventory.domain.ReservationResult.Standing;
import dev.waybill.inventory.domain.ReservationState;
import dev.waybill.inventory.domain.Sku;
import dev.waybill.inventory.domain.StockLevel;
import dev.waybill.proto.inventory.v1.RefusalReason;

/** Converts the domain to messages. */
public final class InventoryMessages {
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
    return switch (state) {
      case HELD -> dev.waybill.proto.inventory.v1.ReservationState.RESERVATION_STATE_HELD;
      case COMMITTED -> dev.waybill.proto.inventory.v1.ReservationState.RESERVATION_STATE_COMMITTED;
      case RELEASED -> dev.waybill.proto.inventory.v1.ReservationState.RESERVATION_STATE_RELEASED;
      case EXPIRED -> dev.waybill.proto.inventory.v1.ReservationState.RESERVATION_STATE_EXPIRED;
      case REFUSED -> dev.waybill.proto.inventory.v1.ReservationState.RESERVATION_STATE_REFUSED;
      case WITHDRAWN -> dev.waybill.proto.inventory.v1.ReservationState.RESERVATION_STATE_WITHDRAWN;
    };
  }

  private static dev.waybill.proto.inventory.v1.Refusal toMessage(Refusal refusal) {
    var message = dev.waybill.proto.inventory.v1.Refusal.newBuilder();
    switch (refusal) {
      case Refusal.OutOfStock(Sku sku, long requested, long available) ->
          message
              .setReason(RefusalReason.REFUSAL_REASON_OUT_OF_STOCK)
              .setSku(sku.value())
              .setRequested(requested)
              .setAvailable(available);
      case Refusal.UnknownSku(Sku sku) ->
          message.setReason(RefusalReason.REFUSAL_REASON_UNKNOWN_SKU).setSku(sku.value());
      case Refusal.MixedCurrency(Sku sku) ->
          message.setReason(RefusalReason.REFUSAL_REASON_MIXED_CURRENCY).setSku(sku.value());
      case Refusal.TotalOutOfRange() ->
          message.setReason(RefusalReason.REFUSAL_REASON_TOTAL_OUT_OF_RANGE);
      case Refusal.PriceChanged() -> message.setReason(RefusalReason.REFUSAL_REASON_PRICE_CHANGED);
    }
    return message.build();
  }
}
