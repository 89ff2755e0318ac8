package dev.waybill.order.domain;

import java.util.UUID;

/** Identifies a request: the request id is unique per customer. */
public record RequestKey(String customerId, UUID requestId) {}
