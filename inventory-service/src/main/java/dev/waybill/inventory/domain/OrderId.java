package dev.waybill.inventory.domain;

import java.util.UUID;

/** The order that stock is set aside for. */
public record OrderId(UUID value) implements Comparable<OrderId> {

  @Override
  public int compareTo(OrderId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
