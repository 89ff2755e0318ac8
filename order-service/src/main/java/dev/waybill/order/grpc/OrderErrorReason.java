package dev.waybill.order.grpc;

/** The stable error reasons of order-service, in addition to those of every service. */
public enum OrderErrorReason {
  /** The customer used the request id for an order with different content. */
  REQUEST_ID_REUSED,
  /** There is no order with this id. */
  ORDER_NOT_FOUND,
  /** The order cannot be cancelled any more: it is being shipped and charged. */
  ORDER_IN_FULFILMENT,
  /** The order cannot be cancelled any more: it was shipped and charged. */
  ORDER_COMPLETED,
  /** The order needs no cancelling: it was refused, and nothing is held or charged for it. */
  ORDER_REJECTED,
  /** The order has not reached the version after which the caller wants to watch it. */
  VERSION_OUT_OF_RANGE
}
