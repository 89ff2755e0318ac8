package dev.waybill.order.domain;

import java.util.UUID;

/** Names a request: its id, which is the customer's own. */
public record RequestKey(String customerId, UUID requestId) {}
