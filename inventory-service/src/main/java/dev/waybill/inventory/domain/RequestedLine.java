package dev.waybill.inventory.domain;

/** One line that an order asks for. */
public record RequestedLine(Sku sku, int quantity) {}
