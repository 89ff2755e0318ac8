package dev.waybill.inventory.domain;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** All that is stored of what a group of commands is about, and the time it is decided at. */
public record StockState(
    Instant now,
    Map<Sku, Item> items,
    Map<OrderId, Reservation> reservations,
    Map<UUID, Scan> scans) {

  /** Keeps its own copy of all of it. */
  public StockState {
    items = Map.copyOf(items);
    reservations = Map.copyOf(reservations);
    scans = Map.copyOf(scans);
  }
}
