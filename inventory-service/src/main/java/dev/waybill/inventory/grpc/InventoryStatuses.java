package dev.waybill.inventory.grpc;

import dev.waybill.common.error.RpcErrors;
import dev.waybill.inventory.domain.OrderId;
import dev.waybill.inventory.domain.ReservationCommand.ReservationResult;
import dev.waybill.inventory.domain.ReservationCommand.Standing;
import dev.waybill.inventory.domain.Sku;
import dev.waybill.inventory.domain.StockCommand.ReceiptResult;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;

/** Maps outcomes that are errors to statuses. */
public final class InventoryStatuses {
  private static final String ITEM = "waybill.inventory.v1.Item";
  private static final String RESERVATION = "waybill.inventory.v1.Reservation";
  private static final String READING = "waybill.inventory.v1.ReceiveStockRequest";

  private InventoryStatuses() {}

  /** Returns the reservation to answer with; throws the matching error if there is none. */
  static Standing standing(ReservationResult.OfReserve result) {
    return switch (result) {
      case Standing standing -> standing;
      case ReservationResult.ContentDiffers(OrderId id) ->
          throw reservation(
              Code.ALREADY_EXISTS,
              InventoryErrorReason.RESERVATION_CONTENT_DIFFERS,
              "the order was already decided with different lines or a different expected total",
              id);
    };
  }

  /** Returns the reservation to answer with; throws the matching error if there is none. */
  static Standing standing(ReservationResult.OfCommit result) {
    return switch (result) {
      case Standing standing -> standing;
      case ReservationResult.Unknown(OrderId id) -> throw reservationNotFound(id);
      case ReservationResult.NotHeld(var reservation) ->
          throw reservation(
              Code.FAILED_PRECONDITION,
              InventoryErrorReason.RESERVATION_NOT_HELD,
              "the reservation is %s and holds nothing".formatted(reservation.state()),
              reservation.orderId());
    };
  }

  /**
   * Whether a reading was applied now and not before; throws the matching error if it was refused.
   */
  static boolean isNew(ReceiptResult result) {
    return switch (result) {
      case ReceiptResult.Accepted() -> true;
      case ReceiptResult.Duplicate() -> false;
      case ReceiptResult.UnknownItem(Sku sku) -> throw itemNotFound(sku);
      case ReceiptResult.ReadingDiffers(var scanId) ->
          throw RpcErrors.resource(
              Code.ALREADY_EXISTS,
              InventoryErrorReason.SCAN_CONTENT_DIFFERS.name(),
              "the scan id was already used with a different item or quantity",
              READING,
              "readings/" + scanId);
    };
  }

  static StatusRuntimeException itemNotFound(Sku sku) {
    return RpcErrors.resource(
        Code.NOT_FOUND,
        InventoryErrorReason.ITEM_NOT_FOUND.name(),
        "there is no such item",
        ITEM,
        "items/" + sku);
  }

  public static StatusRuntimeException reservationNotFound(OrderId id) {
    return reservation(
        Code.NOT_FOUND,
        InventoryErrorReason.RESERVATION_NOT_FOUND,
        "nothing has been reserved or released for the order",
        id);
  }

  private static StatusRuntimeException reservation(
      Code code, InventoryErrorReason reason, String message, OrderId id) {
    return RpcErrors.resource(code, reason.name(), message, RESERVATION, "reservations/" + id);
  }

  /** The stable error reasons of inventory-service, in addition to those of every service. */
  public enum InventoryErrorReason {
    /** There is no item with the SKU. */
    ITEM_NOT_FOUND,
    /** Nothing was ever decided for the order. */
    RESERVATION_NOT_FOUND,
    /** The order was already decided with different lines or a different expected total. */
    RESERVATION_CONTENT_DIFFERS,
    /** The reservation was refused or released, so there is nothing to commit. */
    RESERVATION_NOT_HELD,
    /** The scan id was already used with a different item or quantity. */
    SCAN_CONTENT_DIFFERS
  }
}
