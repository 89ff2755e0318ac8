package dev.waybill.inventory.domain;

import java.time.Instant;
import java.util.List;

/**
 * What is to be stored of a group's decisions: rows that are new and rows that differ, each kind
 * sorted by its key.
 */
public record StockChanges(
    Instant time, Rows<Item> items, Rows<Reservation> reservations, List<Scan> newScans) {

  /** The rows of one kind that have to be written. */
  public record Rows<T>(List<T> added, List<T> changed) {}
}
