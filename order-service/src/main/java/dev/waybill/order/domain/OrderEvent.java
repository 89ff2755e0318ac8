package dev.waybill.order.domain;

import java.time.Instant;

/** One change of an order's state; version 1 is its placing. */
public record OrderEvent(
    OrderId orderId, long version, OrderState state, Instant time, String correlationId) {}
