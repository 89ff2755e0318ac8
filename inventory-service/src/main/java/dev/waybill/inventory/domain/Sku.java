package dev.waybill.inventory.domain;

import java.util.regex.Pattern;

/** The name of an item: 1 to 32 capital letters, digits or hyphens, not starting with a hyphen. */
public record Sku(String value) implements Comparable<Sku> {
  private static final Pattern FORM = Pattern.compile("[A-Z0-9][A-Z0-9-]{0,31}");

  /** Rejects a text that is not a SKU, so that stores can use the value safely. */
  public Sku {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not a SKU: " + value);
    }
  }

  @Override
  public int compareTo(Sku other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
