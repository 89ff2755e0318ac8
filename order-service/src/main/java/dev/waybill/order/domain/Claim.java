package dev.waybill.order.domain;

import java.util.UUID;

/**
 * Names one run of work on an order: the fence.
 *
 * <p>Whoever works on an order first stores a new claim on it, and every write names the claim it
 * was made under. A write under a claim that has been replaced is refused, however late it comes; a
 * write that is repeated after an unknown commit finds its own claim and so recognises itself.
 */
public record Claim(UUID value) {

  public static Claim fresh() {
    return new Claim(UUID.randomUUID());
  }
}
