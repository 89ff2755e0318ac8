package dev.waybill.payment.domain;

import java.time.Instant;

/** A stored payment, with the database's times of its creation and of its last change. */
public record PaymentRecord(Payment payment, Instant createTime, Instant updateTime) {
  PaymentRecord changed(Payment next, Instant now) {
    return new PaymentRecord(next, createTime, now);
  }
}
