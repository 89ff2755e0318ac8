package dev.waybill.bench.report;

import dev.waybill.bench.stack.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everything that was measured, in order. */
public final class Findings {
  private final Map<String, String> settings = new LinkedHashMap<>();
  private final List<Sample> samples = new ArrayList<>();
  private final Map<String, List<Double>> figures = new LinkedHashMap<>();

  /** Adds a setting that the figures were measured with. */
  public void setting(String name, String value) {
    settings.put(name, value);
  }

  /** Adds a measurement of a contender. */
  public Sample add(Sample sample) {
    samples.add(sample);
    figure("failed_calls_" + key(sample.contender()), (double) sample.failed());
    return sample;
  }

  /** A contender's name as part of the name of a figure. */
  public static String key(String contender) {
    return contender.replace(' ', '_');
  }

  /** Adds a figure. If it is added several times, the median counts. */
  public void figure(String name, double value) {
    figures.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
  }

  Map<String, String> settings() {
    return settings;
  }

  /**
   * All settings on one line in the order they were added, so those that make it durable come
   * first.
   */
  String settingsLine() {
    List<String> parts = new ArrayList<>();
    settings.forEach((name, value) -> parts.add(name + " " + value));
    return String.join(", ", parts);
  }

  List<Sample> samples() {
    return samples;
  }

  Map<String, List<Double>> figures() {
    return figures;
  }

  /** The median of a figure; NaN if it was not measured. */
  public double median(String figure) {
    return median(figures.getOrDefault(figure, List.of()));
  }

  /** Whether the figure was never anything but 0. */
  boolean isAlwaysZero(String figure) {
    return figures.getOrDefault(figure, List.of()).stream().allMatch(value -> value == 0);
  }

  static double median(List<Double> values) {
    if (values.isEmpty()) {
      return Double.NaN;
    }
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
