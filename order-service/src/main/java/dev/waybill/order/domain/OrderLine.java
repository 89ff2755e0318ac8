package dev.waybill.order.domain;

/** One line of what a customer ordered: 1 to 10000 pieces of an item. */
public record OrderLine(String sku, int quantity) {}
