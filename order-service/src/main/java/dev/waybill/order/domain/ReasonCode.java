package dev.waybill.order.domain;

/** Why an order is refused or cancelled; stored by name. */
public enum ReasonCode {
  OUT_OF_STOCK,
  UNKNOWN_SKU,
  MIXED_CURRENCY,
  TOTAL_OUT_OF_RANGE,
  PRICE_CHANGED,
  CARD_DECLINED,
  INSUFFICIENT_FUNDS,
  PAYMENT_UNRESOLVED,
  INVENTORY_UNAVAILABLE,
  STOCK_LOST,
  CAPTURE_REFUSED,
  CANCELLED_BY_REQUEST
}
