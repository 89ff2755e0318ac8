package dev.waybill.payment.domain;

/** A place where the books break their share of invariant I2. */
public record PaymentViolation(String resource, String description) {}
