package dev.waybill.payment.domain;

import java.util.UUID;

/** The order that a payment is for; it also identifies the payment. */
public record OrderId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
