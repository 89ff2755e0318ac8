package dev.waybill.payment.domain;

import java.util.UUID;

/** The order that a payment is for, which names the payment too. */
public record OrderId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
