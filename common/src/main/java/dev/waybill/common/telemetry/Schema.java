package dev.waybill.common.telemetry;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** Collects the declarations of metrics, and measures nothing. */
public final class Schema implements Meters {
  private final List<Metric> metrics;
  private final List<Metric.Label> fixed;

  private Schema(List<Metric> metrics, List<Metric.Label> fixed) {
    this.metrics = metrics;
    this.fixed = fixed;
  }

  /** Returns the metrics that are declared, in the order of their declarations. */
  public static List<Metric> of(Consumer<Meters> declarations) {
    List<Metric> metrics = new ArrayList<>();
    declarations.accept(new Schema(metrics, List.of()));
    return List.copyOf(metrics);
  }

  /** What a metric is for those who read it. */
  public record Metric(
      String name, Kind kind, String unit, String description, List<Metric.Label> labels) {
    /**
     * A label of the metric.
     *
     * @param values all values that it can have; none if only the bound describes them
     * @param bound says in words which values there are
     */
    public record Label(String name, List<String> values, String bound) {}
  }

  /** How a metric behaves. */
  public enum Kind {
    COUNTER,
    HISTOGRAM,
    UP_DOWN_COUNTER,
    GAUGE
  }

  /** Things are only measured if this is so; what is declared there must be seen here. */
  @Override
  public boolean isOn() {
    return true;
  }

  @Override
  public Meters with(String label, String value, String bound) {
    Metric.Label described = new Metric.Label(label, List.of(), bound);
    return new Schema(metrics, Stream.concat(fixed.stream(), Stream.of(described)).toList());
  }

  @Override
  public <L extends Enum<L>> Counter<L> counter(
      String name, String unit, String description, Label<L> label) {
    add(name, Kind.COUNTER, unit, description, label);
    return OFF.counter(name, unit, description, label);
  }

  @Override
  public <L extends Enum<L>> Timer<L> timer(String name, String description, Label<L> label) {
    add(name, Kind.HISTOGRAM, "s", description, label);
    return OFF.timer(name, description, label);
  }

  @Override
  public Distribution timer(String name, String description) {
    add(name, Kind.HISTOGRAM, "s", description);
    return OFF.timer(name, description);
  }

  @Override
  public Distribution sizes(String name, String unit, String description) {
    add(name, Kind.HISTOGRAM, unit, description);
    return OFF.sizes(name, unit, description);
  }

  @Override
  public Gauge count(String name, String unit, String description, DoubleSupplier count) {
    add(name, Kind.UP_DOWN_COUNTER, unit, description);
    return OFF.count(name, unit, description, count);
  }

  @Override
  public <L extends Enum<L>> Gauge count(
      String name, String unit, String description, Label<L> label, ToDoubleFunction<L> count) {
    add(name, Kind.UP_DOWN_COUNTER, unit, description, label);
    return OFF.count(name, unit, description, label, count);
  }

  @Override
  public <L extends Enum<L>> Gauge gauge(
      String name, String unit, String description, Label<L> label, ToDoubleFunction<L> value) {
    add(name, Kind.GAUGE, unit, description, label);
    return OFF.gauge(name, unit, description, label, value);
  }

  private void add(String name, Kind kind, String unit, String description, Label<?>... own) {
    Stream<Metric.Label> labels =
        Stream.of(own)
            .map(label -> new Metric.Label(label.name(), label.values(), "the values listed"));
    metrics.add(
        new Metric(name, kind, unit, description, Stream.concat(fixed.stream(), labels).toList()));
  }
}
