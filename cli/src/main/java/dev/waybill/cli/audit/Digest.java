package dev.waybill.cli.audit;

/** The short form of something that belongs to an order. */
interface Digest {
  /** The order's UUID, lower case. */
  String orderId();
}
