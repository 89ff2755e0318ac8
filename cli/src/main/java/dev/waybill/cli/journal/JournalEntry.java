package dev.waybill.cli.journal;

import dev.waybill.proto.order.v1.OrderState;

/** One answer of PlaceOrder that a client was given: a promise that the audit holds us to. */
public record JournalEntry(String orderId, String customerId, String requestId, OrderState state) {}
