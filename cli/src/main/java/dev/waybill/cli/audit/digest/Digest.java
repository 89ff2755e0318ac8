package dev.waybill.cli.audit.digest;

/** The short form of something that belongs to an order. */
public interface Digest {
  /** The order's UUID, lower case. */
  String orderId();
}
