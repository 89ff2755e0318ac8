package dev.waybill.common.config;

/** Converts a TCP port; 0 means any free port. */
public final class PortConverter extends RangeConverter {
  public PortConverter() {
    super(0, 65_535, "a port from 0 (any free one) to 65535");
  }
}
