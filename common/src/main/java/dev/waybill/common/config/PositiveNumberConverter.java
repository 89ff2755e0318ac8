package dev.waybill.common.config;

/** Converts a number that must be at least 1. */
public final class PositiveNumberConverter extends RangeConverter {
  public PositiveNumberConverter() {
    super(1, Integer.MAX_VALUE, "a whole number of at least 1");
  }
}
