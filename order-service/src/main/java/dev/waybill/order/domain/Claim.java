package dev.waybill.order.domain;

import java.util.UUID;

/**
 * Identifies one run of work on an order; it serves as the fence.
 *
 * <p>A run first stores a new claim on the order, and each of its writes names that claim. A write
 * under a replaced claim is refused, however late it arrives. A write that is repeated after an
 * unknown commit finds its own claim and so recognizes itself.
 */
public record Claim(UUID value) {

  public static Claim fresh() {
    return new Claim(UUID.randomUUID());
  }
}
