package dev.waybill.local.journal;

import dev.waybill.proto.order.v1.OrderState;

/** An answer of PlaceOrder that a client was given. The audit checks that it was kept. */
public record JournalEntry(String orderId, String customerId, String requestId, OrderState state) {}
