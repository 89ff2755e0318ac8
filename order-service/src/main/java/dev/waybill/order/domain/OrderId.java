package dev.waybill.order.domain;

import java.nio.ByteBuffer;
import java.util.UUID;

/** Identifies one order in every service. */
public record OrderId(UUID value) {

  /**
   * Returns the id of the order that a customer places with this request id and content.
   *
   * <p>The id is derived, not random, so a repeated request means the same order in inventory and
   * payment even before order-service has looked it up. It depends on the content, so a request id
   * that is reused for other content cannot touch what the first order holds.
   */
  public static OrderId of(String customerId, UUID requestId, String contentHash) {
    ByteBuffer digest =
        ByteBuffer.wrap(
            new CanonicalHash("order-id-v2")
                .add(customerId)
                .add(requestId)
                .add(contentHash)
                .toBytes());
    long high = (digest.getLong() & ~0xF000L) | 0x8000L; // version 8: a hash of our own
    long low = (digest.getLong() & ~(3L << 62)) | (2L << 62); // the variant of RFC 9562
    return new OrderId(new UUID(high, low));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
