package dev.waybill.inventory.grpc;

/** The stable error reasons of inventory-service, in addition to those of every service. */
public enum InventoryErrorReason {
  /** There is no item with the SKU. */
  ITEM_NOT_FOUND,
  /** Nothing was ever decided for the order. */
  RESERVATION_NOT_FOUND,
  /** The order was decided with other lines or another expected total. */
  RESERVATION_CONTENT_DIFFERS,
  /** The reservation was refused or released, so there is nothing to commit. */
  RESERVATION_NOT_HELD,
  /** The scan id was applied with another item or quantity. */
  SCAN_CONTENT_DIFFERS
}
