package dev.waybill.local.audit.digest;

/** A summary of something that belongs to an order. */
public interface Digest {
  /** The order's UUID, in lower case. */
  String orderId();
}
