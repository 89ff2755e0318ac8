package dev.waybill.cli.client;

import dev.waybill.common.config.RangeConverter;

/**
 * Converts how many entries to list. It is bounded because all of them are held in memory to align
 * their columns.
 */
public final class LimitConverter extends RangeConverter {
  private static final int MOST = 100_000;

  public LimitConverter() {
    super(1, MOST, "a number from 1 to " + MOST);
  }
}
