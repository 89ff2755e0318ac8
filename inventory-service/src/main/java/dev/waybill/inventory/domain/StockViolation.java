package dev.waybill.inventory.domain;

/** An item whose stored level is not what it should be, and how. */
public record StockViolation(Sku sku, String description) {}
