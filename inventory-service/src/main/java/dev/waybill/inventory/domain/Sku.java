package dev.waybill.inventory.domain;

/** The name of an item. */
public record Sku(String value) implements Comparable<Sku> {

  @Override
  public int compareTo(Sku other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
