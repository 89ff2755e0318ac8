package dev.waybill.inventory.domain;

/** One line of a requested reservation. */
public record RequestedLine(Sku sku, int quantity) {}
