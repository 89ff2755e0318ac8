package dev.waybill.common.telemetry;

import dev.waybill.common.config.RangeConverter;

/** Converts the port of the metrics; 0 means that there is none. */
public final class MetricsPortConverter extends RangeConverter {
  public MetricsPortConverter() {
    super(0, 65_535, "a port from 1 to 65535, or 0 for no metrics");
  }
}
