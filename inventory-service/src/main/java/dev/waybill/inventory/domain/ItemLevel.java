package dev.waybill.inventory.domain;

/** The stock of an item at one time; the version increases with every change of the item. */
public record ItemLevel(Sku sku, StockLevel level, long version) {}
