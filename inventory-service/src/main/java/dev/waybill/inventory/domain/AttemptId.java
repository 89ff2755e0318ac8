package dev.waybill.inventory.domain;

import java.util.UUID;

/** Identifies one attempt to place an order that is not recorded yet. */
public record AttemptId(UUID value) {}
