package dev.waybill.inventory.domain;

import java.util.UUID;

/** Names one attempt to place an order that is not recorded yet. */
public record AttemptId(UUID value) {}
