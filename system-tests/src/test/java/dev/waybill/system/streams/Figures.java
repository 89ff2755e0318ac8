package dev.waybill.system.streams;

import java.util.Collection;
import java.util.List;

/** Statistics of many measured values. */
final class Figures {
  private Figures() {}

  static double median(Collection<? extends Number> values) {
    return percentile(values, 0.5);
  }

  /** The smallest value that the given share of all values, from 0 to 1, does not exceed. */
  static double percentile(Collection<? extends Number> values, double part) {
    List<Double> sorted = values.stream().map(Number::doubleValue).sorted().toList();
    if (sorted.isEmpty()) {
      return Double.NaN;
    }
    int rank = (int) Math.ceil(part * sorted.size());
    return sorted.get(Math.max(0, rank - 1));
  }
}
