package dev.waybill.system.streams;

import java.util.Collection;
import java.util.List;

/** What many measured values come to. */
final class Figures {
  private Figures() {}

  static double median(Collection<? extends Number> values) {
    return percentile(values, 0.5);
  }

  /** The smallest value that so many of all values, a part of 1, do not exceed. */
  static double percentile(Collection<? extends Number> values, double part) {
    List<Double> sorted = values.stream().map(Number::doubleValue).sorted().toList();
    if (sorted.isEmpty()) {
      return Double.NaN;
    }
    int rank = (int) Math.ceil(part * sorted.size());
    return sorted.get(Math.max(0, rank - 1));
  }
}
