package dev.waybill.payment.domain;

import java.time.Instant;

/** The position of a payment in the list of all payments, newest first. */
public record PaymentPosition(Instant createTime, OrderId orderId) {
  public static PaymentPosition of(PaymentRecord record) {
    return new PaymentPosition(record.createTime(), record.payment().orderId());
  }
}
